package postal_test

import (
	"encoding"
	"encoding/json"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/postal"
)

var (
	_ encoding.TextAppender    = postal.Code{}
	_ encoding.TextMarshaler   = postal.Code{}
	_ encoding.TextUnmarshaler = new(postal.Code)
)

func mustParse(t testing.TB, text string) postal.Code {
	code, err := postal.Parse(text, postal.All)
	require.NoError(t, err, text)
	return code
}

func TestCodeText(t *testing.T) {
	for _, canonical := range []string{"1234 AB", "9999 ZZ", "4000", "26133", "01001", "05123"} {
		code := mustParse(t, canonical)
		text, err := code.MarshalText()
		require.NoError(t, err)
		assert.Equal(t, canonical, string(text))

		text, err = code.AppendText([]byte("zip="))
		require.NoError(t, err)
		assert.Equal(t, "zip="+canonical, string(text))

		var same postal.Code
		require.NoError(t, same.UnmarshalText([]byte(canonical)))
		assert.True(t, code == same)
	}
	code := mustParse(t, "4000")
	var parseError *postal.ParseError
	require.ErrorAs(t, code.UnmarshalText([]byte("40O0")), &parseError)
	assert.Equal(t, postal.ParseError{postal.BadForm, 2}, *parseError)
	assert.Equal(t, mustParse(t, "4000"), code, "unchanged by an error")

	require.NoError(t, code.UnmarshalText(nil))
	assert.Zero(t, code)
	text, err := code.MarshalText()
	require.NoError(t, err)
	assert.Empty(t, text)
}

func TestCodeJSON(t *testing.T) {
	type payload struct {
		Code, None postal.Code
		Towns      map[postal.Code]string
	}
	var p payload
	require.NoError(t, json.Unmarshal([]byte(`{"Code": "5673re", "Towns": {"4000": "Luik"}}`), &p))
	out, err := json.Marshal(p)
	require.NoError(t, err)
	assert.Equal(t, `{"Code":"5673 RE","None":"","Towns":{"4000":"Luik"}}`, string(out))

	assert.Error(t, json.Unmarshal([]byte(`{"Code": "0123 AB"}`), &p))
	assert.Error(t, json.Unmarshal([]byte(`{"Code": 4000}`), &p))
}

func TestCodeCompare(t *testing.T) {
	codes := []postal.Code{{}}
	for _, text := range []string{"1000 AA", "1234 AB", "1234 AC", "1234 BA", "9999 ZZ", "1000", "1234", "9999", "01001", "05123", "99998"} {
		codes = append(codes, mustParse(t, text))
	}
	assert.True(t, slices.IsSortedFunc(codes, postal.Code.Compare))
	for i, a := range codes {
		for j, b := range codes {
			assert.Equal(t, a == b, a.Compare(b) == 0)
			assert.Equal(t, i < j, a.Compare(b) < 0)
			assert.Equal(t, a.Compare(b), -b.Compare(a))
		}
	}
}

func TestCodeAllocations(t *testing.T) {
	room := make([]byte, 0, 16)
	for _, text := range []string{"1234 AB", "4000", "26133"} {
		code, bytes := mustParse(t, text), []byte(text)
		assert.Zero(t, testing.AllocsPerRun(100, func() {
			code.AppendText(room)
			code.UnmarshalText(bytes)
			code.Compare(postal.Code{})
		}), text)
	}
}
