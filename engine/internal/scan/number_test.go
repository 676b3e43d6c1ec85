package scan_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestNumber(t *testing.T) {
	for text, form := range map[string]scan.Form{
		"0": 0, "-0": 0, "7": 0, "10": 0, "-123456": 0, "18446744073709551616": 0,
		"0.0": scan.Fraction, "-0.50": scan.Fraction, "1.0": scan.Fraction, "12.5e3": scan.Fraction,
		"1e2": scan.Fraction, "1E2": scan.Fraction, "0e0": scan.Fraction, "1e+2": scan.Fraction, "1e-2": scan.Fraction,
		"1e400": scan.Fraction, "1e-400": scan.Fraction, "1e+000000400": scan.Fraction,
	} {
		for _, after := range []string{"", ",", "]", " ", "x", "-", "\x80"} {
			limits := scan.DefaultLimits()
			end, got, code := scan.Number([]byte("["+text+after), 1, &limits)
			assert.Equal(t, scan.None, code, text+after)
			assert.Equal(t, form, got, text+after)
			assert.Equal(t, 1+len(text), end, text+after)
		}
	}
}

var faultyNumbers = []faulty{
	{``, ``, scan.Syntax},
	{``, `x`, scan.Syntax},
	{``, `+1`, scan.Syntax},
	{``, `.5`, scan.Syntax},
	{`-`, ``, scan.Syntax},
	{`-`, `x`, scan.Syntax},
	{`-`, `-1`, scan.Syntax},
	{`-`, `.5`, scan.Syntax},
	{`0`, `1`, scan.Syntax},
	{`0`, `0.5`, scan.Syntax},
	{`-0`, `1`, scan.Syntax},
	{`1.`, ``, scan.Syntax},
	{`1.`, `}`, scan.Syntax},
	{`1.`, `e5`, scan.Syntax},
	{`1.`, `.5`, scan.Syntax},
	{`1e`, ``, scan.Syntax},
	{`1e`, `}`, scan.Syntax},
	{`1e`, `.5`, scan.Syntax},
	{`1e+`, ``, scan.Syntax},
	{`1E-`, `-5`, scan.Syntax},
	{`1.5e`, `e`, scan.Syntax},

	// small allows six characters and an exponent of twelve.
	{`123456`, ``, scan.None},
	{`-12345`, `,`, scan.None},
	{`1.2e12`, ``, scan.None},
	{`1e0012`, ``, scan.None},
	{`1e-012`, ``, scan.None},
	{`123456`, `7`, scan.NumberSize},
	{`-12345`, `6`, scan.NumberSize},
	{`123456`, `.7`, scan.NumberSize},
	{`12345.`, `6`, scan.NumberSize},
	{`12345e`, `6`, scan.NumberSize},
	{`12345.`, `}`, scan.Syntax},
	{`12345.`, ``, scan.Syntax},
	{`123456`, `789e`, scan.NumberSize},
	{`1e0000`, `1`, scan.NumberSize},
	{`1e1`, `3`, scan.NumberSize},
	{`1e-1`, `3`, scan.NumberSize},
	{`1e+01`, `3`, scan.NumberSize},
	{`1e9`, `9999999999999999999999999`, scan.NumberSize},
}

func TestNumberFault(t *testing.T) {
	for _, test := range faultyNumbers {
		end, _, code := scan.Number(append([]byte("["), test.text()...), 1, &small)
		assert.Equal(t, test.code, code, "%q", test.text())
		assert.Equal(t, 1+len(test.good), end, "%q", test.text())
	}
}
