package scan_test

import (
	"cmp"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestCompare(t *testing.T) {
	// Each line holds spellings of one value; the values ascend.
	lines := strings.Split(strings.TrimSpace(`
-1e400
-100 -1e2 -100.0 -0.1e3
-99.99999999999999999999999999999999999999999999999999999999999
-1.5
-1
-1e-400 -0.1e-399
0 -0 0.0 0e5 -0.000e-400
1e-400 10e-401
0.05 5e-2 0.050
0.5 0.50 5e-1 0.0005e3
0.50000000000000000000000000000000000000000000001
1 1.0 1e0 1E+0 10e-1 0.1e1 1.000000
1.5 15e-1
1.5001
9
10 1e1 1.0e1 0.01e3
99
100 1e2 100.0 1.00e2
100.000000000000000000000000000000000000001
9007199254740992 9007199254740992.0
9007199254740993
1e400 10e399 0.1e401
1.0000000001e400
`), "\n")
	for i, line := range lines {
		for j, other := range lines {
			want := cmp.Compare(i, j)
			for _, a := range strings.Fields(line) {
				for _, b := range strings.Fields(other) {
					assert.Equal(t, want, scan.Compare([]byte(a), b), "%s and %s", a, b)
					same := string(scan.AppendDecimal(nil, []byte(a))) == string(scan.AppendDecimal(nil, []byte(b)))
					assert.Equal(t, want == 0, same, "%s and %s", a, b)
				}
			}
		}
	}
}

func TestInt64(t *testing.T) {
	for _, test := range []struct {
		lit string
		v   int64
		ok  bool
	}{
		{"0", 0, true},
		{"-0", 0, true},
		{"42", 42, true},
		{"-42", -42, true},
		{"9223372036854775807", 9223372036854775807, true},
		{"9223372036854775808", 0, false},
		{"-9223372036854775808", -9223372036854775808, true},
		{"-9223372036854775809", 0, false},
		{"18446744073709551615", 0, false},
		{"18446744073709551617", 0, false},
		{"99999999999999999999", 0, false},
		{"1000000000000000000000000000000000000000000000000", 0, false},
		{"1.0", 0, false},
		{"1e2", 0, false},
		{"-1E2", 0, false},
	} {
		v, ok := scan.Int64([]byte(test.lit))
		assert.Equal(t, test.ok, ok, test.lit)
		assert.Equal(t, test.v, v, test.lit)
	}
}

// FuzzCompare holds Compare against math/big and Int64 against strconv.
func FuzzCompare(f *testing.F) {
	for _, seed := range [][2]string{
		{"0", "-0"}, {"1", "1.0"}, {"100", "1e2"}, {"-5", "3"}, {"0.05", "5e-2"}, {"1e400", "1e-400"},
		{"9223372036854775807", "9223372036854775808"}, {"-0.000100", "-1E-4"}, {"12.5", "12.50001"}, {"01", "-"},
	} {
		f.Add(seed[0], seed[1])
	}
	limits := scan.DefaultLimits()
	accepted := func(lit string) bool {
		end, _, code := scan.Number([]byte(lit), 0, &limits)
		return code == scan.None && end == len(lit)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if !accepted(a) || !accepted(b) {
			return
		}
		x, _ := new(big.Rat).SetString(a)
		y, _ := new(big.Rat).SetString(b)
		assert.Equal(t, x.Cmp(y), scan.Compare(a, b))
		assert.Equal(t, y.Cmp(x), scan.Compare(b, []byte(a)))

		want, err := strconv.ParseInt(a, 10, 64)
		got, ok := scan.Int64([]byte(a))
		assert.Equal(t, err == nil, ok)
		if ok {
			assert.Equal(t, want, got)
		}
	})
}
