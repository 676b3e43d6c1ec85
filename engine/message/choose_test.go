package message_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/message"
)

func TestFor(t *testing.T) {
	var languages message.Catalogue
	for _, c := range []struct {
		tags []string
		want string
	}{
		{nil, "en"},
		{[]string{""}, "en"},
		{[]string{"nl"}, "nl"},
		{[]string{"NL-be"}, "nl"},
		{[]string{"nl_NL"}, "nl"},
		{[]string{"nl_NL.UTF-8"}, "en"},
		{[]string{"nl-", "de"}, "de"},
		{[]string{"nl--BE", "de"}, "de"},
		{[]string{"nl-u", "de"}, "de"},
		{[]string{"nl!", "de"}, "de"},
		{[]string{"nl-abcdefgh-!", "de"}, "de"},
		{[]string{"nl-abcdefgh", "de"}, "nl"}, // well-formed, though nothing is known of it
		{[]string{"de-CH-1996"}, "de"},
		{[]string{"fr-CA", "nl"}, "fr"},
		{[]string{"ja", "fr", "nl"}, "fr"},
		{[]string{"ja"}, "en"},
		{[]string{"en", "nl"}, "en"},
		{[]string{"???", "", "nl"}, "nl"},
		{[]string{"und", "nl"}, "nl"},
		{[]string{strings.Repeat("de-", 86), "nl"}, "nl"},
	} {
		assert.Equal(t, c.want, languages.For(c.tags...).Tag(), "%q", c.tags)
	}
	assert.Empty(t, message.Language{}.Tag())
}

func TestAccept(t *testing.T) {
	var languages message.Catalogue
	for header, want := range map[string]string{
		"":                                     "en",
		"nl":                                   "nl",
		"nl-NL,nl;q=0.9,en-US;q=0.8,en;q=0.7":  "nl",
		"en;q=0.5, de ; q=0.7 ,fr;Q=0.9":       "fr",
		"de;q=0.7, nl;q=0.7":                   "de",
		"nl;q=0, fr;q=0.1":                     "fr",
		"nl;q=x, fr;q=0.1":                     "fr",
		"nl;q=, fr;q=0.1":                      "fr",
		"nl;q=NaN, fr;q=0.1":                   "fr",
		"nl;level=1, fr;q=0.1":                 "fr",
		"*":                                    "en",
		"*, nl;q=0.5":                          "nl",
		"!!, nl;q=0.5":                         "nl",
		"qqq, nl;q=0.5":                        "nl",
		",,,nl":                                "nl",
		"ja, zh;q=0.5":                         "en",
		"nl" + strings.Repeat(" ", longest-2):  "nl",
		"nl" + strings.Repeat(" ", longest-1):  "en",
		strings.Repeat("nl,", longest/3):       "nl",
		strings.Repeat("a-", 1<<20):            "en",
		"nl;q=1e-300, de;q=1e999":              "en",
		"nl!, de;q=0.1":                        "de",
		"nl fr, de;q=0.1":                      "de",
		"nl;q=1.001, de;q=0.1":                 "de",
		"nl;q=2, de;q=0.1":                     "de",
		"nl;q=0.1234, de;q=0.1":                "de",
		"nl;q=.9, de;q=0.1":                    "de",
		"nl;q=+1, de;q=0.1":                    "de",
		"nl;q=0x1, de;q=0.1":                   "de",
		"nl;q=0._9, de;q=0.1":                  "de",
		"nl;q= 1, de;q=0.1":                    "de",
		"nl;q=01, de;q=0.1":                    "de",
		"nl;q=1;q=1, de;q=0.1":                 "de",
		"nl;, de;q=0.1":                        "de",
		"nl;q, de;q=0.1":                       "de",
		"nl;q=0.000, de;q=0.001":               "de",
		"nl;q=0.998, de;q=0.999":               "de",
		"nl;q=0.999, de;q=1.":                  "de",
		"nl;q=0., de;q=1.000":                  "de",
		"nl;\tq=0.9\t, de":                     "de",
		"x-private, fr":                        "fr",
		"de" + strings.Repeat("-abcdefgh", 9):  "de",
		"de-" + strings.Repeat("abcdefgh-", 9): "en", // ends in a hyphen
	} {
		assert.Equal(t, want, languages.Accept(header).Tag(), "%.80q", header)
	}
}

const longest = 256

func FuzzAccept(f *testing.F) {
	var languages message.Catalogue
	known := map[string]bool{"en": true, "nl": true, "de": true, "fr": true}
	for _, header := range []string{"", "nl", "nl-BE,nl;q=0.9", "*;q=0.1", "de-u-co-phonebk", "\x00,é;q=ü", "i-klingon, x-a, a-b-c", "en-" + strings.Repeat("a-", 120)} {
		f.Add(header)
	}
	f.Fuzz(func(t *testing.T, header string) {
		chosen := languages.Accept(header).Tag()
		assert.True(t, known[chosen], chosen)
		assert.True(t, known[languages.For(strings.Split(header, ",")...).Tag()])
		if len(header) > longest {
			assert.Equal(t, "en", chosen)
		}
	})
}
