package page

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"unicode/utf8"
)

// A mark is what a finding says of a part of a payload.
type mark struct {
	Number int
	Class  string
	Title  string
	Offset int // in bytes
	Length int
}

// highlight makes HTML of a payload in which every mark is a <mark>, and its number a link behind it. A mark of no length
// is an empty one, marks that others begin or end in are made in parts, and one never ends within a character: it has all
// of it. NUL and bytes that are not UTF-8, which HTML cannot hold, become U+FFFD.
func highlight(payload []byte, marks []mark) template.HTML {
	marks = slices.Clone(marks)
	cuts := []int{0, len(payload)}
	for i := range marks {
		m := &marks[i]
		end, caret := m.Offset+m.Length, m.Length == 0
		m.Offset, _ = character(payload, m.Offset)
		if _, end = character(payload, end); caret {
			end = m.Offset
		}
		m.Length = end - m.Offset
		cuts = append(cuts, m.Offset, end)
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return b.Length - a.Length })
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	var b strings.Builder
	for i, at := range cuts {
		for _, m := range marks {
			if m.Offset+m.Length != at {
				continue
			}
			if m.Length == 0 {
				b.WriteString(m.open() + "</mark>")
			}
			fmt.Fprintf(&b, `<sup id="mark-%d"><a href="#finding-%[1]d">%[1]d</a></sup>`, m.Number)
		}
		if at == len(payload) {
			break
		}
		open := 0
		for _, m := range marks {
			if m.Offset <= at && at < m.Offset+m.Length {
				b.WriteString(m.open())
				open++
			}
		}
		b.WriteString(escape(payload[at:cuts[i+1]]))
		b.WriteString(strings.Repeat("</mark>", open))
	}
	return template.HTML(b.String())
}

func (m mark) open() string {
	return fmt.Sprintf(`<mark class="%s" title="%s">`, m.Class, escape([]byte(m.Title)))
}

// escape writes a text as HTML, which would read a carriage return as a line feed.
func escape(text []byte) string {
	valid := string([]rune(string(text)))
	return strings.ReplaceAll(template.HTMLEscapeString(valid), "\r", "&#13;")
}

// character gives the start and the end of the character that i is within; both are i between characters.
func character(b []byte, i int) (start, end int) {
	i = min(max(i, 0), len(b))
	for start = i; start > 0 && i-start < utf8.UTFMax-1 && start < len(b) && !utf8.RuneStart(b[start]); start-- {
	}
	if _, size := utf8.DecodeRune(b[start:]); start < i && i < start+size {
		return start, start + size
	}
	return i, i
}
