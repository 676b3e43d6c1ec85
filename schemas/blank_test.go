package schemas_test

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// The pattern of field.#NotBlank accepts what rules.IsBlank does not have be blank, to which the reading of contracts
// without characters to trim holds.
func TestNotBlank(t *testing.T) {
	f := fieldOf(endpointNamed(t, "pankek/register").Plan(), "database")
	require.NotNil(t, f)
	var pattern *plan.Automaton
	for _, c := range f.Type.Checks {
		if c.Failure.Rule == "blank" {
			require.Nil(t, pattern)
			pattern = c.Pattern
		}
	}
	require.NotNil(t, pattern)
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if text := []byte(string(r)); utf8.ValidRune(r) && pattern.Match(text) == rules.IsBlank(text) {
			t.Errorf("%U: %v", r, pattern.Match(text))
		}
	}
	assert.False(t, pattern.Match(nil))
	assert.False(t, pattern.Match([]byte("\u200b \u3164\U000e0041")))
	assert.True(t, pattern.Match([]byte("\u200b \u3164\U000e0041a")))
}
