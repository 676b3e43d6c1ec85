package explain

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestFootnotes(t *testing.T) {
	var n footnotes
	short, one, two := strings.Repeat("a", 59), strings.Repeat("b|", 30), strings.Repeat("`", 60)
	assert.Equal(t, say("matches ", code(short)), n.shorten(say("matches ", code(short))))
	assert.Equal(t, "matches (1), not (2)", n.shorten(say("matches ", code(one), ", not ", code(two))).String())
	assert.Equal(t, say("(1)"), n.shorten(code(one)))
	assert.Equal(t, []string{"(1) `" + one + "`", "(2) " + codeSpan(two)}, n.lines())
}
