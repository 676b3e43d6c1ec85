package main

import "strings"

// The characters that stand around code in a sentence. ASCII has them for the change to another set of characters.
const (
	codeStart = "\x0e"
	codeEnd   = "\x0f"
)

// code marks text as code, for [plain] and for Markdown.
func code(text string) string { return codeStart + text + codeEnd }

func codes(texts []string) []string {
	marked := make([]string, len(texts))
	for i, text := range texts {
		marked[i] = code(text)
	}
	return marked
}

// eachSpan calls visit for every stretch of a sentence that is code, or is not.
func eachSpan(sentence string, visit func(text string, code bool)) {
	for sentence != "" {
		before, rest, _ := strings.Cut(sentence, codeStart)
		if before != "" {
			visit(before, false)
		}
		inside, after, found := strings.Cut(rest, codeEnd)
		if found || inside != "" {
			visit(inside, true)
		}
		sentence = after
	}
}

// hardSpaces keeps code on one line, but for its commas.
var hardSpaces = strings.NewReplacer(", ", ", ", " ", hardSpace)

// plain is a sentence without marks.
func plain(sentence string) string {
	var b strings.Builder
	eachSpan(sentence, func(text string, code bool) {
		if code {
			text = hardSpaces.Replace(text)
		}
		b.WriteString(text)
	})
	return b.String()
}
