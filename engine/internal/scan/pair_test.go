package scan_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestNextPair(t *testing.T) {
	for text, want := range map[string][]string{
		"":               nil,
		"&&":             nil,
		"a=1&b=2":        {"a", "1", "b", "2"},
		"&a=1&&b=2&":     {"a", "1", "b", "2"},
		"a":              {"a", ""},
		"a&b":            {"a", "", "b", ""},
		"a=":             {"a", ""},
		"=":              {"", ""},
		"=1&x":           {"", "1", "x", ""},
		"a=b=c&d==":      {"a", "b=c", "d", "="},
		"a;b=1":          {"a;b", "1"},
		"?a=1":           {"?a", "1"},
		"a%3Db=c%26d&+=": {"a%3Db", "c%26d", "+", ""},
	} {
		var got []string
		for i := 0; ; {
			p, ok := scan.NextPair([]byte(text), i)
			if !ok {
				break
			}
			got = append(got, text[p.Name:p.NameEnd], text[p.Value:p.End])
			i = p.End
		}
		assert.Equal(t, want, got, text)
	}
}

// FuzzNextPair holds the pairs of a form against net/url, which refuses semicolons.
func FuzzNextPair(f *testing.F) {
	for _, seed := range []string{"a=1&b=2", "&&a&=&b=%41+", "a=1&a=2", "x=é"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		want, err := url.ParseQuery(string(b))
		if err != nil {
			return
		}
		got := url.Values{}
		for i := 0; ; {
			p, ok := scan.NextPair(b, i)
			if !ok {
				break
			}
			got.Add(string(scan.AppendDecoded(nil, b[p.Name:p.NameEnd])), string(scan.AppendDecoded(nil, b[p.Value:p.End])))
			i = p.End
		}
		assert.Equal(t, want, got)
	})
}
