package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// A member of an object is explained by what it is and by its constraints, in the order of their messages.
type member struct {
	*plan.Field
	path        string // the names from the root, "[]" for the elements of a list
	presence    string
	notes       []string
	constraints []constraint
}

// members explains those of the object at a path, and theirs.
func (x *explanation) members(o *plan.Object, path string) (list []member) {
	if o.Rest != nil {
		list = append(list, member{Field: &plan.Field{}, path: "every member", constraints: merged(x.checks(nil, o, o.Rest))})
	}
	for i := range o.Fields {
		f := &o.Fields[i]
		path := strings.TrimPrefix(path+"."+f.Name, ".")
		list = append(list, member{f, path, presence(f), x.notes(f), x.constraints(o, i)})
		list = append(list, x.inside(&f.Type, path)...)
	}
	return append(list, x.inside(o.Rest, path)...)
}

// inside explains the members of the objects that a value has.
func (x *explanation) inside(t *plan.Type, path string) (list []member) {
	for ; t != nil; t = t.Elem {
		if t.Object != nil {
			fields := *t.Object
			fields.Rest = nil // told beside the value
			list = append(list, x.members(&fields, path)...)
			list = append(list, x.inside(t.Object.Rest, path)...)
		}
		path += "[]"
	}
	return list
}

func presence(f *plan.Field) string {
	text := "optional"
	if f.Required != nil {
		text = "required"
	}
	if f.Secret {
		text += ", secret"
	}
	return text
}

// notes are what there is to say of a field besides its constraints.
func (x *explanation) notes(f *plan.Field) []string {
	doc := f.Doc
	if f.Required != nil {
		doc = strings.TrimSpace(strings.TrimSuffix(doc, "Required.")) // stands beside the name
	}
	notes := []string{doc, conversion(f.Read)}
	if f.Verbatim && !x.Read.Trim.Empty() {
		notes = append(notes, "It is not trimmed.")
	}
	all := x.nothing()
	if absent := f.Absent &^ all.absent; absent != 0 {
		notes = append(notes, "Not sent is also "+nothingWords(absent)+".")
	}
	if absent := f.FormAbsent &^ all.formAbsent; absent != 0 {
		notes = append(notes, "Not sent, in a form or query string, is also "+nothingWords(absent)+".")
	}
	if len(f.Type.Except) > 0 {
		notes = append(notes, "The constraints do not hold for "+or(literals(f.Type.Except))+".")
	}
	return slices.DeleteFunc(notes, func(note string) bool { return note == "" })
}

// constraints are those of a field of an object, each with its message and its place in the contract.
func (x *explanation) constraints(o *plan.Object, field int) (list []constraint) {
	f := &o.Fields[field]
	required := "required"
	if missing := f.Missing &^ x.nothing().missing; missing != 0 {
		required += ", and not " + nothingWords(missing)
	}
	if f.Required != nil {
		list = append(list, x.constraint(required, f.Required))
	}
	for i := range o.Conditions {
		if c := &o.Conditions[i]; c.Require == field {
			list = append(list, x.constraint(commas(required+" where "+code(o.Fields[c.If].Name)+" "+state(c), inference(c.Inferred)), &c.Failure))
		}
	}
	list = x.checks(list, o, &f.Type)
	list = append(list, x.between(o, field)...)
	for i := range f.Expected {
		c := &f.Expected[i]
		list = x.warn(list, "unless "+wanted(x.Endpoint, o.Fields, c, anyKind), &c.Failure)
	}
	if f.Instead != nil {
		list = x.warn(list, "whenever it is sent", f.Instead)
	}
	for i := range f.Lookups {
		list = append(list, x.constraint("lookup "+code(f.Lookups[i].Name), &f.Lookups[i].Failure))
	}
	return merged(list)
}

// between is what the object says of a field because of others.
func (x *explanation) between(o *plan.Object, field int) (list []constraint) {
	for i := range o.Comparisons {
		if c := &o.Comparisons[i]; c.Field == field {
			list = append(list, x.constraint(comparisons[c.Op]+code(o.Fields[c.Other].Name), &c.Failure))
		}
	}
	for i := range o.Consequences {
		c := &o.Consequences[i]
		if c.Field != field {
			continue
		}
		var when []string
		for j := range c.When {
			when = append(when, x.clause(o, &c.When[j]))
		}
		where := " where " + strings.Join(when, " and ")
		if c.Required != nil {
			list = append(list, x.constraint(commas("required"+where, inference(c.Inferred)), c.Required))
		}
		if c.Type != nil {
			narrowed := x.checks(nil, o, c.Type)
			for j := range narrowed {
				narrowed[j].asks[0] += where
			}
			list = append(list, narrowed...)
		}
	}
	return list
}

var comparisons = map[plan.Op]string{
	plan.AtLeast: "at least ", plan.AtMost: "at most ", plan.GreaterThan: "more than ", plan.LessThan: "less than ",
	plan.OneOf: "the same as ", plan.NoneOf: "other than ",
}

// clause is a state of a field.
func (x *explanation) clause(o *plan.Object, c *plan.Clause) string {
	text := code(o.Fields[c.Field].Name)
	switch {
	case c.Absent:
		return text + " is absent"
	case len(c.Checks) == 0:
		return text + " is present"
	}
	var asks []string
	for i := range c.Checks {
		if k := &c.Checks[i]; k.Op != plan.Kinds {
			asks = append(asks, operation(x.Endpoint, o.Fields, k))
		}
	}
	return text + " is " + strings.Join(asks, " and ")
}

// checks adds those of a type and of the elements of its lists.
func (x *explanation) checks(list []constraint, o *plan.Object, t *plan.Type) []constraint {
	kinds := anyKind
	for i := 0; i < len(t.Checks); i++ {
		c := &t.Checks[i]
		if c.Op == plan.As {
			continue // it is told where the type begins
		}
		asks := ""
		if i+1 < len(t.Checks) {
			asks = integer(c, &t.Checks[i+1])
		}
		if asks != "" {
			i++
		} else {
			asks = wanted(x.Endpoint, o.Fields, c, kinds)
		}
		list = append(list, x.constraint(asks, &c.Failure, remarks(c)...))
		kinds &^= c.Refuses
	}
	for i := range t.Items {
		list = append(list, x.each(fmt.Sprintf("element %d: ", i+1), o, &t.Items[i])...)
	}
	of := "each element: "
	if t.Items != nil {
		of = "each further element: "
	}
	list = append(list, x.each(of, o, t.Elem)...)
	if t.Object != nil {
		list = append(list, x.each("each member: ", o, t.Object.Rest)...)
		for i := range t.Object.Patterns {
			p, names := &t.Object.Patterns[i], "like"
			if p.Not {
				names = "unlike"
			}
			list = append(list, x.each("each member "+names+" "+code(p.Name.Pattern)+": ", o, &p.Type)...)
		}
	}
	return list
}

// each is the constraints of the elements of a list, or of the members of an object.
func (x *explanation) each(of string, o *plan.Object, t *plan.Type) []constraint {
	if t == nil {
		return nil
	}
	list := merged(x.checks(nil, o, t))
	for i := range list {
		list[i].asks[0] = of + list[i].asks[0]
	}
	return list
}

func state(c *plan.Condition) string {
	if c.Present {
		return "is present"
	}
	if c.Equals == nil {
		return "is absent"
	}
	return "is " + literal(c.Equals)
}
