package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
)

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		text  string
		width int
		want  []string
	}{
		{"", 5, []string{""}},
		{"one", 5, []string{"one"}},
		{"one two", 7, []string{"one two"}},
		{"one two", 6, []string{"one", "two"}},
		{" one\n two ", 9, []string{"one two"}},
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"a abcdef b", 3, []string{"a", "abc", "def", "b"}},
		{"äöü äö", 3, []string{"äöü", "äö"}},
		{"a" + hardSpace + "b c", 3, []string{"a" + hardSpace + "b", "c"}},
	} {
		assert.Equal(t, test.want, wrap(test.text, test.width), "%q in %d", test.text, test.width)
	}
}

func TestTable(t *testing.T) {
	got := appendTable([]byte("before\n"), "  ", [][]string{
		{"a", strings.Repeat("word ", 30), "x"},
		{"long name", "", "a" + hardSpace + "b"},
		{"only"},
	})
	for line := range strings.Lines(string(got)) {
		assert.LessOrEqual(t, utf8.RuneCountInString(line), width+1)
	}
	assert.Equal(t, "before\n"+
		"  a          "+strings.Repeat("word ", 16)+"    x\n"+
		"             "+strings.TrimSpace(strings.Repeat("word ", 14))+"\n"+
		"  long name"+strings.Repeat(" ", 86)+"a b\n"+
		"  only\n", string(got))
}
