package explain

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  sentence
		width int
		want  []string
	}{
		{say(""), 5, []string{""}},
		{say("one"), 5, []string{"one"}},
		{say("one two"), 7, []string{"one two"}},
		{say("one two"), 6, []string{"one", "two"}},
		{say(" one\n two "), 9, []string{"one two"}},
		{say("abcdefgh"), 3, []string{"abc", "def", "gh"}},
		{say("a abcdef b"), 3, []string{"a", "abc", "def", "b"}},
		{say("äöü äö"), 3, []string{"äöü", "äö"}},
		{say(code("a b"), " c"), 3, []string{"a b", "c"}},
		{say("(", code("a b"), "), c"), 6, []string{"(a b),", "c"}},
		{say(code("a, b c")), 6, []string{"a, b c"}},
		{say(code("a, b c")), 4, []string{"a,", "b c"}},
	} {
		assert.Equal(t, test.want, wrap(test.text.words(), test.width), "%q in %d", test.text, test.width)
	}
}

func TestTable(t *testing.T) {
	got := appendTable([]byte("before\n"), "  ", [][]sentence{
		{say("a"), say(strings.Repeat("word ", 30)), say("x")},
		{say("long name"), nil, code("a b")},
		{say("only")},
	})
	for line := range strings.Lines(string(got)) {
		assert.LessOrEqual(t, utf8.RuneCountInString(line), lineWidth+1)
	}
	assert.Equal(t, "before\n"+
		"  a          "+strings.Repeat("word ", 16)+"    x\n"+
		"             "+strings.TrimSpace(strings.Repeat("word ", 14))+"\n"+
		"  long name"+strings.Repeat(" ", 86)+"a b\n"+
		"  only\n", string(got))
}
