package message

import (
	"strconv"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/people"
)

// value is what a placeholder stands for in the message of v; it is not ok where v has nothing of that name.
func (s *speech) value(name string, v *engine.Violation) (text string, ok bool) {
	switch name {
	case "field":
		return v.Field, true
	case "name":
		text, ok = param(v, "instead")
		return people.Text(text), ok
	case "hint":
		if _, ok := param(v, "instead"); !ok {
			return "", true
		}
		k := key{rule: hint}
		w := s.wordings[k]
		return s.say(k, &w, v)
	case "line":
		return strconv.Itoa(v.Line), true
	case "column":
		return strconv.Itoa(v.Column), true
	}
	text, ok = param(v, name)
	if name == "values" {
		return people.Values(text), ok
	}
	return s.number(text), ok
}

// param is a parameter of v as JSON.
func param(v *engine.Violation, name string) (value string, ok bool) {
	for i := range v.Params {
		if v.Params[i].Name == name {
			return v.Params[i].JSON, true
		}
	}
	return "", false
}
