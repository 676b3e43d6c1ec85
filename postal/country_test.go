package postal_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/postal"
)

func everyPair() (pairs []string) {
	for first := 'A'; first <= 'Z'; first++ {
		for second := 'A'; second <= 'Z'; second++ {
			pairs = append(pairs, string(first)+string(second))
		}
	}
	return pairs
}

func TestIsCountry(t *testing.T) {
	n := 0
	for _, pair := range everyPair() {
		if postal.IsCountry(pair) {
			n++
		}
		assert.Equal(t, postal.IsCountry(pair), postal.IsCountry([]byte(pair)))
	}
	assert.Equal(t, 250, n, "249 of ISO 3166-1 and Kosovo")

	for _, text := range []string{"NL", "BE", "DE", "AD", "ZW", "SS", "BQ", "CW", "SX", "AX", "GB", "ME", "RS", "TL", "XK"} {
		assert.True(t, postal.IsCountry(text), text)
	}
	for _, text := range []string{
		"", "N", "NLD", "nl", "Nl", "nL", "N ", " N", "N1", "1N", "528", "ÑL", "@A", "[A", "A@", "A[", "A\x00",
		"AN", "BU", "CS", "DD", "FX", "SU", "TP", "YU", "ZR", // withdrawn
		"EU", "UK", "UN", "AC", "EZ", // reserved
		"AA", "QM", "XA", "XJ", "XL", "XX", "ZZ", // left to users
	} {
		assert.False(t, postal.IsCountry(text), text)
	}
}

func BenchmarkIsCountry(b *testing.B) {
	const text = "ZW"
	b.Run("postal", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			postal.IsCountry(text)
		}
	})
	b.Run("map", func(b *testing.B) {
		countries := map[string]bool{}
		for _, pair := range everyPair() {
			if postal.IsCountry(pair) {
				countries[pair] = true
			}
		}
		found := false
		b.ReportAllocs()
		for b.Loop() {
			found = countries[text]
		}
		assert.True(b, found)
	})
}
