package rules_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/rules"
)

func TestDigits(t *testing.T) {
	testRule(t, new(rules.Digits), map[string][]string{
		"":          {"0", "1234", "0000", strings.Repeat("9", 1000)},
		"empty":     {""},
		"character": {"12a4", " 1234", "1234\n", "-1", "+1", "1.0", "١٢٣٤", "１２３４", "१", "²", "1\x00", "/", ":"},
	})
}

func TestUsername(t *testing.T) {
	testRule(t, new(rules.Username), map[string][]string{
		"":          {"", "jan", "Jan.de-Vries_1", "...", "-", "_", "09", "AZaz"},
		"character": {"jan vries", "jörg", "jan@home", "jan\n", " jan", "jan/", "jan:", "@", "[", "`", "{", "^", "١", "ｊ", "jan\u200b", "jan\x00", "\xff", "ſ", "\u212a"},
	})
}

func TestDuration(t *testing.T) {
	testRule(t, new(rules.Duration), map[string][]string{
		"":       {"1min", "2hour", "30day", "2week", "12month", "1year", "0min", "007day", strings.Repeat("9", 100) + "year"},
		"number": {"", "min", " 1min", "-1min", "+1min", "String", "１min", "١min"},
		"unit":   {"1", "1 min", "1mins", "1Min", "1MIN", "1minute", "1second", "1.5hour", "1min\n", "1min2hour", "1mon", "1m", "1\x00"},
	})
}

var simplePatterns = map[*regexp.Regexp]rules.Checker{
	regexp.MustCompile(`^[0-9]+$`):                                 new(rules.Digits),
	regexp.MustCompile(`^[A-Za-z0-9_.-]*$`):                        new(rules.Username),
	regexp.MustCompile(`^[0-9]+(?:min|hour|day|week|month|year)$`): new(rules.Duration),
}

func FuzzSimple(f *testing.F) {
	for _, text := range []string{"", "1234", "jan.de-vries_1", "2week", "2weeks", "1\n", "jan vries"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for pattern, rule := range simplePatterns {
			require.Equal(t, pattern.MatchString(text), rule.Check(rules.Value{Text: []byte(text)}) == rules.Verdict{}, "%v", pattern)
		}
	})
}

func BenchmarkSimple(b *testing.B) {
	texts := map[string]string{"Digits": "123456", "Username": "jan.de-vries_1", "Duration": "2week"}
	for pattern, rule := range simplePatterns {
		name := typeName(rule)
		b.Run(name, func(b *testing.B) { benchmark(b, rule, texts[name], "regexp", pattern.MatchString) })
	}
}
