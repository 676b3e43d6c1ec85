package diff

import (
	"cmp"
	"slices"

	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/notation"
	"github.com/passant-go/passant/engine/plan"
)

// field tells what became of one that both contracts have; old and new are the objects with their Go rules, declared the fields
// that the older one does not just leave open.
func (x *comparison) field(t *mutate.Target, old *plan.Object, declared []plan.Field, new *plan.Object, j int) {
	f, g := t.Of(), &new.Fields[j]
	c := x.change(f)
	c.Old = cmp.Or(place(old, t.Field), x.old.UnknownField.Source)
	c.New = cmp.Or(place(new, j), x.new.UnknownField.Source)
	switch {
	case f.Required == nil && g.Required != nil:
		c.is(Compatible, "made required")
		x.expect(&c, x.solver().Without(t), g.Path(), "whether it can be left out")
	case f.Required != nil && g.Required == nil:
		c.is(Compatible, "made optional")
	}
	x.conditions(&c, t, old, new, j)
	x.nothings(&c, t, new, j)
	for _, what := range differences(conversions[f.Read], conversions[g.Read]) {
		c.unsure(what, "how values are read is not compared")
	}
	if f.Verbatim != g.Verbatim && !(x.old.Read.Trim.Empty() && x.new.Read.Trim.Empty()) {
		c.unsure(word(g.Verbatim, "no longer trimmed", "now trimmed"), "how values are read is not compared")
	}
	pure := x.pure(g)
	x.typ(&c, t, &pure.Type)
	x.rules(&c, old, t.Field, new, j)
	if len(c.What) == 0 && !sameWords(failures(old, t.Field), failures(new, j)) {
		c.is(Changed, "messages or warnings")
	}
	if t.Field >= len(declared) {
		x.alike(&c, t, declared, new, j)
	}
	x.search(&c, g.Path())
	if len(c.What) > 0 {
		x.changes = append(x.changes, c)
	}
	x.inside(t, &old.Fields[t.Field].Type, &g.Type)
}

// pure is a field of the newer contract without Go rules.
func (x *comparison) pure(f *plan.Field) *plan.Field {
	o := mutate.WithoutRules(&plan.Endpoint{Request: plan.Object{Fields: []plan.Field{*f}}})
	return &o.Request.Fields[0]
}

// inside compares what is in the objects that a value, or its elements, are.
func (x *comparison) inside(t *mutate.Target, old, new *plan.Type) {
	if old == nil {
		old = t.Type()
	}
	if new.Object != nil {
		object := old.Object
		if object == nil {
			object = t.Type().Object
		}
		x.object(t.Inside(), object, new.Object)
	}
	if new.Elem != nil {
		x.inside(t.Elem(), old.Elem, new.Elem)
	}
}

var conversions = [...][]note{
	plan.AsIs:   nil,
	plan.Digits: {{text: "@read(digits)"}},
	plan.Int:    {{text: "@read(int)"}},
	plan.Plus:   {{text: "@read(plus)"}},
	plan.Nested: {{text: "@read(json)"}},
}

// A role is what becomes of a value that may stand for none.
type role uint8

const (
	judged role = iota // it is a value like others
	absent
	missing
)

func (r role) String() string { return [...]string{"a value", "absent", "missing"}[r] }

func roleOf(f *plan.Field, kind plan.Nothing) role {
	switch {
	case f.Absent&kind != 0, f.Required == nil && f.Missing&kind != 0:
		return absent
	case f.Missing&kind != 0:
		return missing
	}
	return judged
}

// nothings tells which values stand for none, or no longer.
func (x *comparison) nothings(c *Change, t *mutate.Target, new *plan.Object, j int) {
	f, g := t.Of(), &new.Fields[j]
	refused := []string{g.Path()} // what the newer contract may refuse where the field is absent
	for i := range new.Conditions {
		if c := &new.Conditions[i]; c.If == j || c.Require == j {
			refused = append(refused, new.Fields[c.Require].Path())
		}
	}
	for kind := plan.Null; kind <= plan.EmptyObject; kind <<= 1 {
		was, is := roleOf(f, kind), roleOf(g, kind)
		if was == is {
			continue
		}
		if (f.Required == nil) == (g.Required == nil) {
			c.is(Compatible, became(notation.Nothing(kind)[0]+": ", was.String(), is.String()))
		}
		if was == missing {
			continue // it was refused
		}
		payloads := x.solver().Nothing(t, kind)
		if i := slices.IndexFunc(refused, func(path string) bool { return x.try(payloads, path) != nil }); i >= 0 {
			x.expect(c, payloads, refused[i], "")
			continue
		}
		many := kind == plan.Blank && (f.Verbatim || x.old.Read.Trim.Empty()) // of the others there is one value
		if many && is != absent || is == absent && (len(refused) > 1 || g.Required != nil) || tied(new, j) {
			c.unsure(notation.Nothing(kind)[0]+" may be refused", "no request is known that shows it")
		}
	}
}

// tied reports whether an object compares a field with others, or asks for something because of it.
func tied(o *plan.Object, i int) bool {
	return slices.ContainsFunc(o.Comparisons, func(k plan.Comparison) bool { return k.Field == i || k.Other == i }) ||
		slices.ContainsFunc(o.Consequences, func(k plan.Consequence) bool {
			return k.Field == i || slices.ContainsFunc(k.When, func(w plan.Clause) bool { return w.Field == i })
		})
}

// failures are those of a field, in the order in which they are told.
func failures(o *plan.Object, i int) (all []*plan.Failure) {
	f := &o.Fields[i]
	if f.Required != nil {
		all = append(all, f.Required)
	}
	for j := range o.Conditions {
		if k := &o.Conditions[j]; k.Require == i {
			all = append(all, k.Failure)
		}
	}
	for t := &f.Type; t != nil; t = t.Elem {
		for j := range t.Checks {
			all = append(all, t.Checks[j].Failure)
		}
	}
	for j := range f.Expected {
		all = append(all, f.Expected[j].Failure)
	}
	for j := range f.Lookups {
		all = append(all, f.Lookups[j].Failure)
	}
	if f.Instead != nil {
		all = append(all, f.Instead)
	}
	return all
}
