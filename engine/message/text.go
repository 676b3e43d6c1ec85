package message

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-playground/locales"
)

// Texts are what a language says, by rule ("max_length") or by rule and code ("unknown_field.instead"), which wins.
//
// A text quotes what its rule and code have in schemas/contract, in braces: {field} always, {max} and {length} for max_length.
// One rule has more keys than the contract language: lookup has one for each name that a contract gives a lookup,
// "lookup.unique". Where a field is suggested, {hint} stands for the text "hint", which quotes {name}; else for nothing.
type Texts map[string]Text

// A Text is a message in the plural forms of its language (CLDR): Other alone or, where a number that it quotes decides
// the form, every form that the language has. The number is {min}, {max} or {length}, the first of them that Other has.
type Text struct{ Zero, One, Two, Few, Many, Other string }

// forms are the texts by locales.PluralRule.
func (t *Text) forms() []string {
	return []string{
		locales.PluralRuleZero:  t.Zero,
		locales.PluralRuleOne:   t.One,
		locales.PluralRuleTwo:   t.Two,
		locales.PluralRuleFew:   t.Few,
		locales.PluralRuleMany:  t.Many,
		locales.PluralRuleOther: t.Other,
	}
}

// parse numbers the placeholders of text, which are in braces, as {0}, {1} and so on, and returns their names. It is not
// ok where a brace has no counterpart.
func parse(text string) (numbered string, names []string, ok bool) {
	var b strings.Builder
	for {
		literal, rest, more := strings.Cut(text, "{")
		if strings.Contains(literal, "}") {
			return "", nil, false
		}
		b.WriteString(literal)
		if !more {
			return b.String(), names, true
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || strings.Contains(name, "{") {
			return "", nil, false
		}
		i := slices.Index(names, name)
		if i < 0 {
			i = len(names)
			names = append(names, name)
		}
		fmt.Fprintf(&b, "{%d}", i)
		text = after
	}
}
