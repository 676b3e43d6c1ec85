package main

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestMarkdown(t *testing.T) {
	for sentence, want := range map[string]string{
		"":                         "",
		"plain words":              "plain words",
		"first_name of *all* [x]":  `first_name of \*all\* \[x\]`,
		"_a_ <b> #c ~d~ e\\f & `g": "\\_a\\_ \\<b\\> \\#c \\~d\\~ e\\\\f \\& \\`g",
		"two\nlines":               "two lines",
		"a " + code("b*") + " c":   "a `b*` c",
		code("a`b"):                "``a`b``",
		code("`a"):                 "`` `a ``",
		code(" a "):                "`  a  `",
		code("``` `"):              "```` ``` ` ````",
		"no " + code(""):           "no ",
	} {
		assert.Equal(t, want, markdown(sentence))
	}
}

func TestPlain(t *testing.T) {
	assert.Equal(t, "a  b"+hardSpace+"c, d e", plain("a  "+code("b c, d")+" e"))
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
