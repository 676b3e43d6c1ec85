package people_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/people"
)

func TestText(t *testing.T) {
	for value, want := range map[string]string{
		`"a"`: "a", `""`: "", `"\u00e9\""`: `é"`, `5`: "5", `null`: "null", `true`: "true", `[]`: "", `["a","b"]`: "a, b",
		`["NL"]`: "NL", `["a",1,[true,"b"]]`: "a, 1, true, b", ``: "", `"a`: `"a`, `["a"`: `["a"`,
	} {
		assert.Equal(t, want, people.Text(value), value)
	}
}

// A text is not taken for another literal, for none or for several.
func TestValues(t *testing.T) {
	for value, want := range map[string]string{
		`["a","b"]`: "a, b", `["1","2"]`: "1, 2", `[1,2]`: "1, 2", `[true]`: "true", `[]`: "",
		`["a"]`: `"a"`, `["1",1]`: `"1", 1`, `["a",null]`: `"a", null`, `["a",""]`: `"a", ""`, `["a"," b"]`: `"a", " b"`,
		`["a, b","c"]`: `"a, b", "c"`, `"a"`: "a", `["a"`: `["a"`,
	} {
		assert.Equal(t, want, people.Values(value), value)
	}
}
