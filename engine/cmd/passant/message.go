package main

import (
	"fmt"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// message is a failure's text in the contract's own catalogue, and what an answer says besides.
func message(f *plan.Failure) string {
	if len(f.Words) == 0 {
		return ""
	}
	m := f.In(0)
	text := template(m.Text)
	for _, extra := range []struct{ name, text string }{
		{"code", m.Code},
		{"key", m.Key},
		{"entry", template(m.Entry)},
	} {
		if extra.text != "" {
			text += fmt.Sprintf(" [%s: %s]", extra.name, extra.text)
		}
	}
	return text
}

func template(t plan.Text) string {
	var b strings.Builder
	for _, part := range t {
		b.WriteString(part.Literal)
		b.WriteString(placeholders[part.Then])
	}
	return b.String()
}

var placeholders = [...]string{
	plan.None:          "",
	plan.FieldName:     "{field}",
	plan.AttributeName: "{attribute}",
	plan.PropertyName:  "{property}",
	plan.Value:         "{value}",
	plan.Length:        "{length}",
	plan.Hint:          "{hint}",
	plan.Line:          "{line}",
	plan.Column:        "{column}",
}
