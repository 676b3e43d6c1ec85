package explain

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMarkdown(t *testing.T) {
	for _, test := range []struct {
		sentence sentence
		want     string
	}{
		{nil, ""},
		{say("plain words"), "plain words"},
		{say("first_name of *all* [x]"), `first_name of \*all\* \[x\]`},
		{say("_a_ <b> #c ~d~ e\\f & `g"), "\\_a\\_ \\<b\\> \\#c \\~d\\~ e\\\\f \\& \\`g"},
		{say("two\nlines"), "two lines"},
		{say("a ", code("b*"), " c"), "a `b*` c"},
		{code("a`b"), "``a`b``"},
		{code("`a"), "`` `a ``"},
		{code(" a "), "`  a  `"},
		{code("``` `"), "```` ``` ` ````"},
		{say("no ", code("")), "no "},
	} {
		assert.Equal(t, test.want, markdown(test.sentence))
	}
}

func TestDocument(t *testing.T) {
	var d document
	d.heading(2, "a/b_c")
	d.block("one", "two ")
	d.list([]string{"x", "y"})
	d.fence("sh", "ls")
	d.table([]string{"a", ""}, [][]string{{"`b|c`", ""}})
	assert.Equal(t, "## a/b_c\n\none\ntwo\n\n- x\n- y\n\n```sh\nls\n```\n\n| a |  |\n|---|---|\n| `b\\|c` |  |\n", d.String())
}
