package lower

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
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

// yield drops the texts for codes that are those of plain words, where the text for their rule is not: that one is meant
// for its codes, too.
func (c *catalogue) yield(plain *catalogue) {
	maps.DeleteFunc(c.Rules, func(key string, m message) bool {
		rule, _, finer := strings.Cut(key, ".")
		own, ok := c.Rules[rule]
		return finer && ok && m == plain.Rules[key] && own != plain.Rules[rule]
	})
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
	reason                      // a code with which a rule warns: as a warning does, else the rule's own text
	described                   // about the body of an answer: plain words, for the contract's are about requests
)

// inputParam is the parameter that tells in which form of input a failure is: its name words it, before the rule.
const inputParam = "input"

// subjects are the names under which messages for a failure are looked up: that of its form of input, and its rule.
func subjects(f *plan.Failure) []string {
	names := []string{f.Rule}
	for _, param := range f.Params {
		if input, err := strconv.Unquote(param.JSON); err == nil && param.Name == inputParam && input != f.Rule {
			names = append([]string{input}, names...)
		}
	}
	return names
}

// message is the text for a failure in a catalogue, 0 being the contract's own, and the path to it in the contract.
func (e lowering) message(catalogue int, field string, f *plan.Failure, w wording) (m message, path []string, ok bool) {
	var exact, named []string
	for _, name := range subjects(f) {
		exact = append(exact, name+"."+f.Reason())
		named = append(named, name+"."+f.Reason(), name)
	}
	all := append(slices.Clip(named), "*")
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
		ok = contract(all...) || plain(named...)
	case problem:
		ok = contract(named...) || plain(named...)
	case warning:
		ok = contract(exact...) || plain(named...) || contract(all...)
	case described:
		ok = plain(named...) || plain("pattern")
	case reason:
		ok = contract(exact...) || plain(exact...) || contract(all...) || e.header && plain(f.Rule)
	}
	return m, path, ok
}

// attribute is the name of a field for people, by catalogue.
func (e lowering) attribute(path string) []string {
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

// leaveOutAttributes leaves out the names for people that the engine makes of names as well.
func (e lowering) leaveOutAttributes() {
	objects := []*plan.Object{&e.plan.Request, &e.plan.Headers}
	for i := range e.plan.Answers {
		if t := e.plan.Answers[i].Type; t != nil {
			objects = append(objects, t)
		}
	}
	for _, o := range objects {
		for i := range o.Fields {
			if f := &o.Fields[i]; slices.Equal(f.Attribute, []string{attributeForm(e.Messages.Attribute, f.Name)}) {
				f.Attribute = nil
			}
		}
	}
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
