package scan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

var accepted = []string{
	`{}`,
	" \t\r\n{ } \t\r\n",
	`{"a":1}`,
	`{"a":"x","b":[1,2],"c":{}}`,
	"{\"\":\"\uFEFF\"}",
	`{"a":{"a":{"a":0}}}`,
	`{"a":{"b":1},"c":{"b":1}}`,
	`{"a":1,"b":2,"c":3}`,
	`{"12345678":"12345678"}`,
	`{"a":123456,"b":-1.5e9,"c":1e12}`,
	`{"a":true,"b":false,"c":null}`,
	`{"a":[{},{},{},{}]}`,
	`{"a":"1234567","b":"1234567","c":"1234"}`,
}

// The limits are those of small.
var refused = []faulty{
	{``, ``, scan.Syntax},
	{` `, ``, scan.Syntax},
	{``, `x`, scan.Syntax},
	{`n`, `ame=x`, scan.Syntax},
	{``, `<x>`, scan.Syntax},
	{``, `'a'`, scan.Syntax},
	{``, `}`, scan.Syntax},
	{``, "\x00", scan.Syntax},
	{``, "\v{}", scan.Syntax},
	{``, "\xC2\xA0{}", scan.Syntax},
	{``, "\xEF\xBB", scan.Syntax},
	{` `, "\uFEFF{}", scan.Syntax},
	{``, "\xFF\xFE{\x00}\x00", scan.Syntax},
	{`nul`, ``, scan.Syntax},
	{`tru`, `X`, scan.Syntax},
	{`-`, ``, scan.Syntax},
	{`0`, `1`, scan.Syntax},
	{`"a`, ``, scan.Syntax},
	{`"`, "\n\"", scan.Syntax},
	{`"`, `\ud800"`, scan.Surrogate},
	{`"`, "\xC0\"", scan.UTF8},
	{`"12345678`, `9"`, scan.StringSize},
	{`123456`, `7`, scan.NumberSize},

	{``, "\uFEFF{}", scan.BOM},
	{``, "\uFEFF", scan.BOM},
	{``, "\uFEFF[1", scan.BOM},

	{``, `[]`, scan.NotObject},
	{` `, `[`, scan.NotObject},
	{"\n", `"a"`, scan.NotObject},
	{``, `"a" x`, scan.NotObject},
	{``, `-0.5`, scan.NotObject},
	{``, `1x`, scan.NotObject},
	{``, `true`, scan.NotObject},
	{``, `false`, scan.NotObject},
	{``, `null`, scan.NotObject},
	{``, `nullx`, scan.NotObject},

	{`{`, ``, scan.Syntax},
	{`{ `, ``, scan.Syntax},
	{`{`, `,}`, scan.Syntax},
	{`{`, `a:1}`, scan.Syntax},
	{`{`, `'a':1}`, scan.Syntax},
	{`{`, `1:1}`, scan.Syntax},
	{`{`, `]`, scan.Syntax},
	{`{"a`, ``, scan.Syntax},
	{`{"a"`, ``, scan.Syntax},
	{`{"a" `, `}`, scan.Syntax},
	{`{"a"`, `,1}`, scan.Syntax},
	{`{"a":`, ``, scan.Syntax},
	{`{"a":`, `}`, scan.Syntax},
	{`{"a":`, `:1}`, scan.Syntax},
	{`{"a":`, `undefined}`, scan.Syntax},
	{`{"a":`, `/**/1}`, scan.Syntax},
	{`{"a":tru`, ``, scan.Syntax},
	{`{"a":tru`, `}`, scan.Syntax},
	{`{"a":true`, `x}`, scan.Syntax},
	{`{"a":1`, ``, scan.Syntax},
	{`{"a":1 `, `"b":1}`, scan.Syntax},
	{`{"a":1`, `]`, scan.Syntax},
	{`{"a":1`, `x}`, scan.Syntax},
	{`{"a":0`, `1}`, scan.Syntax},
	{`{"a":-`, `x}`, scan.Syntax},
	{`{"a":1.`, `}`, scan.Syntax},
	{`{"a":1,`, ``, scan.Syntax},
	{`{"a":1,`, `}`, scan.Syntax},
	{`{"a":1,`, `,"b":1}`, scan.Syntax},
	{`{"a":[`, ``, scan.Syntax},
	{`{"a":[`, `}`, scan.Syntax},
	{`{"a":[`, `,1]}`, scan.Syntax},
	{`{"a":[1,`, `]}`, scan.Syntax},
	{`{"a":[1 `, `1]}`, scan.Syntax},
	{`{"a":[1`, `}`, scan.Syntax},
	{`{"a":`, "\xA0\"\"}", scan.Syntax},
	{`{"a":"`, "\x1F\"}", scan.Syntax},
	{`{"a":"\`, `x"}`, scan.Syntax},
	{`{"\u12`, `G4":0}`, scan.Syntax},

	{`{"a":"`, "\xED\xA0\x80\"}", scan.UTF8},
	{`{"`, "\xFF\":0}", scan.UTF8},
	{`{"`, `\udc00":0}`, scan.Surrogate},
	{`{"a":["`, `\ud800"]}`, scan.Surrogate},

	{`{"a":1,`, `"a":1}`, scan.DuplicateKey},
	{`{"a":1,`, `"\u0061":1}`, scan.DuplicateKey},
	{`{"\u0061":1,`, `"a":1}`, scan.DuplicateKey},
	{`{"\u0061":1,`, `"\u0061":1}`, scan.DuplicateKey},
	{`{"":1, `, `"" :1}`, scan.DuplicateKey},
	{`{"a":1,`, `"a"`, scan.DuplicateKey},
	{`{"a":1,"a`, ``, scan.Syntax},
	{`{"a":[{"b":1,"a":2,`, `"b":3}]}`, scan.DuplicateKey},
	{`{"a":{"b":1},`, `"a":1}`, scan.DuplicateKey},
	{`{"\u00e9":1,`, `"é":1}`, scan.DuplicateKey},
	{`{"a":1,`, `"a":"` + "\n", scan.DuplicateKey},

	{`{}`, `x`, scan.Trailing},
	{`{} `, `{}`, scan.Trailing},
	{`{}`, `}`, scan.Trailing},
	{"{}\n", "\x00", scan.Trailing},
	{`{}`, "\uFEFF", scan.Trailing},

	{`{"a":[[`, `[]]]}`, scan.Depth},
	{`{"a":{"b":{"c":`, `{}}}}`, scan.Depth},
	{`{"a":[[`, `[`, scan.Depth},

	{`{"a":1,"b":2,"c":3,`, `"d":4}`, scan.Keys},
	{`{"a":[1,1,1,1,1,1,1,1,1,1,1,`, `1]}`, scan.Values},
	{`{"a":[1,1,1,1,1,1,1,1,1,1,1],`, `"b":1}`, scan.Values},
	{`{"a":[1,1,1,1,1,1,1,1,1,1,[`, `[`, scan.Values},
	{`{"a":[1,1,1,1,1,1,1,1,1,1,1,`, `]`, scan.Syntax},
	{`{"a":1,"b":2,"c":3,`, `"a":4}`, scan.Keys},
	{`{"a":1,"b":2,"c":3,`, `}`, scan.Syntax},

	{`{"12345678`, `9":0}`, scan.StringSize},
	{`{"a":"12345678`, `\"}`, scan.StringSize},
	{`{"a":["12345678`, `9"]}`, scan.StringSize},
	{`{"a":123456`, `7}`, scan.NumberSize},
	{`{"a":[1e1`, `3]}`, scan.NumberSize},
	{`{"a":[1e-1`, `3]}`, scan.NumberSize},

	{strings.Repeat(" ", 40), ` `, scan.Size},
	{strings.Repeat(" ", 40), `x`, scan.Size},
	{strings.Repeat(" ", 40), `{}`, scan.Size},
	{`{}` + strings.Repeat(" ", 38), ` `, scan.Size},
	{`{}` + strings.Repeat(" ", 38), `x`, scan.Size},
	{`{}` + strings.Repeat(" ", 37), `xx`, scan.Trailing},
	{`{"a":1, ` + strings.Repeat(" ", 32), `"a":1}`, scan.Size},
	{`{"a":[1,2,3` + strings.Repeat(" ", 28), `x,4]}`, scan.Syntax},
	{`{"a":[1,2,3` + strings.Repeat(" ", 29), `x,4]}`, scan.Size},
	{`{"a":` + strings.Repeat(" ", 30) + `"1234`, `5"}`, scan.Size},
	{`{"a":` + strings.Repeat(" ", 30) + `12345`, `6}`, scan.Size},
	{`{"a":` + strings.Repeat(" ", 30) + "\"abc\xE2", "\x82\xAC\"}", scan.Size},
	{`{"a":` + strings.Repeat(" ", 30) + `"\u12`, `G4"}`, scan.Size},
}

func TestCheck(t *testing.T) {
	for _, text := range accepted {
		end, code := scanner(small).Check([]byte(text))
		assert.Equal(t, scan.None, code, "%q", text)
		assert.Equal(t, len(text), end, "%q", text)
	}
	for _, test := range refused {
		offset, code := scanner(small).Check(test.text())
		assert.Equal(t, test.code, code, "%q", test.text())
		assert.Equal(t, len(test.good), offset, "%q", test.text())
	}
}
