package scan

import (
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestIntegral(t *testing.T) {
	for lit, want := range map[string]int64{
		"0": 0, "-0": 0, "0.0": 0, "0e5": 0, "1234": 1234, "1234.0": 1234, "1e3": 1000, "12.50e1": 125, "100e-2": 1,
		"0.5e1": 5, "-1.2e1": -12, "9223372036854775807": 1<<63 - 1, "-9223372036854775808": -1 << 63,
		"9223372036854775807.000": 1<<63 - 1, "0.0000001e7": 1,
	} {
		v, ok := Integral([]byte(lit))
		assert.True(t, ok, lit)
		assert.Equal(t, want, v, lit)
	}
	for _, lit := range []string{"0.5", "1.5", "1e-1", "12.5e0", "9223372036854775808", "-9223372036854775809", "1e400", "1e19", "100e-3", "1.00000000000000000001"} {
		_, ok := Integral([]byte(lit))
		assert.False(t, ok, lit)
	}
}

// The verdict and the value are those of exact rational arithmetic.
func FuzzIntegral(f *testing.F) {
	for _, seed := range []string{"1", "1.0", "-12e3", "9223372036854775807", "1e-3", "0.10e1", "1e18"} {
		f.Add([]byte(seed))
	}
	limits := Limits{Number: 64, Exponent: 400}
	f.Fuzz(func(t *testing.T, lit []byte) {
		if len(lit) == 0 {
			return
		}
		if end, _, code := Number(lit, 0, &limits); code != None || end != len(lit) {
			return
		}
		r, ok := new(big.Rat).SetString(string(lit))
		if !ok {
			t.Fatal("big.Rat does not read what Number accepts")
		}
		v, ok := Integral(lit)
		assert.Equal(t, r.IsInt() && r.Num().IsInt64(), ok)
		if ok {
			assert.Equal(t, r.Num().Int64(), v)
		}
	})
}
