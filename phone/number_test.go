package phone_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/phone"
)

func TestNumber(t *testing.T) {
	tests := []struct {
		text            string
		code            int
		national        string
		reason          phone.Reason
		possible, valid bool
	}{
		{"+31201234567", 31, "201234567", 0, true, true},
		{"+31001234567", 31, "01234567", 0, true, false},
		{"+390612345678", 39, "0612345678", 0, true, true},
		{"+3112", 31, "12", phone.TooShort, false, false},
		{"+31200000000000", 31, "200000000000", phone.TooLong, false, false},
		{"+12345678", 1, "2345678", phone.LocalOnly, false, false},
		{"+65123456789", 65, "123456789", phone.InvalidLength, false, false},
		{"+80012345678", 800, "12345678", 0, true, true},
		{"+13101234", 1, "3101234", phone.LocalOnly, false, true}, // in Canada
		{"+390000", 39, "0000", phone.TooShort, false, false},
		{"+49 12345678901234567", 49, "12345678901234567", phone.TooLong, false, false},
	}
	for _, test := range tests {
		n := phone.MustParse(test.text, "")
		assert.Equal(t, test.code, n.CallingCode(), test.text)
		assert.Equal(t, test.national, n.National(), test.text)
		assert.Equal(t, test.reason, n.Reason(), test.text)
		assert.Equal(t, test.possible, n.IsPossible(), test.text)
		assert.Equal(t, test.valid, n.IsValid(), test.text)
	}
}

func TestZero(t *testing.T) {
	var n phone.Number
	assert.False(t, n.IsPossible())
	assert.False(t, n.IsValid())
	assert.Zero(t, n.Reason())
	assert.Zero(t, n.CallingCode())
	assert.Empty(t, n.Region())
	assert.Empty(t, n.National())
	assert.Empty(t, n.AppendTo(nil))
	assert.Equal(t, "invalid phone number", n.String())
}

func TestCompare(t *testing.T) {
	want := []phone.Number{
		{},
		phone.MustParse("+12042345678", ""),
		phone.MustParse("+31112", ""),
		phone.MustParse("+31200", ""),
		phone.MustParse("+310000", ""),
		phone.MustParse("+31201234567", ""),
		phone.MustParse("+31201234568", ""),
		phone.MustParse("+4930123456", ""),
	}
	got := slices.Clone(want)
	slices.Reverse(got)
	slices.SortFunc(got, phone.Number.Compare)
	assert.Equal(t, want, got)
	assert.Zero(t, want[5].Compare(phone.MustParse("020 1234567", "NL")))
}

func TestText(t *testing.T) {
	type user struct {
		Phone phone.Number `json:"phone"`
	}
	in := user{phone.MustParse("020 1234567", "NL")}
	text, err := json.Marshal(in)
	require.NoError(t, err)
	assert.Equal(t, `{"phone":"+31201234567"}`, string(text))

	var out user
	require.NoError(t, json.Unmarshal(text, &out))
	assert.Equal(t, in, out)

	var parseError *phone.ParseError
	require.ErrorAs(t, json.Unmarshal([]byte(`{"phone":"+31 20 1234567"}`), &out), &parseError)
	assert.Equal(t, phone.ParseError{phone.Character, 3}, *parseError)
	assert.Equal(t, in, out, "unchanged")

	require.NoError(t, json.Unmarshal([]byte(`{"phone":""}`), &out))
	assert.Zero(t, out)
	text, err = json.Marshal(out)
	require.NoError(t, err)
	assert.Equal(t, `{"phone":""}`, string(text))

	text, err = in.Phone.AppendText([]byte("tel:"))
	require.NoError(t, err)
	assert.Equal(t, "tel:+31201234567", string(text))
}

func TestUnmarshalText(t *testing.T) {
	for _, text := range []string{"+31201234567", "+310201234567", "+3112", "+37580123456", "+3758101234567", "+39000"} {
		var n phone.Number
		require.NoError(t, n.UnmarshalText([]byte(text)), text)
		assert.Equal(t, text, n.String())
	}
	tests := []struct {
		text string
		want phone.ParseError
	}{
		{"31201234567", phone.ParseError{phone.Character, 0}},
		{"+31-201234567", phone.ParseError{phone.Character, 3}},
		{"++31201234567", phone.ParseError{phone.Character, 1}},
		{"+", phone.ParseError{phone.InvalidCountryCode, 0}},
		{"+031201234567", phone.ParseError{phone.InvalidCountryCode, 0}},
		{"+2101234567", phone.ParseError{phone.InvalidCountryCode, 0}},
		{"+31", phone.ParseError{phone.TooShort, 3}},
		{"+311", phone.ParseError{phone.TooShort, 4}},
		{"+31" + strings.Repeat("1", 18), phone.ParseError{phone.TooLong, 21}},
		{"+31" + strings.Repeat("1", 1000), phone.ParseError{phone.TooLong, 1003}},
	}
	for _, test := range tests {
		var n phone.Number
		assert.Equal(t, &test.want, n.UnmarshalText([]byte(test.text)), test.text)
	}
}

func TestReason(t *testing.T) {
	want := []string{
		"", "character", "no_region", "invalid_country_code", "too_short", "too_long", "invalid_length", "local_only", "",
	}
	for i, name := range want {
		assert.Equal(t, name, phone.Reason(i).String())
	}
	assert.Empty(t, phone.Reason(255).String())
	assert.EqualError(t, &phone.ParseError{phone.Character, 3}, "phone: character at byte 3")
}

func TestAllocations(t *testing.T) {
	buffer := make([]byte, 0, 32)
	for _, test := range benchmarks {
		text := []byte(test.text)
		assert.Zero(t, testing.AllocsPerRun(100, func() {
			n, _ := phone.Check(text, test.region)
			if n.IsPossible() && n.IsValid() && n.Region() != "" {
				buffer = n.AppendTo(buffer[:0])
			}
			if reason := n.Reason(); reason != 0 {
				buffer = append(buffer[:0], reason.String()...)
			}
		}), test.name)
	}
	code, rest := []byte("+91"), []byte("9812345678")
	assert.Zero(t, testing.AllocsPerRun(100, func() { phone.CheckJoined(code, rest) }))
}
