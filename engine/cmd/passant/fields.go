package main

import (
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// fields explains the members of an object, and theirs.
func (x *explanation) fields(o *plan.Object) {
	for i := range o.Fields {
		f := &o.Fields[i]
		x.blocks = append(x.blocks, block{heading(f), x.notes(f), x.constraints(o, i)})
		for t := &f.Type; t != nil; t = t.Elem {
			if t.Object != nil {
				x.fields(t.Object)
			}
		}
	}
}

func heading(f *plan.Field) string {
	text := f.Path + ", optional"
	if f.Required != nil {
		text = f.Path + ", required"
	}
	if f.Secret {
		text += ", secret"
	}
	if f.Inferred {
		text += ", inferred"
	}
	return text
}

// notes are what there is to say of a field besides its constraints.
func (x *explanation) notes(f *plan.Field) []string {
	notes := []string{f.Doc, conversion(f.Read)}
	if f.Verbatim && !x.Read.Trim.Empty() {
		notes = append(notes, "It is not trimmed.")
	}
	if f.Absent != 0 {
		notes = append(notes, "Not sent is also "+nothingWords(f.Absent)+".")
	}
	if f.FormAbsent != 0 {
		notes = append(notes, "Not sent, in a form or query string, is also "+nothingWords(f.FormAbsent)+".")
	}
	if len(f.Type.Except) > 0 {
		notes = append(notes, "The constraints do not hold for "+oneOf("", "", f.Type.Except)+".")
	}
	return slices.DeleteFunc(notes, func(note string) bool { return note == "" })
}

// constraints are those of a field of an object, in the order of their messages, each with its message and its place in
// the contract.
func (x *explanation) constraints(o *plan.Object, field int) (rows [][]string) {
	f := &o.Fields[field]
	required := "required"
	if f.Missing != 0 {
		required += ", and not " + nothingWords(f.Missing)
	}
	if f.Required != nil {
		rows = appendFailure(rows, required, f.Required)
	}
	for i := range o.Conditions {
		if c := &o.Conditions[i]; c.Require == field {
			rows = appendFailure(rows, required+", where "+o.Fields[c.If].Name+" "+state(c.Equals), &c.Failure)
		}
	}
	rows = x.checks(rows, o, &f.Type, "")
	for i := range f.Expected {
		c := &f.Expected[i]
		rows = appendFailure(rows, "a warning unless "+constraint(x.Endpoint, o.Fields, c, anyKind), &c.Failure)
	}
	if f.Instead != nil {
		rows = appendFailure(rows, "a warning whenever it is sent", f.Instead)
	}
	for i := range f.Lookups {
		rows = appendFailure(rows, "lookup "+f.Lookups[i].Name, &f.Lookups[i].Failure)
	}
	return rows
}

// checks adds those of a type and of the elements of its lists.
func (x *explanation) checks(rows [][]string, o *plan.Object, t *plan.Type, of string) [][]string {
	kinds := anyKind
	for i := range t.Checks {
		c := &t.Checks[i]
		rows = appendFailure(rows, of+constraint(x.Endpoint, o.Fields, c, kinds), &c.Failure)
		kinds &^= c.Refuses
	}
	if t.Elem != nil {
		rows = x.checks(rows, o, t.Elem, of+"each element: ")
	}
	return rows
}

func state(equals *plan.Literal) string {
	if equals == nil {
		return "is absent"
	}
	return "is " + literal(equals)
}

// appendFailure adds a constraint and, of the finer reasons that its rule tells apart, those with messages of their own.
func appendFailure(rows [][]string, constraint string, f *plan.Failure) [][]string {
	text := message(f)
	rows = append(rows, []string{constraint, text, f.Source})
	for i := range f.Codes {
		if finer := message(&f.Codes[i]); finer != text {
			rows = append(rows, []string{hardSpace + hardSpace + "code " + f.Codes[i].Code, finer, f.Codes[i].Source})
		}
	}
	return rows
}
