package main

import (
	"fmt"
	"slices"
	"strings"
)

// tooLong is the length in bytes from which on code is no longer readable in a cell of a table.
const tooLong = 60

// The footnotes of a table are the code that is too long for it.
type footnotes []string

// shorten puts references to footnotes in the place of long code.
func (n *footnotes) shorten(sentence string) string {
	var b strings.Builder
	eachSpan(sentence, func(text string, isCode bool) {
		switch {
		case !isCode:
			b.WriteString(text)
		case len(text) < tooLong:
			b.WriteString(code(text))
		default:
			b.WriteString(n.reference(text))
		}
	})
	return b.String()
}

// reference is the number of a footnote, which the same text has everywhere.
func (n *footnotes) reference(text string) string {
	i := slices.Index(*n, text)
	if i < 0 {
		i = len(*n)
		*n = append(*n, text)
	}
	return fmt.Sprintf("(%d)", i+1)
}

// lines are the footnotes in Markdown.
func (n *footnotes) lines() []string {
	lines := make([]string, len(*n))
	for i, text := range *n {
		lines[i] = fmt.Sprintf("(%d) ", i+1) + codeSpan(text)
	}
	return lines
}
