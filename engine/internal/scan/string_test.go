package scan_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

const (
	plain    = scan.Form(0)
	escaped  = scan.Escaped
	nonASCII = scan.NonASCII
)

func TestString(t *testing.T) {
	for _, test := range []struct {
		body string
		form scan.Form
	}{
		{``, plain},
		{`a`, plain},
		{`sevenby`, plain},
		{`eight by`, plain},
		{`nine byte`, plain},
		{"\x7F", plain},
		{`\"`, escaped},
		{`\"\\\/\b\f\n\r\t`, escaped},
		{`\u0000`, escaped},
		{`\uD7ff\uE000\uFFFF`, escaped},
		{`\ud800\udc00`, escaped},
		{`\uDBFF\uDFFF`, escaped},
		{`\uDaFf\uDeAd`, escaped},
		{"é", nonASCII},
		{`é\n`, nonASCII | escaped},
		{"\u0080\u07FF\u0800\uD7FF\uE000\uFFFF\U00010000\U0010FFFF", nonASCII},
		{"\uFEFF", nonASCII},
		{"Καλημέρα κόσμε", nonASCII},
		{"東京都千代田区", nonASCII},
		{"👩‍👩‍👧‍👧", nonASCII},
	} {
		// Every alignment, both at the end of the text and before more of it.
		for pad := range 9 {
			body := strings.Repeat("x", pad) + test.body
			for _, after := range []string{"", ",", `,"and more of the text"`} {
				b := []byte(`["` + body + `"` + after)
				end, form, code := scan.String(b, 2, 100)
				assert.Equal(t, scan.None, code, "%q", b)
				assert.Equal(t, test.form, form, "%q", b)
				assert.Equal(t, 3+len(body), end, "%q", b)
			}
		}
	}
}

var faultyStrings = []faulty{
	{`"`, ``, scan.Syntax},
	{`"a`, ``, scan.Syntax},
	{`"`, "\x00", scan.Syntax},
	{`"`, "\x1F\"", scan.Syntax},
	{`"tab `, "\t\"", scan.Syntax},
	{`"line `, "\n\"", scan.Syntax},
	{`"ends in an escape \`, ``, scan.Syntax},
	{`"\`, `x"`, scan.Syntax},
	{`"\`, `U0041"`, scan.Syntax},
	{`"\`, "\x80\"", scan.Syntax},
	{`"\u`, ``, scan.Syntax},
	{`"\u1`, ``, scan.Syntax},
	{`"\u123`, ``, scan.Syntax},
	{`"\u`, `"`, scan.Syntax},
	{`"\u12`, `G4"`, scan.Syntax},
	{`"\u123`, `"`, scan.Syntax},
	{`"\u00`, `:0"`, scan.Syntax},
	{`"\u00`, `/0"`, scan.Syntax},
	{`"\u00`, "`0\"", scan.Syntax},
	{`"\u00`, `@0"`, scan.Syntax},

	{`"`, `\udc00"`, scan.Surrogate},
	{`"`, `\uDFFF`, scan.Surrogate},
	{`"ab`, `\ud800"`, scan.Surrogate},
	{`"`, `\ud800x"`, scan.Surrogate},
	{`"`, `\ud800A"`, scan.Surrogate},
	{`"`, `\ud800é"`, scan.Surrogate},
	{`"`, "\\ud800\n\"", scan.Surrogate},
	{`"`, `\ud800\n"`, scan.Surrogate},
	{`"`, `\ud800\x"`, scan.Surrogate},
	{`"`, `\ud800\u0041"`, scan.Surrogate},
	{`"`, `\ud800\ud800\udc00"`, scan.Surrogate},
	{`"`, `\ud800\uG`, scan.Surrogate},
	{`"`, `\ud800\uDG`, scan.Surrogate},
	{`"`, `\ud800\uDB`, scan.Surrogate},
	{`"`, `\ud800\uDCG`, scan.Surrogate},
	{`"`, `\ud800\uDC0"`, scan.Surrogate},
	{`"`, `\uDBFF\uE000"`, scan.Surrogate},
	{`"\ud800\udc00`, `\udc00"`, scan.Surrogate},
	{`"\ud800`, ``, scan.Syntax},
	{`"\ud800\`, ``, scan.Syntax},
	{`"\ud800\u`, ``, scan.Syntax},
	{`"\ud800\ud`, ``, scan.Syntax},
	{`"\ud800\udc`, ``, scan.Syntax},
	{`"\ud800\uDC0`, ``, scan.Syntax},
	{`"\ud800\udc00`, ``, scan.Syntax},

	{`"`, "\x80\"", scan.UTF8},
	{`"`, "\xBF", scan.UTF8},
	{`"é`, "\xBF", scan.UTF8},
	{`"é`, "\xC3\"", scan.UTF8},
	{`"é`, "\xC3(", scan.UTF8},
	{`"`, "\xC0\xAF\"", scan.UTF8},
	{`"`, "\xC1\xBF\"", scan.UTF8},
	{`"`, "\xC0", scan.UTF8},
	{`"`, "\xE0\x9F\xBF\"", scan.UTF8},
	{`"`, "\xE0\x80", scan.UTF8},
	{`"`, "\xED\xA0\x80\"", scan.UTF8},
	{`"`, "\xED\xBF\xBF\"", scan.UTF8},
	{`"`, "\xED\xA0", scan.UTF8},
	{`"`, "\xE2\x82\"", scan.UTF8},
	{`"`, "\xE2(\x82\"", scan.UTF8},
	{`"`, "\xF0\x8F\xBF\xBF\"", scan.UTF8},
	{`"`, "\xF0\x8F", scan.UTF8},
	{`"`, "\xF4\x90\x80\x80\"", scan.UTF8},
	{`"`, "\xF4\x90", scan.UTF8},
	{`"`, "\xF5\x80\x80\x80\"", scan.UTF8},
	{`"`, "\xF8\x88\x80\x80\x80\"", scan.UTF8},
	{`"`, "\xFE", scan.UTF8},
	{`"`, "\xFF\xFF\xFF\xFF", scan.UTF8},
	{`"`, "\xF0\x9F\x98\"", scan.UTF8},
	{"\"\xC3", ``, scan.Syntax},
	{"\"\xE2", ``, scan.Syntax},
	{"\"\xE2\x82", ``, scan.Syntax},
	{"\"\xED\x9F", ``, scan.Syntax},
	{"\"\xF0", ``, scan.Syntax},
	{"\"\xF0\x9F", ``, scan.Syntax},
	{"\"\xF0\x9F\x98", ``, scan.Syntax},
	{"\"\xF0\x9F\x98\x80", ``, scan.Syntax},
	{"\"\xF4\x8F", ``, scan.Syntax},
}

func TestStringFault(t *testing.T) {
	for _, test := range faultyStrings {
		for pad := range 9 {
			lead := strings.Repeat("é ", pad)
			b := []byte(`"` + lead + test.good[1:] + test.bad)
			end, _, code := scan.String(b, 1, 1000)
			assert.Equal(t, test.code, code, "%q", b)
			assert.Equal(t, len(lead)+len(test.good), end, "%q", b)
		}
	}
}

func TestStringLimit(t *testing.T) {
	const limit = 8
	for _, test := range []faulty{
		{`"12345678"`, ``, scan.None},
		{`"12\n56\t"`, ``, scan.None},
		{`"12345é8"`, ``, scan.None},
		{`"12345678`, `9"`, scan.StringSize},
		{`"12345678`, `90123456789"`, scan.StringSize},
		{`"12345678`, `9`, scan.StringSize},
		{`"12345678`, ``, scan.Syntax},
		{`"12345678`, `\"`, scan.StringSize},
		{`"1234567\`, `"`, scan.StringSize},
		{`"1234567\`, ``, scan.Syntax},
		{`"1234567\`, `x`, scan.StringSize},
		{`"123456\`, `x8"`, scan.Syntax},
		{`"12345\u6`, `789"`, scan.StringSize},
		{`"12345`, `\ud800xyz"`, scan.Surrogate},
		{`"1234567`, "\xE2xyz\"", scan.UTF8},
		{`"12345678`, "\xE2xyz\"", scan.StringSize},
		{`"12345678`, "\n", scan.StringSize},
	} {
		b := test.text()
		end, _, code := scan.String(b, 1, limit)
		assert.Equal(t, test.code, code, "%q", b)
		assert.Equal(t, len(test.good), end, "%q", b)
	}
}

// TestStringUTF8 holds the reading of multi-byte sequences against the standard
// library, for every lead and second byte, close to the end of a text and far
// from it.
func TestStringUTF8(t *testing.T) {
	third := "\x00\" \x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xFF"
	b := make([]byte, 0, 16)
	for lead := 0x80; lead <= 0xFF; lead++ {
		for second := range 0x100 {
			if second == '\\' {
				continue
			}
			for k := range len(third) {
				for _, after := range []string{"", "\"", "\x80\"", "\" {}"} {
					b = append(append(b[:0], byte(lead), byte(second), third[k]), after...)
					want, wantCode := wellFormed(b)
					got, _, code := scan.String(b, 0, 100)
					if got != want || code != wantCode {
						t.Fatalf("%q: got %d %v, want %d %v", b, got, code, want, wantCode)
					}
				}
			}
		}
	}
}

// wellFormed is String for short texts without escapes, rune by rune.
func wellFormed(b []byte) (end int, code scan.Code) {
	for i := 0; ; {
		if !utf8.FullRune(b[i:]) {
			return len(b), scan.Syntax
		}
		r, size := utf8.DecodeRune(b[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			return i, scan.UTF8
		case r == '"':
			return i + 1, scan.None
		case r < ' ':
			return i, scan.Syntax
		}
		i += size
	}
}
