package rules_test

import (
	"testing"

	"golang.org/x/text/language"

	"github.com/passant-go/passant/rules"
)

func TestCountry(t *testing.T) {
	testRule(t, new(rules.Country), map[string][]string{
		"":        {"NL", "BE", "DE", "US", "AD", "ZW", "XK"},
		"form":    {"", "N", "nl", "Nl", "nL", "NLD", "N1", " N", "N ", "NL ", "ÑL", "É", "528", "N\x00"},
		"unknown": {"XX", "EU", "UK", "XA", "AA", "ZZ", "AN", "YU"},
	})
}

func BenchmarkCountry(b *testing.B) {
	benchmark(b, new(rules.Country), "NL", "x/text/language", func(text string) bool {
		region, err := language.ParseRegion(text)
		return err == nil && region.IsCountry()
	})
}
