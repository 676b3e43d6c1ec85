package postal_test

import (
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/postal"
)

var (
	_ encoding.TextAppender    = postal.Address{}
	_ encoding.TextMarshaler   = postal.Address{}
	_ encoding.TextUnmarshaler = new(postal.Address)
)

func TestParseAddress(t *testing.T) {
	tests := []struct {
		text    string
		parts   [4]string
		printed string
	}{
		{"de, sachsen, 02763, zittau", [4]string{"DE", "sachsen", "02763", "zittau"}, "de, sachsen, 02763, zittau"},
		{"de, , , ", [4]string{"DE"}, "de, , , "},
		{"de,,,", [4]string{"DE"}, "de, , , "},
		{" \tDe\t , \t,\t\t,  ", [4]string{"DE"}, "de, , , "},
		{"NL,Noord-Holland,1012ab,Amsterdam", [4]string{"NL", "Noord-Holland", "1012ab", "Amsterdam"}, "nl, Noord-Holland, 1012ab, Amsterdam"},
		{"nl, , 1012 AB ,", [4]string{"NL", "", "1012 AB", ""}, "nl, , 1012 AB, "},
		{"bE, , 4000, Luik", [4]string{"BE", "", "4000", "Luik"}, "be, , 4000, Luik"},
		{"de, , 05123, ", [4]string{"DE", "", "05123", ""}, "de, , 05123, "},
		{"FR,Île-de-France,x y z,Paris 1er", [4]string{"FR", "Île-de-France", "x y z", "Paris 1er"}, "fr, Île-de-France, x y z, Paris 1er"},
		{"jp, 東京都, 100-8111, 千代田区", [4]string{"JP", "東京都", "100-8111", "千代田区"}, "jp, 東京都, 100-8111, 千代田区"},
		{"us, \u00a0, \n, \r", [4]string{"US", "\u00a0", "\n", "\r"}, "us, \u00a0, \n, \r"},
	}
	for _, test := range tests {
		address, err := postal.ParseAddress(test.text, postal.All)
		require.NoError(t, err, "%q", test.text)
		assert.True(t, address.IsValid())
		assert.Equal(t, test.parts, [4]string{address.Country(), address.City(), address.Zip(), address.Place()}, "%q", test.text)
		assert.Equal(t, test.printed, address.String())
	}
}

func TestAddressError(t *testing.T) {
	tests := []struct {
		text string
		zips postal.Countries
		want postal.AddressError
	}{
		{"", postal.All, postal.AddressError{postal.AddressParts, 0}},
		{"de", postal.All, postal.AddressError{postal.AddressParts, 2}},
		{"de, , ", postal.All, postal.AddressError{postal.AddressParts, 6}},
		{"xx, , ", postal.All, postal.AddressError{postal.AddressParts, 6}},
		{"de, , , ,", postal.All, postal.AddressError{postal.AddressParts, 8}},
		{",,,,", postal.All, postal.AddressError{postal.AddressParts, 3}},
		{",,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{" \t,,,", postal.All, postal.AddressError{postal.AddressCountry, 2}},
		{"  xx,,,", postal.All, postal.AddressError{postal.AddressCountry, 2}},
		{"uk,,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{"deu,,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{"d,,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{"d e,,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{"ď,,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{"\u00a0de,,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{"$e,,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{"de,,1234,", postal.All, postal.AddressError{postal.AddressZip, 8}},
		{"de, , 99999, ", postal.DE, postal.AddressError{postal.AddressZip, 6}},
		{"de, , 1234 AB, ", postal.All, postal.AddressError{postal.AddressZip, 10}},
		{"nl, , 02763, ", postal.All, postal.AddressError{postal.AddressZip, 10}},
		{"nl, , 1234\tSS, ", postal.All, postal.AddressError{postal.AddressZip, 10}},
		{"nl, , 1234 SS, ", postal.All, postal.AddressError{postal.AddressZip, 11}},
		{"be, , 0999, ", postal.All, postal.AddressError{postal.AddressZip, 6}},
		{"de, \xff,,", postal.All, postal.AddressError{postal.AddressUTF8, 4}},
		{"fr,\ufffdé,a\xc3,\xff", postal.All, postal.AddressError{postal.AddressUTF8, 10}},
		{"fr,,,Li\xed\xa0\x80ge", postal.All, postal.AddressError{postal.AddressUTF8, 7}},
		{"fr,,, a \xf0\x9f\x92", postal.All, postal.AddressError{postal.AddressUTF8, 8}},
		{"\xff,,,", postal.All, postal.AddressError{postal.AddressCountry, 0}},
		{"de,\xff,1,", postal.All, postal.AddressError{postal.AddressZip, 6}},
	}
	for _, test := range tests {
		address, err := postal.ParseAddress(test.text, test.zips)
		var got *postal.AddressError
		require.ErrorAs(t, err, &got, "%q", test.text)
		assert.Equal(t, test.want, *got, "%q", test.text)
		assert.Zero(t, address)
		if got.Reason == postal.AddressZip && utf8.ValidString(test.text) {
			_, err := postal.ParseAddress(test.text, 0)
			assert.NoError(t, err, "zips are not looked at")
			_, err = postal.ParseAddress(test.text, postal.All)
			assert.Error(t, err)
		}
	}
	assert.Empty(t, postal.AddressReason(0).String())
	assert.EqualError(t, &postal.AddressError{postal.AddressZip, 8}, "postal: wrong zip at byte 8")
}

func TestAddressErrorsHideTheText(t *testing.T) {
	for _, text := range []string{"7777", "77,,,", "de,77,7777,77"} {
		_, err := postal.ParseAddress(text, postal.All)
		for _, format := range []string{"%v", "%+v", "%#v", "%q"} {
			assert.NotContains(t, fmt.Sprintf(format, err), "77")
		}
	}
}

func TestZeroAddress(t *testing.T) {
	var address postal.Address
	assert.False(t, address.IsValid())
	assert.Equal(t, "invalid address", address.String())
	assert.Empty(t, address.Country()+address.City()+address.Zip()+address.Place())
	text, err := address.MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
}

func TestAddressJSON(t *testing.T) {
	var p struct{ Address, None postal.Address }
	require.NoError(t, json.Unmarshal([]byte(`{"Address": "DE,sachsen,02763,zittau"}`), &p))
	out, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Equal(t, `{"Address":"de, sachsen, 02763, zittau","None":""}`, string(out))

	before := p.Address
	assert.Error(t, json.Unmarshal([]byte(`{"Address": "de,sachsen"}`), &p))
	assert.Equal(t, before, p.Address, "unchanged by an error")
	require.NoError(t, p.Address.UnmarshalText(nil))
	assert.Zero(t, p.Address)
}

// The rule texts, one sentence a line.
func addressReason(text string, zips postal.Countries) string {
	parts := strings.Split(text, ",")
	if len(parts) != 4 {
		return "parts"
	}
	country := strings.ToUpper(strings.Trim(parts[0], " \t"))
	if !regexp.MustCompile(`^[ \t]*[A-Za-z]{2}[ \t]*$`).MatchString(parts[0]) || !postal.IsCountry(country) {
		return "country"
	}
	var set postal.Countries
	zip := strings.Trim(parts[2], " \t")
	if set.UnmarshalText([]byte(country)) == nil && zips&set != 0 && zip != "" {
		if _, reason := postal.Check(zip, set); reason != 0 {
			return "zip"
		}
	}
	if !utf8.ValidString(text) {
		return "utf8"
	}
	return ""
}

func FuzzAddress(f *testing.F) {
	for _, text := range []string{"de, sachsen, 02763, zittau", "NL,,1234ab,", "\tbe ,, 4000 ,", "fr,a,b,c", "uk,,,", ",,,,", "de", "nl,\u00a0,1234  AB,", "fr,\xff,,", "fr,\ufffd\u2028<\x00,,"} {
		f.Add(text, uint8(postal.All))
	}
	f.Fuzz(func(t *testing.T, text string, set uint8) {
		zips := postal.Countries(set)
		address, err := postal.ParseAddress(text, zips)

		parts, reason := postal.CheckAddress([]byte(text), zips)
		require.Equal(t, addressReason(text, zips), reason.String())
		require.Equal(t, err == nil, reason == 0)
		cut, ok := postal.CutAddress([]byte(text))
		require.Equal(t, strings.Count(text, ",") == 3, ok)
		require.Equal(t, ok, reason != postal.AddressParts)
		if err == nil {
			require.Equal(t, parts, cut)
		}
		if err != nil {
			var addressError *postal.AddressError
			require.True(t, errors.As(err, &addressError))
			require.Equal(t, reason, addressError.Reason)
			require.GreaterOrEqual(t, addressError.Offset, 0)
			require.LessOrEqual(t, addressError.Offset, len(text))
			return
		}
		require.Equal(t, address.Country(), strings.ToUpper(string(parts[0])))
		require.Equal(t, [3]string{address.City(), address.Zip(), address.Place()}, [3]string{string(parts[1]), string(parts[2]), string(parts[3])})

		again, err := postal.ParseAddress(address.String(), zips)
		require.NoError(t, err)
		require.True(t, again == address, "what is printed is parsed")
		require.Equal(t, address.String(), again.String())

		marshalled, err := address.MarshalText()
		require.NoError(t, err)
		require.NoError(t, again.UnmarshalText(marshalled))
		require.True(t, again == address)

		marshalled, err = json.Marshal(address)
		require.NoError(t, err)
		again = postal.Address{}
		require.NoError(t, json.Unmarshal(marshalled, &again))
		require.True(t, again == address, "through JSON")
	})
}

func TestAddressAllocations(t *testing.T) {
	room := make([]byte, 0, 64)
	for _, text := range []string{"de, sachsen, 02763, zittau", "NL,,1234ab,", "jp, 東京都, 100-8111, 千代田区", "de,,1,", "fr,\xff,,", "de", ""} {
		bytes := []byte(text)
		assert.Zero(t, testing.AllocsPerRun(100, func() {
			postal.CheckAddress(text, postal.All)
			postal.CheckAddress(bytes, postal.All)
		}), text)
	}
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		address, _ := postal.ParseAddress("de, sachsen, 02763, zittau", postal.All)
		address.AppendText(room)
	}))
}

func BenchmarkAddress(b *testing.B) {
	const text = "de, sachsen, 02763, zittau"
	b.Run("postal", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			postal.ParseAddress(text, postal.All)
		}
	})
	b.Run("regexp", func(b *testing.B) {
		pattern := regexp.MustCompile(`^[ \t]*([A-Za-z]{2})[ \t]*,([^,]*),([^,]*),([^,]*)$`)
		b.ReportAllocs()
		for b.Loop() {
			pattern.FindStringSubmatch(text)
		}
	})
}
