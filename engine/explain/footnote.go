package explain

import (
	"fmt"
	"slices"
)

// tooLong is the length in bytes from which on code is no longer readable in a cell of a table.
const tooLong = 60

// The footnotes of a table are the code that is too long for it.
type footnotes []string

// shorten puts references to footnotes in the place of long code.
func (n *footnotes) shorten(s sentence) sentence {
	short := make(sentence, len(s))
	for i, part := range s {
		if part.code && len(part.text) >= tooLong {
			part = span{text: n.reference(part.text)}
		}
		short[i] = part
	}
	return short
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
