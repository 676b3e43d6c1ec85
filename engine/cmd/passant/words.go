package main

import (
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// or joins names as speech does: a, b or c.
func or(names []string) string { return enumerate(names, " or ") }

// and joins names as speech does: a, b and c.
func and(names []string) string { return enumerate(names, " and ") }

// commas joins parts of a sentence, empty ones left out.
func commas(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), ", ")
}

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

// accepted says in which forms an endpoint takes its input.
func accepted(p *plan.Endpoint) string {
	names := make([]string, len(p.Accepts))
	for i, input := range p.Accepts {
		names[i] = inputWords(input)
	}
	return or(names)
}

func inputWords(in plan.Input) string {
	return [...]string{plan.JSON: "JSON", plan.Form: "a form", plan.Query: "a query string"}[in]
}

// inference marks what is inferred.
func inference(i *plan.Inference) string {
	switch {
	case i == nil:
		return ""
	case i.Why == "":
		return "inferred"
	}
	return "inferred: " + i.Why
}
