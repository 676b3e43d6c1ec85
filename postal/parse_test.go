package postal_test

import (
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/postal"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text, canonical string
		country         postal.Countries
	}{
		{"1234 AB", "1234 AB", postal.NL},
		{"1234AB", "1234 AB", postal.NL},
		{"1234ab", "1234 AB", postal.NL},
		{"1234 aB", "1234 AB", postal.NL},
		{"5673RE", "5673 RE", postal.NL},
		{"1000AA", "1000 AA", postal.NL},
		{"9999ZZ", "9999 ZZ", postal.NL},
		{"1234 AS", "1234 AS", postal.NL},
		{"1234 SB", "1234 SB", postal.NL},
		{"4000", "4000", postal.BE},
		{"1000", "1000", postal.BE},
		{"9999", "9999", postal.BE},
		{"26133", "26133", postal.DE},
		{"01001", "01001", postal.DE},
		{"99998", "99998", postal.DE},
		{"05000", "05000", postal.DE},
	}
	for _, test := range tests {
		code, err := postal.Parse(test.text, postal.All)
		require.NoError(t, err, test.text)
		assert.True(t, code.IsValid(), test.text)
		assert.Equal(t, test.country, code.Country(), test.text)
		assert.Equal(t, test.canonical, code.String(), test.text)
	}
}

func TestParseError(t *testing.T) {
	tests := []struct {
		text    string
		allowed postal.Countries
		want    postal.ParseError
	}{
		{"", postal.All, postal.ParseError{postal.BadForm, 0}},
		{"123", postal.All, postal.ParseError{postal.BadForm, 3}},
		{"123456", postal.All, postal.ParseError{postal.BadForm, 5}},
		{"12345 ", postal.All, postal.ParseError{postal.BadForm, 5}},
		{"1234 ", postal.All, postal.ParseError{postal.BadForm, 5}},
		{"1234A", postal.All, postal.ParseError{postal.BadForm, 5}},
		{"1234 A", postal.All, postal.ParseError{postal.BadForm, 6}},
		{"1234  AB", postal.All, postal.ParseError{postal.BadForm, 5}},
		{"1234\tAB", postal.All, postal.ParseError{postal.BadForm, 4}},
		{"1234\u00a0AB", postal.All, postal.ParseError{postal.BadForm, 4}},
		{"1234-AB", postal.All, postal.ParseError{postal.BadForm, 4}},
		{"1234 A1", postal.All, postal.ParseError{postal.BadForm, 6}},
		{"1234 ABC", postal.All, postal.ParseError{postal.BadForm, 7}},
		{"1234 AB ", postal.All, postal.ParseError{postal.BadForm, 7}},
		{"1234 AB\n", postal.All, postal.ParseError{postal.BadForm, 7}},
		{"1234 Ä", postal.All, postal.ParseError{postal.BadForm, 5}},
		{" 4000", postal.All, postal.ParseError{postal.BadForm, 0}},
		{"NL-1234 AB", postal.All, postal.ParseError{postal.BadForm, 0}},
		{"D-26133", postal.All, postal.ParseError{postal.BadForm, 0}},
		{"-4000", postal.All, postal.ParseError{postal.BadForm, 0}},
		{"12 34", postal.All, postal.ParseError{postal.BadForm, 2}},
		{"４０００", postal.All, postal.ParseError{postal.BadForm, 0}},
		{"٤٠٠٠", postal.All, postal.ParseError{postal.BadForm, 0}},
		{"4000", 0, postal.ParseError{postal.BadCountry, 0}},
		{"4000", postal.NL | postal.DE, postal.ParseError{postal.BadCountry, 0}},
		{"1234 AB", postal.BE | postal.DE, postal.ParseError{postal.BadCountry, 0}},
		{"26133", postal.NL | postal.BE, postal.ParseError{postal.BadCountry, 0}},
		{"0999", postal.NL, postal.ParseError{postal.BadCountry, 0}},
		{"0123 AB", postal.All, postal.ParseError{postal.BadNumber, 0}},
		{"0999", postal.All, postal.ParseError{postal.BadNumber, 0}},
		{"01000", postal.All, postal.ParseError{postal.BadNumber, 0}},
		{"99999", postal.All, postal.ParseError{postal.BadNumber, 0}},
		{"1234 SA", postal.All, postal.ParseError{postal.BadLetters, 5}},
		{"1234sd", postal.All, postal.ParseError{postal.BadLetters, 4}},
		{"1234 Ss", postal.All, postal.ParseError{postal.BadLetters, 5}},
	}
	for _, test := range tests {
		code, err := postal.Parse(test.text, test.allowed)
		var got *postal.ParseError
		require.ErrorAs(t, err, &got, "%q", test.text)
		assert.Equal(t, test.want, *got, "%q", test.text)
		assert.Zero(t, code, "%q", test.text)
		assert.NotEmpty(t, got.Reason.String())
	}
	assert.Empty(t, postal.Reason(0).String())
	assert.EqualError(t, &postal.ParseError{postal.BadLetters, 5}, "postal: wrong letters at byte 5")
}

func TestErrorsHideTheText(t *testing.T) {
	for _, text := range []string{"0777", "7777", "00777", "7777 SS", "7777 S", "77777x"} {
		_, err := postal.Parse(text, postal.NL)
		for _, format := range []string{"%v", "%+v", "%#v", "%q"} {
			assert.NotContains(t, fmt.Sprintf(format, err), "77")
		}
	}
}

// The rule texts, one sentence a line.
func isPostalCode(number int, digits int, letters string) bool {
	switch {
	case digits == 4 && letters == "":
		return number >= 1000
	case digits == 4:
		return number >= 1000 && letters != "SA" && letters != "SD" && letters != "SS"
	default:
		return number >= 1001 && number <= 99998
	}
}

func TestEveryNumber(t *testing.T) {
	for number := range 100000 {
		for digits := 4; digits <= 5; digits++ {
			text := fmt.Sprintf("%0*d", digits, number)
			if len(text) != digits {
				continue
			}
			country := postal.BE
			if digits == 5 {
				country = postal.DE
			}
			for allowed := range postal.All + 1 {
				code, err := postal.Parse(text, allowed)
				want := allowed&country != 0 && isPostalCode(number, digits, "")
				if want != (err == nil) || want && (code.String() != text || code.Country() != country) {
					t.Fatalf("%s, %v: %v, %v", text, allowed, code, err)
				}
				region := number / 1000
				if assigned := country == postal.BE || region != 5 && region != 43 && region != 62; want && assigned != code.IsAssigned() {
					t.Fatalf("%s: assigned %t", text, code.IsAssigned())
				}
			}
		}
	}
}

func TestEveryDutchCode(t *testing.T) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	for number := range 10000 {
		text := fmt.Appendf(nil, "%04dXX", number)
		for _, text[4] = range []byte(letters) {
			for _, text[5] = range []byte(letters) {
				code, reason := postal.Check(text, postal.NL)
				if want := isPostalCode(number, 4, string(text[4:])); want != (reason == 0) || want != code.IsAssigned() {
					t.Fatalf("%s: %v", text, reason)
				}
			}
		}
	}
}

func TestEveryLetterCase(t *testing.T) {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	for _, first := range letters {
		for _, second := range letters {
			pair := string(first) + string(second)
			upper := strings.ToUpper(pair)
			for _, space := range []string{"", " "} {
				code, err := postal.Parse("1234"+space+pair, postal.NL)
				if isPostalCode(1234, 4, upper) {
					require.NoError(t, err, pair)
					require.Equal(t, "1234 "+upper, code.String())
				} else {
					require.Error(t, err, pair)
				}
			}
		}
	}
}

// Every text that differs from a code in one byte.
func TestEveryByte(t *testing.T) {
	for _, text := range []string{"1234 AB", "1234AB", "4000", "26133"} {
		for i := range text {
			for b := range 256 {
				changed := []byte(text)
				changed[i] = byte(b)
				_, reason := postal.Check(changed, postal.All)
				assert.Equal(t, pattern.Match(changed), reason == 0, "%q", changed)
			}
		}
	}
}

var pattern = regexp.MustCompile(`^(?:[1-9]\d{3}|[1-9]\d{3} ?(?:[A-RT-Za-rt-z][A-Za-z]|[Ss][B-CE-RT-Zb-ce-rt-z])|0100[1-9]|010[1-9]\d|01[1-9]\d\d|0[2-9]\d{3}|[1-8]\d{4}|9[0-8]\d{3}|99[0-8]\d\d|999[0-8]\d|9999[0-8])$`)

func TestZeroCode(t *testing.T) {
	var code postal.Code
	assert.False(t, code.IsValid())
	assert.False(t, code.IsAssigned())
	assert.Zero(t, code.Country())
	assert.Equal(t, "invalid postal code", code.String())
}

func TestCodesCompare(t *testing.T) {
	a, err := postal.Parse("1234ab", postal.All)
	require.NoError(t, err)
	b, err := postal.Parse([]byte("1234 AB"), postal.NL)
	require.NoError(t, err)
	assert.True(t, a == b)
	c, err := postal.Parse("1234", postal.All)
	require.NoError(t, err)
	d, err := postal.Parse("01234", postal.All)
	require.NoError(t, err)
	assert.False(t, c == d, "one number, two countries")
}

func FuzzParse(f *testing.F) {
	for _, text := range []string{"1234 AB", "1234sd", "4000", "26133", "05123", "99999", "D-26133", "1234\u00a0AB", ""} {
		f.Add(text, uint8(postal.All))
	}
	f.Fuzz(func(t *testing.T, text string, set uint8) {
		allowed := postal.Countries(set)
		code, err := postal.Parse(text, allowed)

		forEveryCountry(t, text)
		same, reason := postal.Check([]byte(text), allowed)
		require.Equal(t, code, same)
		require.Equal(t, err == nil, reason == 0)

		any, reason := postal.Check(text, postal.All)
		require.Equal(t, pattern.MatchString(text), reason == 0)
		require.Equal(t, reason == 0 && any.Country()&allowed != 0, err == nil)

		if err == nil {
			again, err := postal.Parse(code.String(), code.Country())
			require.NoError(t, err)
			require.True(t, again == code)
			return
		}
		var parseError *postal.ParseError
		require.True(t, errors.As(err, &parseError))
		require.GreaterOrEqual(t, parseError.Offset, 0)
		require.LessOrEqual(t, parseError.Offset, len(text))
	})
}

func TestAllocations(t *testing.T) {
	for _, text := range []string{"1234 AB", "4000", "26133", "1234 SS", "99999", "x"} {
		bytes := []byte(text)
		assert.Zero(t, testing.AllocsPerRun(100, func() {
			postal.Check(text, postal.All)
			postal.Check(bytes, postal.All)
		}), text)
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() { postal.Parse("1234 AB", postal.All) }))
}

func TestMustParse(t *testing.T) {
	code, err := postal.Parse("1234ab", postal.NL)
	require.NoError(t, err)
	assert.Equal(t, code, postal.MustParse("1234ab", postal.NL))
	assert.PanicsWithError(t, "postal: wrong country at byte 0", func() { postal.MustParse("1234ab", postal.BE) })
}

func BenchmarkCheck(b *testing.B) {
	for _, text := range []string{"1234 AB", "4000", "26133"} {
		bytes := []byte(text)
		b.Run(text+"/postal", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				postal.Check(bytes, postal.All)
			}
		})
		b.Run(text+"/regexp", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				pattern.Match(bytes)
			}
		})
	}
}
