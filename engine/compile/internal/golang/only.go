package golang

import (
	"fmt"
	"math"
	"strings"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// constructor declares the function that makes a struct with the only values of its members, where it has such.
func (w *writer) constructor(name string) {
	if literal := w.literal(name); literal != "" {
		w.printf("\n// %s is one with what the contract leaves no choice about.\nfunc %[1]s() *%s {\nreturn &%s\n}\n", w.names.Take("New"+name), name, literal)
	}
}

// literal is a struct with the only values of its members and of those inside of them; "" where it has none.
func (w *writer) literal(name string) string {
	var set strings.Builder
	for _, m := range w.members[name] {
		value := m.only
		if m.typ.structure {
			value = w.literal(m.typ.name)
		}
		if value != "" && !m.optional {
			fmt.Fprintf(&set, "%s: %s,\n", m.name, value)
		}
	}
	if set.Len() == 0 {
		return ""
	}
	return name + "{\n" + set.String() + "}"
}

// only is the expression of the only value of t, which has the named type in Go; "" where there is another.
func only(t *plan.Type, name string) string {
	v, ok := sole(t)
	inside, listed := strings.CutPrefix(name, "[]")
	switch {
	case !ok:
	case name == "bool", name == "int64":
		return v.Text
	case name == "string", name == "typed.Number":
		return quote(v.Text)
	case name == "typed.JSON":
		return quote(jsonText(v))
	case listed && v.Text == "[]":
		return name + "{}"
	case listed:
		if element := only(t.Elem, inside); element != "" {
			return name + "{" + element + "}"
		}
	}
	return ""
}

// sole is the only value of t, where that is listed in the contract, no object and not null.
func sole(t *plan.Type) (v plan.Literal, ok bool) {
	v.Kind = t.Kinds()
	switch {
	case v.Kind == plan.KindList:
		v.Text, ok = soleList(t)
	case v.Kind != plan.KindNull && v.Kind&(v.Kind-1) == 0:
		if texts := choices(t, v.Kind); len(texts) == 1 {
			v.Text, ok = texts[0], true
		}
	}
	return v, ok
}

// soleList is the JSON of the only list of t, where that is empty, has one element or a type for each.
func soleList(t *plan.Type) (text string, ok bool) {
	least, most := 0, math.MaxInt
	for i := range t.Checks {
		switch c := &t.Checks[i]; {
		case c.On&plan.KindList == 0:
		case c.Op == plan.MinItems:
			least = max(least, c.Limit)
		case c.Op == plan.MaxItems:
			most = min(most, c.Limit)
		}
	}
	if least != most || most > max(1, len(t.Items)) {
		return "", false
	}
	var elements []string
	for i := range most {
		element := t.At(i)
		if element == nil {
			return "", false
		}
		v, ok := sole(element)
		if !ok {
			return "", false
		}
		elements = append(elements, jsonText(v))
	}
	return "[" + strings.Join(elements, ",") + "]", true
}

// jsonText is a literal as JSON.
func jsonText(v plan.Literal) string {
	if v.Kind == plan.KindString {
		return string(answer.AppendString(nil, v.Text, plan.Plain))
	}
	return v.Text
}
