package main

import (
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// or joins names as speech does: a, b or c.
func or(names []string) string { return enumerate(names, " or ") }

// and joins names as speech does: a, b and c.
func and(names []string) string { return enumerate(names, " and ") }

func enumerate(names []string, last string) string {
	n := len(names) - 1
	if n < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n], ", ") + last + names[n]
}

// named are the words for the bits of a set.
func named[T plan.Kind | plan.Nothing](set T, words ...string) (names []string) {
	for i, word := range words {
		if set>>i&1 != 0 {
			names = append(names, word)
		}
	}
	return names
}

// nothingWords says which values stand for none.
func nothingWords(n plan.Nothing) string {
	return or(named(n, "null", "a blank string", "0", "[]", "{}"))
}

// policy says what a circumstance amounts to.
func policy(p plan.Policy) string {
	return [...]string{plan.Ignore: "ignored", plan.Warn: "a warning", plan.Refuse: "a violation"}[p]
}

// accepted says in which forms an endpoint takes its input.
func accepted(p *plan.Endpoint) string {
	names := make([]string, len(p.Accepts))
	for i, input := range p.Accepts {
		names[i] = [...]string{plan.JSON: "JSON", plan.Form: "a form", plan.Query: "a query string"}[input]
	}
	return or(names)
}

// reading says how input becomes the values that are checked.
func reading(r *plan.Reading) string {
	var all []string
	if r.AnyCase {
		all = append(all, "names are compared without regard to case")
	}
	if !r.Trim.Empty() {
		all = append(all, "strings are trimmed of "+and(characters(&r.Trim)))
	}
	if r.EmptyNull {
		all = append(all, `"" becomes null`)
	}
	if r.UTF16 {
		all = append(all, "a limit of length holds for characters and for UTF-16 code units")
	}
	if r.Count {
		all = append(all, "a limit of length counts the elements of lists and objects, too")
	}
	return strings.Join(all, "; ")
}

func characters(set *plan.ASCIISet) (names []string) {
	known := map[byte]string{0: "NUL", '\t': "tab", '\n': "LF", '\v': "VT", '\f': "FF", '\r': "CR", ' ': "space"}
	for c := range byte(128) {
		if set.Has(c) {
			name, ok := known[c]
			if !ok {
				name = strconv.QuoteRune(rune(c))
			}
			names = append(names, name)
		}
	}
	return names
}

// conversion says how a field is read besides.
func conversion(c plan.Conversion) string {
	return [...]string{
		plan.AsIs:   "",
		plan.Digits: "A number is read as the text that PHP makes of it.",
		plan.Int:    "A string, a number or true is read as the integer that PHP's FILTER_VALIDATE_INT makes of it.",
		plan.Plus:   "In a form or query string one leading space is read as +.",
		plan.Nested: "A string is read as the JSON value that it holds.",
	}[c]
}
