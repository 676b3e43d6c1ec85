package phone_test

import (
	"cmp"
	"errors"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/phone"
)

func TestParse(t *testing.T) {
	tests := []struct{ text, region, e164, of string }{
		{"+31201234567", "", "+31201234567", "NL"},
		{"+31 (0)20 123-45.67", "", "+31201234567", "NL"},
		{"(+31) 20/1234567", "ZZ", "+31201234567", "NL"},
		{" + 31 20 1234567 ", "DE", "+31201234567", "NL"},
		{"020 1234567", "NL", "+31201234567", "NL"},
		{"20 1234567", "NL", "+31201234567", "NL"},
		{"0031 20 1234567", "NL", "+31201234567", "NL"},
		{"0031 20 1234567", "DE", "+31201234567", "NL"},
		{"011 31 20 1234567", "US", "+31201234567", "NL"},
		{"31201234567", "NL", "+31201234567", "NL"},        // the calling code of the region without a +
		{"31201234567", phone.World, "+31201234567", "NL"}, // a calling code in any case
		{"+31201234567", phone.World, "+31201234567", "NL"},
		{"+0031201234567", "NL", "+31201234567", "NL"}, // a + before an international prefix
		{"04 70 12 34 56", "BE", "+32470123456", "BE"},
		{"030 123456", "DE", "+4930123456", "DE"},
		{"+390612345678", "", "+390612345678", "IT"}, // the 0 is part of Italian numbers
		{"06 698 12345", "IT", "+390669812345", "VA"},
		{"+39 06 698 12345", "", "+390669812345", "VA"},
		{"(415) 555-2671", "US", "+14155552671", "US"},
		{"1 (415) 555-2671", "US", "+14155552671", "US"},
		{"+1 204 234 5678", "", "+12042345678", "CA"},
		{"234 5678", "AG", "+12345678", ""},
		{"460 1234", "AG", "+12684601234", "AG"},             // an area code put in front
		{"0 343 15 555 1212", "AR", "+5493435551212", "AR"},  // the 15 of mobile numbers becomes a 9
		{"0 15 11 96123 4567", "BR", "+5511961234567", "BR"}, // a carrier's code taken off
		{"+44 1481 256789", "", "+441481256789", "GG"},
		{"8 (912) 345-67-89", "RU", "+79123456789", "RU"},
		{"+7 701 234 5678", "", "+77012345678", "KZ"},
		{"+800 1234 5678", "", "+80012345678", phone.World},
		{"+883 5110 0123 456", "NL", "+88351100123456", phone.World},
		{"0 000 0000", "IT", "+3900000000", ""},
		{"14880011 44 180020 12345678901234567", "AU", "+4412345678901234567", ""}, // no longer one
		{"12", "NL", "+3112", "NL"},                                                // neither possible nor valid
		{"-12", "NL", "+3112", "NL"},
		{"+31 0000", "", "+310000", "NL"},
		{strings.Repeat(" ", 239) + "0201234567", "NL", "+31201234567", "NL"}, // 249 bytes
	}
	for _, test := range tests {
		n, err := phone.Parse(test.text, test.region)
		require.NoError(t, err, test.text)
		assert.Equal(t, test.e164, n.String(), test.text)
		assert.Equal(t, test.of, n.Region(), test.text)

		bytes, err := phone.Parse([]byte(test.text), test.region)
		require.NoError(t, err, test.text)
		assert.Equal(t, n, bytes, test.text)
	}
}

func TestParseError(t *testing.T) {
	tests := []struct {
		text, region string
		want         phone.ParseError
	}{
		{"", "NL", phone.ParseError{phone.TooShort, 0}},
		{" ", "NL", phone.ParseError{phone.TooShort, 1}},
		{"+", "NL", phone.ParseError{phone.TooShort, 1}},
		{"1", "NL", phone.ParseError{phone.TooShort, 1}},
		{"1 2", "NL", phone.ParseError{phone.TooShort, 3}},
		{"+12", "", phone.ParseError{phone.TooShort, 3}},
		{"+311", "", phone.ParseError{phone.TooShort, 4}},
		{"00311", "NL", phone.ParseError{phone.TooShort, 5}},
		{"0031", "NL", phone.ParseError{phone.TooShort, 4}},
		{"+31" + strings.Repeat("1", 18), "", phone.ParseError{phone.TooLong, 21}},
		{strings.Repeat("1", 250), "NL", phone.ParseError{phone.TooLong, 250}},
		{strings.Repeat("0", 251), "NL", phone.ParseError{phone.TooLong, 251}},
		{strings.Repeat(" ", 241) + "0201234567", "NL", phone.ParseError{phone.TooLong, 251}},
		{"0201234567", "", phone.ParseError{phone.NoRegion, 0}},
		{"0201234567", "ZZ", phone.ParseError{phone.NoRegion, 0}},
		{"0201234567", "nl", phone.ParseError{phone.NoRegion, 0}},
		{"0201234567", "NLD", phone.ParseError{phone.NoRegion, 0}},
		{"0201234567", "N\xff", phone.ParseError{phone.NoRegion, 0}},
		{"+0201234567", "", phone.ParseError{phone.InvalidCountryCode, 0}},
		{"+0201234567", "NL", phone.ParseError{phone.InvalidCountryCode, 0}},
		{"0201234567", phone.World, phone.ParseError{phone.InvalidCountryCode, 0}},
		{"+2101234567", "", phone.ParseError{phone.InvalidCountryCode, 0}},
		{"00 210 1234567", "NL", phone.ParseError{phone.InvalidCountryCode, 0}},
		{"*31#", "NL", phone.ParseError{phone.Character, 0}},
		{"020+1234567", "NL", phone.ParseError{phone.Character, 3}},
	}
	for _, test := range tests {
		n, err := phone.Parse(test.text, test.region)
		assert.Zero(t, n, test.text)
		var parseError *phone.ParseError
		require.True(t, errors.As(err, &parseError), test.text)
		assert.Equal(t, test.want, *parseError, test.text)
		if len(test.text) > 1 {
			assert.NotContains(t, err.Error(), test.text)
		}
		_, reason := phone.Check(test.text, test.region)
		assert.Equal(t, test.want.Reason, reason, test.text)
	}
}

// TestGrammar holds what the library reads as a number and this package does not.
func TestGrammar(t *testing.T) {
	tests := []struct {
		text   string
		offset int
	}{
		{"++31201234567", 1},
		{"+31201234567 ext. 9", 13},
		{"+31201234567x9", 12},
		{"+31201234567;ext=9", 12},
		{"+31-20-MESSAGE", 7},
		{"+31*201234567", 3},
		{"tel:+31201234567", 0},
		{"phone +31201234567", 0},
		{"+31[20]1234567", 3},
		{"+31~201234567", 3},
		{"+31\u2010201234567", 3},
		{"+31\u00a0201234567", 3},
		{"＋31201234567", 0},
		{"+31２０1234567", 3},
		{"+٣١201234567", 1},
	}
	for _, test := range tests {
		_, err := phonenumbers.Parse(test.text, "NL")
		assert.NoError(t, err, test.text)
		_, err = phone.Parse(test.text, "NL")
		assert.Equal(t, &phone.ParseError{phone.Character, test.offset}, err, test.text)
	}
}

func TestCheckJoined(t *testing.T) {
	tests := []struct {
		code, rest, want string
		reason           phone.Reason
	}{
		{"+91", "9812345678", "+919812345678", 0},
		{"+31", "020 1234567", "+31201234567", 0},
		{"+1", "2042345678", "+12042345678", 0},
		{"+12", "042345678", "+12042345678", 0},
		{"+", "31201234567", "+31201234567", 0},
		{"", "+31201234567", "+31201234567", 0},
		{"31", "201234567", "invalid phone number", phone.NoRegion},
		{"+31", "+201234567", "invalid phone number", phone.Character},
		{"+3l", "201234567", "invalid phone number", phone.Character},
		{"+0", "201234567", "invalid phone number", phone.InvalidCountryCode},
		{"+3", "1", "invalid phone number", phone.TooShort},
		{"", "", "invalid phone number", phone.TooShort},
		{"+31", strings.Repeat("1", 18), "invalid phone number", phone.TooLong},
		{"+31", strings.Repeat(" ", 248), "invalid phone number", phone.TooLong},
	}
	for _, test := range tests {
		n, reason := phone.CheckJoined(test.code, test.rest)
		assert.Equal(t, test.want, n.String(), "%s %s", test.code, test.rest)
		assert.Equal(t, test.reason, reason, "%s %s", test.code, test.rest)
		assert.Equal(t, cmp.Or(reason, n.Reason()), phone.PossibleJoined(test.code, test.rest), "%s %s", test.code, test.rest)
		if len(test.code+test.rest) <= 250 {
			m, why := phone.Check(test.code+test.rest, "")
			assert.Equal(t, n, m)
			assert.Equal(t, reason, why)
		}
	}
}

func TestMustParse(t *testing.T) {
	assert.Panics(t, func() { phone.MustParse("020", "") })
}
