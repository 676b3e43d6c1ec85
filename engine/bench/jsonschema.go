package bench

import (
	"encoding/json"
	"strconv"

	"github.com/passant-go/passant/engine/bench/contract"
	"github.com/passant-go/passant/engine/plan"
)

// schema is a contract as a JSON Schema of draft 2020-12. A rule is a format with the ID of its field; what refers to
// another member is left to others, see crossed.
func schema(c *contract.Contract) map[string]any {
	s := objectSchema(c.Fields)
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	for _, e := range c.Either {
		s["anyOf"] = []any{map[string]any{"required": []any{e.If}}, map[string]any{"required": []any{e.Require}}}
	}
	return s
}

func objectSchema(fields []contract.Field) map[string]any {
	properties := map[string]any{}
	required := []any{}
	for i := range fields {
		f := &fields[i]
		properties[f.Name] = fieldSchema(f)
		if f.Required {
			required = append(required, f.Name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required}
}

func fieldSchema(f *contract.Field) map[string]any {
	s := map[string]any{}
	if f.Fields != nil {
		s = objectSchema(f.Fields)
	}
	s["type"] = typeNames(f.Kinds)
	if f.Elem != nil {
		s["items"] = fieldSchema(f.Elem)
	}
	if f.MinLength > 0 {
		s["minLength"] = json.Number(strconv.Itoa(f.MinLength))
	}
	if f.MaxLength > 0 {
		s["maxLength"] = json.Number(strconv.Itoa(f.MaxLength))
	}
	switch len(f.Patterns) {
	case 0:
	case 1:
		s["pattern"] = f.Patterns[0]
	default:
		var all []any
		for _, p := range f.Patterns {
			all = append(all, map[string]any{"pattern": p})
		}
		s["allOf"] = all
	}
	if f.Enum != nil {
		s["enum"] = literals(f.Enum)
	}
	if f.Least != "" {
		s["minimum"] = json.Number(f.Least)
	}
	if f.Most != "" {
		s["maximum"] = json.Number(f.Most)
	}
	switch {
	case f.Date == "2006-01-02":
		s["format"] = "date"
	case f.Date == "compact_date":
		s["format"] = f.Date
	case f.Rule != nil && f.Other == "":
		s["format"] = f.ID
	}
	if f.Except != nil {
		return map[string]any{"anyOf": []any{map[string]any{"enum": literals(f.Except)}, s}}
	}
	return s
}

func literals(all []plan.Literal) (values []any) {
	for _, l := range all {
		if l.Kind == plan.KindString {
			values = append(values, l.Text)
		} else {
			values = append(values, json.Number(l.Text))
		}
	}
	return values
}

func typeNames(kinds plan.Kind) any {
	var names []any
	for _, t := range []struct {
		kind plan.Kind
		name string
	}{
		{plan.KindNull, "null"}, {plan.KindBool, "boolean"}, {plan.KindString, "string"},
		{plan.KindList, "array"}, {plan.KindObject, "object"},
	} {
		if kinds&t.kind != 0 {
			names = append(names, t.name)
		}
	}
	switch {
	case kinds&plan.KindFloat != 0:
		names = append(names, "number")
	case kinds&plan.KindInt != 0:
		names = append(names, "integer")
	}
	if len(names) == 1 {
		return names[0]
	}
	return names
}

// rulesOf lists the fields of which a rule judges the text alone, those of objects included.
func rulesOf(fields []contract.Field) (all []*contract.Field) {
	for i := range fields {
		if f := &fields[i]; f.Rule != nil && f.Other == "" {
			all = append(all, f)
		}
		all = append(all, rulesOf(fields[i].Fields)...)
	}
	return all
}

// text is what a rule judges of a decoded value: a text, or the digits of an integer.
func text(v any) (text string, ok bool) {
	switch x := v.(type) {
	case string:
		return x, true
	case json.Number:
		return x.String(), true
	case float64:
		return integer(x)
	case int64:
		return strconv.FormatInt(x, 10), true
	case int:
		return strconv.Itoa(x), true
	}
	return "", false
}

func integer(n float64) (digits string, ok bool) {
	if i := int64(n); float64(i) == n {
		return strconv.FormatInt(i, 10), true
	}
	return "", false
}

// judge has a field's rule judge a decoded value; one of another type is for others to refuse.
func judge(f *contract.Field, v any) bool {
	text, ok := text(v)
	return !ok || f.Accepts(text, "")
}

// crossed names the members that rules refuse which refer to other members: schemas see one at a time.
func crossed(c *contract.Contract, body any) (names []string) {
	members, _ := body.(map[string]any)
	for i := range c.Fields {
		f := &c.Fields[i]
		if f.Rule == nil || f.Other == "" {
			continue
		}
		value, ok := members[f.Name].(string)
		if !ok || excepted(f, value) {
			continue
		}
		other, _ := members[f.Other].(string)
		if !f.Accepts(value, other) {
			names = append(names, f.Name)
		}
	}
	return names
}

// excepted reports whether a text passes without any check.
func excepted(f *contract.Field, text string) bool {
	for _, l := range f.Except {
		if l.Kind == plan.KindString && l.Text == text {
			return true
		}
	}
	return false
}
