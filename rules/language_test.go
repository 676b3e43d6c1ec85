package rules_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"

	"github.com/passant-go/passant/rules"
)

var (
	irregular = strings.Fields("en-GB-oed i-ami i-bnn i-default i-enochian i-hak i-klingon i-lux i-mingo i-navajo i-pwn i-tao i-tay i-tsu sgn-BE-FR sgn-BE-NL sgn-CH-DE")
	regular   = strings.Fields("art-lojban cel-gaulish no-bok no-nyn zh-guoyu zh-hakka zh-min zh-min-nan zh-xiang")
)

func TestLanguage(t *testing.T) {
	testRule(t, new(rules.Language), map[string][]string{
		"": append(append([]string{
			// RFC 5646 appendix A
			"de", "fr", "ja", "zh-Hant", "zh-Hans", "sr-Cyrl", "sr-Latn", "zh-cmn-Hans-CN", "cmn-Hans-CN", "zh-yue-HK", "yue-HK",
			"zh-Hans-CN", "sr-Latn-RS", "sl-rozaj", "sl-rozaj-biske", "sl-nedis", "de-CH-1901", "sl-IT-nedis", "hy-Latn-IT-arevela",
			"de-DE", "en-US", "es-419", "de-CH-x-phonebk", "az-Arab-x-AZE-derbend", "x-whatever", "qaa-Qaaa-QM-x-southern", "de-Qaaa", "sr-Latn-QM", "sr-Qaaa-RS",
			"en-US-u-islamcal", "zh-CN-a-myext-x-private", "en-a-myext-b-another",
			// well-formed, not valid
			"String", "DE-at", "abcd", "abcde-Latn", "zh-aaa-bbb-ccc", "ar-a-aaa-b-bbb-a-ccc", "de-1901-1901", "sl-rozaj-rozaj", "zz", "de-ZZ", "de-999",
			"x-a", "x-1-2-3", "x-x", "x-abcdefgh-x-x-x", "en-x-a-b", "en-0-ab", "en-a-12345678-12", "I-KLINGON", "SGN-be-fr", "en-Latn-1abc-abcde", "no-abcde",
		}, irregular...), regular...),
		"subtag": {"", "-", "de-", "-de", "de--DE", "de_DE", "de-DE ", " de", "de\n", "abcdefghi", "de-abcdefghi", "x-abcdefghi", "dé", "ｄｅ", "de-١٩٠١", "en-ſ", "*", "de\x00"},
		"order": {
			"a", "x", "i", "1", "12", "de-x", "de-a", "de-a-x-b", "de-a-b-cc", "a-DE", "419", "a1", "de1", "1234", "de-a1", "de-4a", "de-41",
			"de-DE-Latn", "de-DE-AT", "de-Latn-Cyrl", "de-1901-DE", "de-1901-Latn", "zh-aaa-bbb-ccc-ddd", "abcd-efg", "de-DE-abc", "de-abc1-a", "de-Lat1", "de-419-aaa",
			"i-ab", "i-unknown", "en-GB-oe", "en-GB-oed-x-a", "sgn-BE-FR-x", "i-klingon-x-a", "i-klingon-", "a-b",
		},
	})
}

// The grammar of RFC 5646 §2.1, letter by letter.
var languagePattern = regexp.MustCompile(`(?i)^(?:` +
	`(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})` +
	`(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*` +
	`(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?` +
	`|x(?:-[a-z0-9]{1,8})+` +
	`|en-GB-oed|i-ami|i-bnn|i-default|i-enochian|i-hak|i-klingon|i-lux|i-mingo|i-navajo|i-pwn|i-tao|i-tay|i-tsu|sgn-BE-FR|sgn-BE-NL|sgn-CH-DE` +
	`|art-lojban|cel-gaulish|no-bok|no-nyn|zh-guoyu|zh-hakka|zh-min|zh-min-nan|zh-xiang)$`)

func FuzzLanguage(f *testing.F) {
	for _, text := range append(irregular, "de", "zh-cmn-Hans-CN", "de-CH-1901", "en-a-myext-b-another", "x-whatever", "de-DE-u-co-phonebk", "en-t-jp-m0-true", "String", "de_DE", "de-DE-AT", "a-DE") {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		reason := rules.CheckLanguage([]byte(text))
		// (?i) lets in what folds to ASCII letters
		require.Equal(t, isASCII(text) && languagePattern.MatchString(text), reason == "", "%q", text)
		require.Equal(t, reason, rules.CheckLanguage([]byte(mapASCII(text, 'a', 'z'))), "in upper case")
		againstLanguage(t, text, reason)
	})
}

// againstLanguage holds a verdict against x/text/language, which tells what has no syntax from what has no meaning.
func againstLanguage(t *testing.T, text string, reason rules.Reason) {
	tag, err := language.Parse(text)
	_, meaningless := err.(language.ValueError)
	switch {
	case unicodeExtension.MatchString(text): // it judges the extensions of RFC 6067 and RFC 6497 in its own way
		return
	case reason == "" && longLanguage.MatchString(text): // it knows no languages of more than three letters
	case reason == "":
		require.True(t, err == nil || meaningless, "x/text/language refuses %q: %v", text, err)
	}
	// It takes more than the grammar has, such as underscores, regions of three letters and a NUL at the end,
	// but what it makes of that is well-formed.
	if err == nil {
		assert.Zero(t, rules.CheckLanguage([]byte(tag.String())), "%v", tag)
	}
}

var (
	longLanguage     = regexp.MustCompile(`^[A-Za-z]{4}`)
	unicodeExtension = regexp.MustCompile(`-[UuTt]-`)
)

func BenchmarkLanguage(b *testing.B) {
	for _, text := range []string{"de", "zh-cmn-Hans-CN"} {
		b.Run(text, func(b *testing.B) {
			benchmark(b, new(rules.Language), text, "x/text/language", func(text string) bool {
				_, err := language.Parse(text)
				return err == nil
			})
			b.Run("regexp", func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					languagePattern.MatchString(text)
				}
			})
		})
	}
}
