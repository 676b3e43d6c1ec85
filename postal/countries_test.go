package postal_test

import (
	"encoding"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/postal"
)

const benelux = postal.NL | postal.BE // sets are constants

var (
	_ encoding.TextMarshaler   = benelux
	_ encoding.TextUnmarshaler = new(postal.Countries)
	_ fmt.GoStringer           = benelux
)

func TestCountries(t *testing.T) {
	tests := []struct {
		set             postal.Countries
		text, goLiteral string
	}{
		{0, "", "postal.Countries(0)"},
		{postal.NL, "NL", "postal.NL"},
		{postal.BE, "BE", "postal.BE"},
		{postal.DE, "DE", "postal.DE"},
		{benelux, "NL,BE", "postal.NL | postal.BE"},
		{postal.NL | postal.DE, "NL,DE", "postal.NL | postal.DE"},
		{postal.All, "NL,BE,DE", "postal.NL | postal.BE | postal.DE"},
	}
	for _, test := range tests {
		assert.Equal(t, test.text, test.set.String())
		assert.Equal(t, test.goLiteral, fmt.Sprintf("%#v", test.set))

		text, err := test.set.MarshalText()
		require.NoError(t, err)
		var set postal.Countries
		require.NoError(t, set.UnmarshalText(text))
		assert.Equal(t, test.set, set)
	}
	assert.Equal(t, "postal.Countries(9)", fmt.Sprintf("%#v", postal.NL|8))
}

func TestCountriesUnmarshalText(t *testing.T) {
	var set postal.Countries
	require.NoError(t, set.UnmarshalText([]byte("DE,NL,DE")))
	assert.Equal(t, postal.NL|postal.DE, set)

	for _, text := range []string{"nl", "FR", "LB", "ED", "N", "NLBE", ",", "NL,", ",NL", "NL, BE", "NL|BE", " NL"} {
		assert.Error(t, set.UnmarshalText([]byte(text)), text)
		assert.Equal(t, postal.NL|postal.DE, set, "unchanged by an error")
	}
}
