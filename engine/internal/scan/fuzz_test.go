package scan_test

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/scan"
)

// FuzzCheck holds the laws of a fault:
//
//   - with no limit in reach, a value is refused exactly if jsontext refuses it,
//     and Check refuses exactly those and the values that are not objects;
//   - limits only ever find a fault of their own, at or before any other one,
//     except that Limits.Body may hide what an earlier fault needs to be seen;
//   - what comes before a fault is a text that ended too early, or a whole one;
//   - the byte at a fault suffices to find it, unless the code says that more of
//     the text decides.
func FuzzCheck(f *testing.F) {
	for _, text := range accepted {
		f.Add([]byte(text))
	}
	for _, test := range refused {
		f.Add(test.text())
	}
	for _, test := range faultyStrings {
		f.Add([]byte(`{"a":` + string(test.text()) + `}`))
	}
	for _, test := range faultyNumbers {
		f.Add([]byte(`{"a":` + string(test.text()) + `}`))
	}
	for _, payload := range payloads {
		f.Add([]byte(payload.text))
	}
	unlimited, limited := scanner(wide), scanner(small)
	f.Fuzz(func(t *testing.T, b []byte) {
		valid := jsontext.Value(b).IsValid()
		_, code := value(unlimited, b)
		if code == scan.NumberSize {
			return // an exponent beyond 1e8
		}
		require.Equal(t, valid, code == scan.None, "%v", code)

		offset, code := unlimited.Check(b)
		object := scan.Space(b, 0) < len(b) && b[scan.Space(b, 0)] == '{'
		require.Equal(t, valid && object, code == scan.None, "%v", code)
		checkFault(t, unlimited, b, offset, code)

		at, limit := limited.Check(b)
		switch limit {
		case scan.Depth, scan.Size, scan.Values, scan.Keys, scan.StringSize, scan.NumberSize:
			switch {
			case code == scan.None:
			case code == scan.NotObject: // only the first token was read
			case limit == scan.Size && looksAhead(code):
			default:
				assert.LessOrEqual(t, at, offset)
			}
		default:
			assert.Equal(t, code, limit)
			assert.Equal(t, offset, at)
		}
		checkFault(t, limited, b, at, limit)
	})
}

func checkFault(t *testing.T, s *scan.Scanner, b []byte, offset int, code scan.Code) {
	if code == scan.None {
		assert.Equal(t, len(b), offset)
		return
	}
	require.LessOrEqual(t, offset, len(b))

	before, why := s.Check(b[:offset])
	if why != scan.NotObject { // a number cut short is a shorter number
		assert.Contains(t, []scan.Code{scan.None, scan.Syntax}, why)
		assert.Equal(t, offset, before)
	}

	if offset < len(b) && !looksAhead(code) {
		again, why := s.Check(b[:offset+1])
		assert.Equal(t, code, why)
		assert.Equal(t, offset, again)
	}
}

// looksAhead reports whether bytes after the offset take part in the fault.
func looksAhead(code scan.Code) bool {
	switch code {
	case scan.BOM, scan.UTF8, scan.Surrogate, scan.DuplicateKey, scan.NotObject:
		return true
	}
	return false
}

// FuzzPlain holds that Plain reads what String accepts of ASCII without escapes, and nothing else.
func FuzzPlain(f *testing.F) {
	for _, text := range []string{`"`, `abc"`, `abcdefgh"`, `abcdefg"h`, `abc`, `a\\"`, "a\x1f\"", "\x7f\"", `é"`, "abcdefg\x80\"", `abcdefghijklmnopqrstuvwxyz"`} {
		f.Add([]byte(text), uint8(8))
	}
	f.Fuzz(func(t *testing.T, b []byte, limit uint8) {
		want, form, code := scan.String(b, 0, int(limit))
		if code != scan.None || form != 0 {
			want = 0
		}
		assert.Equal(t, want, scan.Plain(b, 0, int(limit)))
	})
}
