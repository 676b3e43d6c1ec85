package scan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestSkip(t *testing.T) {
	for _, test := range []struct {
		value string
		count int
	}{
		{`null`, 0},
		{`true`, 0},
		{`false`, 0},
		{`-1.5e3`, 0},
		{`"a"`, 0},
		{`{}`, 0},
		{"{ \t\r\n}", 0},
		{`[]`, 0},
		{`[ ]`, 0},
		{`[1]`, 1},
		{`[[],{},[1,2,3]]`, 3},
		{` [ 1 , 2 ] `[1:10], 2},
		{`{"a":1}`, 1},
		{`{ "a" : { "a" : 1 , "b" : [ ] } , "b" : 2 }`, 2},
		{`{"a":{"a":{"a":{}}}}`, 1},
		{`[{"a":1},{"a":1}]`, 2},
		{`{"":0,"a":1,"A":2}`, 3},
	} {
		for _, after := range []string{"", " ", ",", "}", "x"} {
			b := []byte(`: ` + test.value + after)
			end, count, code := scanner(wide).Skip(b, 2, 1)
			assert.Equal(t, scan.None, code, "%q", b)
			assert.Equal(t, test.count, count, "%q", b)
			assert.Equal(t, 2+len(test.value), end, "%q", b)
		}
	}
}

func TestSkipDepth(t *testing.T) {
	const limit = 32
	limits := scan.DefaultLimits()
	nest := func(open, inner, shut string, n int) []byte {
		return []byte(strings.Repeat(open, n) + inner + strings.Repeat(shut, n))
	}
	for _, test := range []struct{ open, inner, shut string }{
		{`[`, ``, `]`},
		{`[`, `0`, `]`},
		{`{"a":`, `0`, `}`},
	} {
		b := nest(test.open, test.inner, test.shut, limit)
		end, _, code := scanner(limits).Skip(b, 0, 1)
		assert.Equal(t, scan.None, code)
		assert.Equal(t, len(b), end)

		end, _, code = scanner(limits).Skip(b, 0, 2)
		assert.Equal(t, scan.Depth, code)
		assert.Equal(t, (limit-1)*len(test.open), end)

		b = nest(test.open, test.inner, test.shut, limit+1)
		end, _, code = scanner(limits).Skip(b, 0, 1)
		assert.Equal(t, scan.Depth, code)
		assert.Equal(t, limit*len(test.open), end)
	}
	_, _, code := scanner(limits).Skip([]byte(`"scalar"`), 0, limit+1)
	assert.Equal(t, scan.None, code)
}

func TestSkipKeys(t *testing.T) {
	limits := scan.DefaultLimits()
	members := make([]string, 256)
	for k := range members {
		members[k] = `"` + strings.Repeat("k", k) + `":0`
	}
	full := "{" + strings.Join(members, ",")

	_, count, code := scanner(limits).Skip([]byte(full+"}"), 0, 1)
	assert.Equal(t, scan.None, code)
	assert.Equal(t, 256, count)

	for _, past := range []string{`"one more":0}`, `"k":0}`, `"`} {
		end, _, code := scanner(limits).Skip([]byte(full+","+past), 0, 1)
		assert.Equal(t, scan.Keys, code, past)
		assert.Equal(t, len(full)+1, end, past)
	}
}
