package message

import "strings"

// A TextError says which text of a language cannot be as it was given.
type TextError struct {
	Language    string // as its locale calls itself
	Key         string // the rule, or the rule and code; "" where the language itself is at fault
	Form        string // the plural form, such as "One"; "" where the whole text is at fault
	Placeholder string // without its braces, where one is at fault
	Problem     string
}

func (e *TextError) Error() string {
	var b strings.Builder
	b.WriteString("passant: texts in " + e.Language)
	if e.Key != "" {
		b.WriteString(": " + e.Key)
	}
	if e.Form != "" {
		b.WriteString(", form " + e.Form)
	}
	if e.Placeholder != "" {
		b.WriteString(": placeholder {" + e.Placeholder + "}")
	}
	return b.String() + ": " + e.Problem
}
