package explain

import (
	"cmp"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// A member of an object is explained by what it is and by its constraints, in the order of their messages.
type member struct {
	*plan.Field
	path        string // the names from the root, "[]" for the elements of a list
	presence    string
	notes       []sentence
	constraints []constraint
}

// members explains those of the object at a path, and theirs.
func (x *Contract) members(o *plan.Object, path string) (list []member) {
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
func (x *Contract) inside(t *plan.Type, path string) (list []member) {
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
func (x *Contract) notes(f *plan.Field) []sentence {
	doc := f.Doc
	if f.Required != nil {
		doc = strings.TrimSpace(strings.TrimSuffix(doc, "Required.")) // stands beside the name
	}
	notes := []sentence{say(doc), say(conversion(f.Read))}
	if f.Verbatim && !x.Read.Trim.Empty() {
		notes = append(notes, say("It is not trimmed."))
	}
	all := x.nothing()
	if absent := f.Absent &^ all.absent; absent != 0 {
		notes = append(notes, say("Not sent is also ", nothingWords(absent), "."))
	}
	if absent := f.FormAbsent &^ all.formAbsent; absent != 0 {
		notes = append(notes, say("Not sent, in a form or query string, is also ", nothingWords(absent), "."))
	}
	if len(f.Type.Except) > 0 {
		notes = append(notes, say("The constraints do not hold for ", or(literals(f.Type.Except)), "."))
	}
	return slices.DeleteFunc(notes, func(note sentence) bool { return len(note) == 0 })
}

// constraints are those of a field of an object, each with its message and its place in the contract.
func (x *Contract) constraints(o *plan.Object, field int) (list []constraint) {
	f := &o.Fields[field]
	required := say("required")
	if missing := f.Missing &^ x.nothing().missing; missing != 0 {
		required = say(required, ", and not ", nothingWords(missing))
	}
	if f.Required != nil {
		list = append(list, x.constraint(required, f.Required))
	}
	for i := range o.Conditions {
		if c := &o.Conditions[i]; c.Require == field {
			list = append(list, x.constraint(commas(say(required, " where ", code(o.Fields[c.If].Name), " ", state(c)), inference(c.Inferred)), c.Failure))
		}
	}
	list = x.checks(list, o, &f.Type)
	list = append(list, x.between(o, field)...)
	for i := range f.Expected {
		c := &f.Expected[i]
		list = x.warn(list, say("unless ", wanted(x.Endpoint, o.Fields, c, anyKind)), c.Failure)
	}
	if f.Instead != nil {
		list = x.warn(list, say("whenever it is sent"), f.Instead)
	}
	for i := range f.Lookups {
		list = append(list, x.constraint(say("lookup ", code(f.Lookups[i].Name)), f.Lookups[i].Failure))
	}
	return merged(list)
}

// between is what the object says of a field because of others.
func (x *Contract) between(o *plan.Object, field int) (list []constraint) {
	for i := range o.Comparisons {
		if c := &o.Comparisons[i]; c.Field == field {
			list = append(list, x.constraint(say(relation(o, c), code(o.Fields[c.Other].Name)), c.Failure))
		}
	}
	for i := range o.Consequences {
		c := &o.Consequences[i]
		if c.Field != field {
			continue
		}
		var when []sentence
		for j := range c.When {
			when = append(when, x.clause(o, &c.When[j]))
		}
		where := say(" where ", join(when, " and "))
		if c.Required != nil {
			list = append(list, x.constraint(commas(say("required", where), inference(c.Inferred)), c.Required))
		}
		if c.Type != nil {
			narrowed := x.checks(nil, o, c.Type)
			for j := range narrowed {
				narrowed[j].asks[0] = say(narrowed[j].asks[0], where)
			}
			list = append(list, narrowed...)
		}
	}
	return list
}

// relation is what a comparison asks; that of texts, such as days, is told as their messages tell it.
func relation(o *plan.Object, c *plan.Comparison) string {
	if o.Fields[c.Other].Type.Kinds() == plan.KindString {
		return cmp.Or(orders[c.Op], compared(c.Op))
	}
	return compared(c.Op)
}

var orders = map[plan.Op]string{
	plan.AtLeast: "not before ", plan.AtMost: "not after ", plan.GreaterThan: "after ", plan.LessThan: "before ",
}

// compared is what a comparison asks before it names the other member.
func compared(op plan.Op) string {
	switch op {
	case plan.OneOf:
		return "the same as "
	case plan.NoneOf:
		return "other than "
	}
	return strings.TrimSuffix(ops.Of(op).Words, "%")
}

// clause is a state of a field.
func (x *Contract) clause(o *plan.Object, c *plan.Clause) sentence {
	text := code(o.Fields[c.Field].Name)
	switch {
	case c.Absent:
		return say(text, " is absent")
	case len(c.Checks) == 0:
		return say(text, " is present")
	}
	var asks []sentence
	for i := range c.Checks {
		if k := &c.Checks[i]; k.Op != plan.Kinds {
			asks = append(asks, operation(x.Endpoint, o.Fields, k))
		}
	}
	return say(text, " is ", join(asks, " and "))
}

// checks adds those of a type and of the elements of its lists.
func (x *Contract) checks(list []constraint, o *plan.Object, t *plan.Type) []constraint {
	kinds := anyKind
	for i := 0; i < len(t.Checks); i++ {
		c := &t.Checks[i]
		if c.Op == plan.As {
			continue // it is told where the type begins
		}
		var asks sentence
		if i+1 < len(t.Checks) {
			asks = say(integer(c, &t.Checks[i+1]))
		}
		if len(asks) > 0 {
			i++
		} else {
			asks = wanted(x.Endpoint, o.Fields, c, kinds)
		}
		list = append(list, x.constraint(asks, c.Failure, remarks(c)...))
		kinds &^= c.Refuses
	}
	for i := range t.Items {
		list = append(list, x.each(say("element ", i+1, ": "), o, &t.Items[i])...)
	}
	of := say("each element: ")
	if t.Items != nil {
		of = say("each further element: ")
	}
	list = append(list, x.each(of, o, t.Elem)...)
	if t.Object != nil {
		list = append(list, x.each(say("each member: "), o, t.Object.Rest)...)
		for i := range t.Object.Patterns {
			p, names := &t.Object.Patterns[i], "like"
			if p.Not {
				names = "unlike"
			}
			list = append(list, x.each(say("each member ", names, " ", code(p.Name.Pattern), ": "), o, &p.Type)...)
		}
	}
	return list
}

// each is the constraints of the elements of a list, or of the members of an object.
func (x *Contract) each(of sentence, o *plan.Object, t *plan.Type) []constraint {
	if t == nil {
		return nil
	}
	list := merged(x.checks(nil, o, t))
	for i := range list {
		list[i].asks[0] = say(of, list[i].asks[0])
	}
	return list
}

func state(c *plan.Condition) sentence {
	if c.Present {
		return say("is present")
	}
	if c.Equals == nil {
		return say("is absent")
	}
	return say("is ", literal(c.Equals))
}
