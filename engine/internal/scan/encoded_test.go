package scan_test

import (
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestIndexEncoded(t *testing.T) {
	for _, test := range []struct {
		raw       string
		at, after int
	}{
		{"", 0, 0}, {"abc", 3, 3}, {",", 0, 1}, {"ab,c,", 2, 3}, {"a%2Cb,", 1, 4}, {"%2c", 0, 3}, {"%C3%AC%252C", 11, 11},
	} {
		at, after := scan.IndexEncoded([]byte(","+test.raw+","), 1, 1+len(test.raw), ',')
		assert.Equal(t, test.at, at-1, test.raw)
		assert.Equal(t, test.after, after-1, test.raw)
	}
}

var encoded = []struct {
	raw  string
	want string // where code is None
	at   int
	code scan.Code
}{
	{"", "", 0, scan.None},
	{"abc", "abc", 3, scan.None},
	{"a+b%20c%2B", "a b c+", 10, scan.None},
	{"%C3%A9%e2%82%ac", "é€", 15, scan.None},
	{"é%F0%9F%98%80€", "é😀€", 17, scan.None},
	{"\xC3%A9%00\x00\n", "é\x00\x00\n", 9, scan.None},
	{"12345678901234567890", "12345678901234567890", 20, scan.None},

	{"%", "", 1, scan.Escape},
	{"a%2", "", 3, scan.Escape},
	{"%zz", "", 1, scan.Escape},
	{"%2g1", "", 2, scan.Escape},
	{"%%41", "", 1, scan.Escape},
	{"%C3%", "", 4, scan.Escape},
	{"%FF", "", 0, scan.UTF8},
	{"a\xFFb", "", 1, scan.UTF8},
	{"%C3x", "", 0, scan.UTF8},
	{"%C3", "", 3, scan.UTF8},
	{"a%E2%82", "", 7, scan.UTF8},
	{"%ED%A0%80", "", 0, scan.UTF8},
	{"a%C0%80", "", 1, scan.UTF8},
	{"12345678901234567890x", "", 20, scan.StringSize},
	{"1234567890123456789%F", "", 20, scan.StringSize},
	{"123456789012345678%F", "", 20, scan.Escape},
	{"12345678901234567%xF0", "", 18, scan.Escape},
	{"1234567890123456789%FFFFF", "", 19, scan.UTF8},
}

func TestEncoded(t *testing.T) {
	for _, test := range encoded {
		b := []byte("%" + test.raw + "=%")
		_, at, code := scan.Encoded(b, 1, 1+len(test.raw), 20)
		assert.Equal(t, test.code, code, "%q", test.raw)
		assert.Equal(t, 1+test.at, at, "%q", test.raw)
		if code == scan.None {
			assert.Equal(t, "kept "+test.want, string(scan.AppendDecoded([]byte("kept "), []byte(test.raw))))
		}
	}
}

// FuzzEncoded holds names and values against net/url, which cares for escapes but not for UTF-8.
func FuzzEncoded(f *testing.F) {
	for _, test := range encoded {
		f.Add([]byte(test.raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		form, at, code := scan.Encoded(raw, 0, len(raw), len(raw))
		want, err := url.QueryUnescape(string(raw))
		if err != nil {
			assert.Contains(t, []scan.Code{scan.Escape, scan.UTF8}, code)
			return
		}
		text := string(scan.AppendDecoded(nil, raw))
		assert.Equal(t, want, text)
		if assert.Equal(t, utf8.ValidString(text), code == scan.None, "%v", code); code == scan.None {
			assert.Equal(t, len(raw), at)
			assert.Equal(t, form&scan.Escaped == 0, text == string(raw))
			assert.Equal(t, form&scan.NonASCII == 0, !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }))
		} else {
			_, earlier, code := scan.Encoded(raw, 0, at, len(raw))
			assert.True(t, code == scan.None || earlier == at, "what comes before a fault has none, or ends too early")
		}
	})
}
