package explain

import (
	"strings"
	"unicode"
)

// A document is Markdown as GitHub reads it.
type document struct{ strings.Builder }

func (d *document) heading(level int, text string) {
	d.block(strings.Repeat("#", level) + " " + escape(text))
}

// block writes lines with an empty one before them.
func (d *document) block(lines ...string) {
	if d.Len() > 0 {
		d.WriteByte('\n')
	}
	for _, line := range lines {
		d.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

func (d *document) fence(language, text string) { d.block("```"+language, text, "```") }

func (d *document) list(items []string) {
	lines := make([]string, len(items))
	for i, item := range items {
		lines[i] = "- " + item
	}
	d.block(lines...)
}

// table writes a table of cells that are Markdown.
func (d *document) table(head []string, rows [][]string) {
	row := func(cells []string) string {
		escaped := make([]string, len(cells))
		for i, cell := range cells {
			escaped[i] = strings.ReplaceAll(cell, "|", `\|`)
		}
		return "| " + strings.Join(escaped, " | ") + " |"
	}
	lines := []string{row(head), "|" + strings.Repeat("---|", len(head))}
	for _, cells := range rows {
		lines = append(lines, row(cells))
	}
	d.block(lines...)
}

// markdown is a sentence in which nothing but code has a meaning to Markdown.
func markdown(s sentence) string {
	var b strings.Builder
	for _, span := range s {
		if span.code {
			b.WriteString(codeSpan(span.text))
		} else {
			b.WriteString(escape(span.text))
		}
	}
	return b.String()
}

// codeSpan is a code span that holds text.
func codeSpan(text string) string {
	if text == "" {
		return ""
	}
	fence := "`"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	if edge := text[:1] + text[len(text)-1:]; strings.Contains(edge, "`") || edge == "  " {
		text = " " + text + " "
	}
	return fence + text + fence
}

// escape is text in which nothing has a meaning to Markdown. Between letters and digits "_" has none.
func escape(text string) string {
	var b strings.Builder
	runes := []rune(strings.ReplaceAll(text, "\n", " "))
	word := func(i int) bool {
		return i >= 0 && i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]))
	}
	for i, r := range runes {
		if strings.ContainsRune("\\`*[]<>&#~", r) || r == '_' && !(word(i-1) && word(i+1)) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
