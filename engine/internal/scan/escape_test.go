package scan_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestAppendUnescaped(t *testing.T) {
	for raw, want := range map[string]string{
		``:                         "",
		`plain é`:                  "plain é",
		`\"\\\/\b\f\n\r\t`:         "\"\\/\b\f\n\r\t",
		`\u0000\u0041\u00e9`:       "\x00Aé",
		`\u20AC\uFEFF\uFFFF`:       "€\uFEFF\uFFFF",
		`\uD83D\uDE00\ud83d\ude00`: "😀😀",
		`\ud800\udc00\udbff\udfff`: "\U00010000\U0010FFFF",
		`\\u0041`:                  `\u0041`,
		`a\nb\nc`:                  "a\nb\nc",
	} {
		got := scan.AppendUnescaped([]byte("kept "), []byte(raw))
		assert.Equal(t, "kept "+want, string(got), raw)
	}
}

// FuzzAppendUnescaped holds the value of every accepted string against
// encoding/json.
func FuzzAppendUnescaped(f *testing.F) {
	for _, test := range faultyStrings {
		f.Add(test.text()[1:])
	}
	for _, seed := range []string{
		``, `a`, `\"\\\/\b\f\n\r\t`, `\u0000\uFFFD`, `\uD83D\uDE00 \ud800\udc00`, "é€😀", "\\\\u0041\u2028",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text := append(append([]byte{'"'}, raw...), '"')
		end, form, code := scan.String(text, 1, len(raw))
		if code != scan.None || end != len(text) {
			return
		}
		got := scan.AppendUnescaped(nil, raw)
		var want string
		assert.NoError(t, json.Unmarshal(text, &want))
		assert.Equal(t, want, string(got))
		if form&scan.Escaped == 0 {
			assert.Equal(t, raw, append([]byte{}, got...))
		}
	})
}
