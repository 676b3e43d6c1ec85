package rules_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/postal"
	"github.com/passant-go/passant/rules"
)

func TestAddress(t *testing.T) {
	testRule(t, &rules.Address{Zip: postal.All}, map[string][]string{
		"":        {"de, sachsen, 02763, zittau", "de, , , ", "NL,,1234ab,", "be,,4000,", "fr,,05123,", "fr,,?,", "jp, 東京都, 100-8111, 千代田区", "xk, , 10000, Prishtinë"},
		"parts":   {"", "de", "de,,", "de,,,,", "xx,,"},
		"country": {",,,", "xx,,,", "uk,,,", "deu,,,", "1,,,"},
		"utf8":    {"de,\xff,,", "fr,,,\xc3"},
		"zip":     {"de,,1234,", "nl,,02763,", "be,,0999,", "NL,,1234SS,"},
	})
	testRule(t, &rules.Address{Zip: postal.DE}, map[string][]string{
		"":    {"nl,,02763,", "be,,0999,", "de,,02763,"},
		"zip": {"de,,1234,"},
	})
	testRule(t, new(rules.Address), map[string][]string{
		"":        {"de,,1234,", "nl,,?,"},
		"country": {"xx,,,"},
	})
}

func TestAddressUnassigned(t *testing.T) {
	warning := rules.Verdict{Outcome: rules.Warn, Code: "unassigned"}
	for _, text := range []string{"de,,05123,", "De, , 43123 , x", "DE,a,62000,b"} {
		assert.Equal(t, warning, (&rules.Address{Zip: postal.All}).Check(rules.Value{Text: []byte(text)}), text)
		assert.Equal(t, warning, (&rules.Address{Zip: postal.DE}).Check(rules.Value{Text: []byte(text)}), text)
		assert.Zero(t, (&rules.Address{Zip: postal.NL}).Check(rules.Value{Text: []byte(text)}), text)
	}
}

func TestAddressParts(t *testing.T) {
	var rule rules.Parter = &rules.Address{Zip: postal.All}
	text := []byte(" de ,\tsachsen , 02763,zittau ")
	for name, part := range map[string]string{"country": "de", "city": "sachsen", "zip": "02763", "place": "zittau", "street": "", "": ""} {
		assert.Equal(t, part, string(rule.Part(text, name)), name)
		assert.Zero(t, testing.AllocsPerRun(10, func() { rule.Part(text, name) }))
	}
	assert.Nil(t, rule.Part(text, "street"))
	assert.Empty(t, rule.Part([]byte("de, , , "), "city"))
	assert.Empty(t, rule.Part([]byte("de, , "), "country"), "of a text that is refused")
}

func BenchmarkAddress(b *testing.B) {
	pattern := regexp.MustCompile(`^[ \t]*[A-Za-z]{2}[ \t]*,[^,]*,[ \t]*\d{5}[ \t]*,[^,]*$`)
	benchmark(b, &rules.Address{Zip: postal.All}, "de, sachsen, 02763, zittau", "regexp", pattern.MatchString)
}
