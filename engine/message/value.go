package message

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine"
)

// value is what a placeholder stands for in the message of v; it is not ok where v has nothing of that name.
func (s *speech) value(name string, v *engine.Violation) (text string, ok bool) {
	switch name {
	case "field":
		return v.Field, true
	case "name":
		text, ok = param(v, "instead")
		return people(text), ok
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
	case "min", "max", "length":
		text, ok = param(v, name)
		return s.number(text), ok
	}
	text, ok = param(v, name)
	return people(text), ok
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

// limit is the name of the limit that v is about, "" where there is none.
func limit(v *engine.Violation) string {
	for _, name := range [...]string{"min", "max"} {
		if _, ok := param(v, name); ok {
			return name
		}
	}
	return ""
}

// people shows a JSON value to people: a text without quotes, a list with commas.
func people(value string) string {
	switch {
	case strings.HasPrefix(value, `"`):
		var text string
		if json.Unmarshal([]byte(value), &text) == nil {
			return text
		}
	case strings.HasPrefix(value, "["):
		var list []json.RawMessage
		if json.Unmarshal([]byte(value), &list) == nil {
			parts := make([]string, len(list))
			for i, element := range list {
				parts[i] = people(string(element))
			}
			return strings.Join(parts, ", ")
		}
	}
	return value
}
