package explain

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sentence is text of which some is code. It may have several lines.
type sentence []span

// A span is a part of a sentence. What is code is shown as it stands, and broken into lines at its commas only.
type span struct {
	text string
	code bool
}

// say makes a sentence of text, code, other sentences, and numbers.
func say(parts ...any) sentence {
	var s sentence
	for _, part := range parts {
		switch part := part.(type) {
		case sentence:
			s = append(s, part...)
		case string:
			if part != "" {
				s = append(s, span{text: part})
			}
		default:
			s = append(s, span{text: fmt.Sprint(part)})
		}
	}
	return s
}

// code is a sentence that is nothing but code.
func code(text string) sentence { return sentence{{text, true}} }

func codes(texts []string) []sentence {
	list := make([]sentence, len(texts))
	for i, text := range texts {
		list[i] = code(text)
	}
	return list
}

func texts(texts ...string) []sentence {
	list := make([]sentence, len(texts))
	for i, text := range texts {
		list[i] = say(text)
	}
	return list
}

// or joins names as speech does: a, b or c.
func or(names []sentence) sentence { return enumerate(names, " or ") }

// and joins names as speech does: a, b and c.
func and(names []sentence) sentence { return enumerate(names, " and ") }

func enumerate(names []sentence, last string) sentence {
	n := len(names) - 1
	if n < 1 {
		return join(names, "")
	}
	return say(join(names[:n], ", "), last, names[n])
}

// commas joins parts of a sentence, empty ones left out.
func commas(parts ...sentence) sentence {
	return join(slices.DeleteFunc(parts, func(part sentence) bool { return len(part) == 0 }), ", ")
}

func join(parts []sentence, separator string) sentence {
	var s sentence
	for i, part := range parts {
		if i > 0 {
			s = say(s, separator)
		}
		s = say(s, part)
	}
	return s
}

// String is the sentence without its marks.
func (s sentence) String() string {
	var b strings.Builder
	for _, span := range s {
		b.WriteString(span.text)
	}
	return b.String()
}

// words are what a line is not broken within.
func (s sentence) words() (list []string) {
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			list = append(list, word.String())
			word.Reset()
		}
	}
	for _, span := range s {
		var last rune
		for _, r := range span.text {
			if unicode.IsSpace(r) && (!span.code || last == ',') {
				end()
			} else {
				word.WriteRune(r)
			}
			last = r
		}
	}
	end()
	return list
}

// width is the number of characters of a sentence, of which a line that is not broken has a column each.
func (s sentence) width() (n int) {
	for _, span := range s {
		n += utf8.RuneCountInString(span.text)
	}
	return n
}
