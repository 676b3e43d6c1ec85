package postal_test

import (
	"errors"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/postal"
)

func TestParseFor(t *testing.T) {
	tests := []struct {
		text    string
		country postal.Countries
		want    postal.ParseError
	}{
		{"26133", postal.NL, postal.ParseError{postal.BadForm, 4}},
		{"4000", postal.NL, postal.ParseError{postal.BadForm, 4}},
		{"1234 AB", postal.BE, postal.ParseError{postal.BadForm, 4}},
		{"26133", postal.BE, postal.ParseError{postal.BadForm, 4}},
		{"1234AB", postal.DE, postal.ParseError{postal.BadForm, 4}},
		{"4000", postal.DE, postal.ParseError{postal.BadForm, 4}},
		{"123456", postal.DE, postal.ParseError{postal.BadForm, 5}},
		{"99999", postal.DE, postal.ParseError{postal.BadNumber, 0}},
		{"0999", postal.BE, postal.ParseError{postal.BadNumber, 0}},
		{"1234 SS", postal.NL, postal.ParseError{postal.BadLetters, 5}},
		{"4000", 0, postal.ParseError{postal.BadCountry, 0}},
		{"4000", postal.All, postal.ParseError{postal.BadCountry, 0}},
		{"4000", 8, postal.ParseError{postal.BadCountry, 0}},
	}
	for _, test := range tests {
		code, err := postal.ParseFor(test.text, test.country)
		var got *postal.ParseError
		require.ErrorAs(t, err, &got, "%q", test.text)
		assert.Equal(t, test.want, *got, "%q, %v", test.text, test.country)
		assert.Zero(t, code)
	}
	code, err := postal.ParseFor("1234ab", postal.NL)
	require.NoError(t, err)
	assert.Equal(t, "1234 AB", code.String())
}

// beginnings are those of texts that have a country's form.
var beginnings = map[postal.Countries]*regexp.Regexp{
	postal.NL: regexp.MustCompile(`^(?:\d{0,4}|\d{4} ?[A-Za-z]{0,2})$`),
	postal.BE: regexp.MustCompile(`^\d{0,4}$`),
	postal.DE: regexp.MustCompile(`^\d{0,5}$`),
}

// forEveryCountry holds ParseFor against Parse, and the offset of a wrong form against the longest beginning of one.
func forEveryCountry(t *testing.T, text string) {
	for country, beginning := range beginnings {
		code, err := postal.ParseFor(text, country)
		same, reason := postal.Check(text, country)
		require.Equal(t, same, code)
		require.Equal(t, err == nil, reason == 0)
		var parseError *postal.ParseError
		if !errors.As(err, &parseError) || parseError.Reason != postal.BadForm {
			continue
		}
		n := 0
		for n < len(text) && beginning.MatchString(text[:n+1]) {
			n++
		}
		require.Equal(t, n, parseError.Offset, "%q, %v", text, country)
	}
}
