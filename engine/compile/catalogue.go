package compile

import (
	"encoding/json"
	"strings"

	"github.com/passant-go/passant/engine/answer"
)

// A catalogue is contract.#Catalogue: the texts of an endpoint or an alternative to them.
type catalogue struct {
	Attribute string
	Names     map[string]string
	Rules     map[string]message
	Fields    map[string]map[string]message
}

func (c *catalogue) read(text []byte) error { return json.Unmarshal(text, c) }

// A message is contract.#Message.
type message struct{ Text, Code, Key, Entry string }

func (m *message) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		return json.Unmarshal(text, &m.Text)
	}
	type plain message
	return json.Unmarshal(text, (*plain)(m))
}

// find is the message under the first of keys that there is, that of the field winning, and the path to it.
func (c *catalogue) find(field string, keys ...string) (m message, path []string, ok bool) {
	for _, key := range keys {
		if m, ok = c.Fields[field][key]; ok {
			return m, []string{"fields", field, key}, true
		}
	}
	for _, key := range keys {
		if m, ok = c.Rules[key]; ok {
			return m, []string{"rules", key}, true
		}
	}
	return m, nil, false
}

// A wording says where the text for a failure may come from.
type wording uint8

const (
	contractOnly wording = iota // it reaches an answer: the contract words it
	orPlain                     // the contract, else plain words
	problem                     // no field is concerned, so that "*" does not word it: the contract for this rule, else plain words
	warning                     // no answer shows it: the contract for this very code, else plain words
	reason                      // one of several codes of a rule: as a warning does, else the rule's own text
	described                   // about the body of an answer: plain words, for the contract's are about requests
)

// message is the text for a failure in a catalogue, 0 being the contract's own, and the path to it in the contract.
func (e *endpoint) message(catalogue int, field, rule, code string, w wording) (m message, path []string, ok bool) {
	exact := rule + "." + code
	all := []string{exact, rule, "*"}
	for _, key := range all {
		e.asked[key] = struct{}{}
	}
	contract := func(keys ...string) bool {
		if catalogue > 0 {
			name := e.plan.Catalogues[catalogue-1]
			c := e.Catalogues[name]
			if m, path, ok = c.find(field, keys...); ok {
				path = append([]string{"catalogues", name}, path...)
				return true
			}
		}
		if m, path, ok = e.Messages.find(field, keys...); ok {
			path = append([]string{"messages"}, path...)
		}
		return ok
	}
	plain := func(keys ...string) bool {
		m, _, ok = e.vocabulary.plain.find("", keys...)
		path = nil
		return ok
	}
	switch w {
	case contractOnly:
		ok = contract(all...)
	case orPlain:
		ok = contract(all...) || plain(exact, rule)
	case problem:
		ok = contract(exact, rule) || plain(exact, rule)
	case warning:
		ok = contract(exact) || plain(exact, rule) || contract(all...)
	case described:
		ok = plain(exact, rule) || plain("pattern")
	case reason:
		ok = contract(exact) || plain(exact) || contract(all...) || e.header && plain(rule)
	}
	return m, path, ok
}

// attribute is the name of a field for people, by catalogue.
func (e *endpoint) attribute(path string) []string {
	names := make([]string, 1+len(e.plan.Catalogues))
	for i := range names {
		form, known := e.Messages.Attribute, e.Messages.Names[path]
		if i > 0 {
			c := e.Catalogues[e.plan.Catalogues[i-1]]
			if c.Attribute != "" {
				form = c.Attribute
			}
			if name, ok := c.Names[path]; ok {
				known = name
			}
		}
		if known == "" {
			known = attributeForm(form, path)
		}
		names[i] = known
	}
	return distinct(names, func(a, b string) bool { return a == b })
}

func attributeForm(form, name string) string {
	switch form {
	case "words":
		return strings.ReplaceAll(name, "_", " ")
	case "title":
		return answer.Title(name)
	}
	return name
}

// distinct is all, or the first alone where the others are equal to it.
func distinct[T any](all []T, equal func(a, b T) bool) []T {
	for _, other := range all[1:] {
		if !equal(all[0], other) {
			return all
		}
	}
	return all[:1:1]
}
