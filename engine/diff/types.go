package diff

import (
	"reflect"
	"slices"

	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/notation"
	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// typ tells what became of the type of the values at t, members of objects aside.
func (x *comparison) typ(c *Change, t *mutate.Target, new *plan.Type) {
	old := t.Type()
	what := differences(notations(old), notations(new))
	for _, text := range what {
		c.is(Compatible, text)
	}
	was, is := bareChecks(old.Checks), bareChecks(new.Checks)
	if len(what) == 0 && !reflect.DeepEqual(was, is) {
		c.is(Compatible, "type")
	}
	excepted := len(without(old.Except, new.Except)) == 0
	for i := range new.Checks {
		if !excepted || !slices.ContainsFunc(was, func(o plan.Check) bool { return reflect.DeepEqual(o, is[i]) }) {
			x.check(c, t, &new.Checks[i], new.Except)
		}
	}
	if old.Again != new.Again {
		c.unsure("type that contains itself", "types that contain themselves are not compared")
	}
	if !reflect.DeepEqual(bareTypes(old.Items), bareTypes(new.Items)) {
		c.unsure("elements that have places of their own", "such elements are not compared")
	}
	switch {
	case old.Object != nil && new.Object != nil:
		x.otherMembers(c, t.Inside(), new.Object)
	case old.Object != nil && new.Kinds()&plan.KindObject != 0:
		c.is(Compatible, "members may be any")
	}
	switch {
	case new.Elem != nil:
		x.typ(c, t.Elem(), new.Elem)
	case old.Elem != nil && new.Kinds()&plan.KindList != 0:
		c.is(Compatible, "elements may be any")
	}
}

// check is the verdict on a check of the newer contract that the older one does not have.
func (x *comparison) check(c *Change, t *mutate.Target, k *plan.Check, except []plan.Literal) {
	payloads, none := x.solver().Refutes(t, k, except)
	if !none {
		x.expect(c, payloads, t.Of().Path(), "whether "+notation.Check(k)+" refuses what was accepted")
	}
}

// A note is a constraint in CUE, on values of some kinds.
type note struct {
	op   plan.Op // notes of one are told side by side
	on   plan.Kind
	text string
}

// family is the operation that stands for those which bound from the same side.
func family(op plan.Op) plan.Op {
	switch info := ops.Of(op); {
	case info.Measure == ops.Number && info.Side == ops.Above:
		return plan.AtLeast
	case info.Measure == ops.Number:
		return plan.AtMost
	}
	return op
}

// notations are what a type asks for: its kinds, its checks and its exceptions.
func notations(t *plan.Type) []note {
	notes := []note{{plan.Kinds, 0, notation.Kinds(t.Kinds())}}
	for i := range t.Checks {
		if c := &t.Checks[i]; c.Op != plan.Kinds && c.Op != plan.Judge {
			notes = append(notes, note{family(c.Op), c.On & t.Kinds(), notation.Check(c)})
		}
	}
	if len(t.Except) > 0 {
		notes = append(notes, note{plan.Judge, 0, "also " + notation.Literals("", " | ", t.Except)})
	}
	return notes
}

// differences tells which notes differ.
func differences(old, new []note) (what []string) {
	gone, come := without(old, new), without(new, old)
	for _, o := range gone {
		i := slices.IndexFunc(come, func(n note) bool { return n.op == o.op })
		if i < 0 {
			what = append(what, "no longer "+o.text)
			continue
		}
		what = append(what, became("", o.text, come[i].text))
		come = slices.Delete(come, i, i+1)
	}
	for _, n := range come {
		what = append(what, "now "+n.text)
	}
	return what
}

// rules tells which Go rules and lookups judge a field, or no longer. Nothing is known of what they refuse.
func (x *comparison) rules(c *Change, old *plan.Object, i int, new *plan.Object, j int) {
	was, is := ruleNotes(x.old, old, i), ruleNotes(x.new, new, j)
	for _, what := range differences(was, is) {
		if len(without(is, was)) > 0 {
			c.unsure(what, "Go rules and lookups are not compared")
		} else {
			c.is(Compatible, what)
		}
	}
}

// ruleNotes are the Go rules of a field and of its elements, with the fields and options that they depend on, and its
// lookups.
func ruleNotes(p *plan.Endpoint, o *plan.Object, i int) (notes []note) {
	f := &o.Fields[i]
	for t := &f.Type; t != nil; t = t.Elem {
		for j := range t.Checks {
			c := &t.Checks[j]
			if c.Op != plan.Judge {
				continue
			}
			text := notation.Rule(c)
			for _, ref := range c.Rule.Refs {
				text += " of " + o.Fields[ref.Field].Name
				if ref.Part != "" {
					text += "." + ref.Part
				}
			}
			for _, option := range c.Rule.Options {
				text += " with options." + p.Options[option].Name
			}
			notes = append(notes, note{plan.Judge, 0, text})
		}
	}
	for j := range f.Lookups {
		notes = append(notes, note{plan.Kinds, 0, "@lookup(" + f.Lookups[j].Name + ")"})
	}
	return notes
}
