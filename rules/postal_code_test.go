package rules_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/postal"
	"github.com/passant-go/passant/rules"
)

// As generated code has it: linked as data.
var (
	dutch    rules.Checker = &rules.PostalCode{Countries: postal.NL}
	deployed rules.Checker = &rules.PostalCode{Countries: postal.NL | postal.BE | postal.DE, Deployed: true}
)

func TestPostalCode(t *testing.T) {
	refused := func(code string) rules.Verdict { return rules.Verdict{Outcome: rules.Refuse, Code: code} }
	unassigned := rules.Verdict{Outcome: rules.Warn, Code: "unassigned"}
	assert.Equal(t, []string{unassigned.Code}, dutch.(rules.Remarker).Remarks())
	tests := []struct {
		text                    string
		truth, dutch, inService rules.Verdict
	}{
		{"1234 AB", rules.Verdict{}, rules.Verdict{}, rules.Verdict{}},
		{"5673re", rules.Verdict{}, rules.Verdict{}, rules.Verdict{}},
		{"4000", rules.Verdict{}, refused("country"), rules.Verdict{}},
		{"26133", rules.Verdict{}, refused("country"), rules.Verdict{}},
		{"05123", unassigned, refused("country"), rules.Verdict{}},
		{"43123", unassigned, refused("country"), rules.Verdict{}},
		{"62123", unassigned, refused("country"), rules.Verdict{}},
		{"0123 AB", refused("number"), refused("number"), rules.Verdict{}},
		{"1234 SS", refused("letters"), refused("letters"), rules.Verdict{}},
		{"0999", refused("number"), refused("country"), rules.Verdict{}},
		{"00000", refused("number"), refused("country"), rules.Verdict{}},
		{"1234  AB", refused("form"), refused("form"), refused("form")},
		{"", refused("form"), refused("form"), refused("form")},
		{"4000\n", refused("form"), refused("form"), refused("form")},
		{"٤٠٠٠", refused("form"), refused("form"), refused("form")},
	}
	for _, test := range tests {
		value := rules.Value{Text: []byte(test.text)}
		assert.Equal(t, test.truth, new(rules.PostalCode).Check(value), "%q", test.text)
		assert.Equal(t, test.dutch, dutch.Check(value), "%q", test.text)
		assert.Equal(t, test.inService, deployed.Check(value), "%q", test.text)
	}
}

func FuzzPostalCode(f *testing.F) {
	patterns := map[postal.Countries]*regexp.Regexp{
		postal.NL: regexp.MustCompile(`^\d{4} ?[A-Za-z]{2}$`),
		postal.BE: regexp.MustCompile(`^\d{4}$`),
		postal.DE: regexp.MustCompile(`^\d{5}$`),
	}
	for _, text := range []string{"1234 AB", "0000 ss", "0000", "99999", "05123", "1234-AB"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value := rules.Value{Text: []byte(text)}
		for country, pattern := range patterns {
			inService := &rules.PostalCode{Countries: country, Deployed: true}
			truth := &rules.PostalCode{Countries: country}
			accepted := inService.Check(value) == rules.Verdict{}
			assert.Equal(t, pattern.MatchString(text), accepted)
			assert.True(t, accepted || truth.Check(value).Outcome == rules.Refuse, "the truth is narrower")
		}
	})
}

func TestPostalCodeAllocations(t *testing.T) {
	for _, text := range []string{"1234 AB", "4000", "26133", "05123", "1234 SS", ""} {
		value := rules.Value{Text: []byte(text)}
		assert.Zero(t, testing.AllocsPerRun(100, func() {
			dutch.Check(value)
			deployed.Check(value)
		}), text)
	}
}

func BenchmarkPostalCode(b *testing.B) {
	pattern := regexp.MustCompile(`^[1-9]\d{3} ?(?:[A-RT-Za-rt-z][A-Za-z]|[Ss][B-CE-RT-Zb-ce-rt-z])$`)
	benchmark(b, dutch, "1234 AB", "regexp", pattern.MatchString)
}
