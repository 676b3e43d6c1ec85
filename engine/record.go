package engine

import (
	"slices"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/internal/tape"
	"github.com/passant-go/passant/engine/plan"
)

// A recorder takes down the values that were judged, for a struct.
type recorder struct {
	recording bool
	tape      tape.Tape
	opened    []byte // the JSON text of the structure that a string was found to hold
}

// recordField sees to the value of a field that finishField is done with.
func (x *evaluator) recordField(f *plan.Field, slot int, v *value, before *mark) {
	if x.slots[slot].present {
		x.record(f, &f.Type, step{}, v, before.tape)
	}
	x.partial(slot, before)
}

// recordOther does so for the value of a member that no field is for.
func (x *evaluator) recordOther(f *plan.Field, t *plan.Type, to step, v *value, before *mark) {
	x.record(f, t, to, v, before.tape)
	if x.only != nil && own(f) == nil {
		x.undo(*before)
	}
}

// recordLate does so for the value of a field once a late check was made of it.
func (x *evaluator) recordLate(f *plan.Field, c *plan.Check, slot int, failed bool, before *mark) {
	if x.recording && x.canonical && !failed {
		if e := x.recorded(f); e != nil {
			e.SetText(x.canonicalText(e.Kind, e.Text(), f, &f.Type, c, x.refs))
		}
	}
	x.partial(slot, before)
}

// record puts a value on the tape, as long as there is a struct to fill; the entries since first are those of what is in it.
func (x *evaluator) record(f *plan.Field, t *plan.Type, to step, v *value, first int) {
	if !x.recording || x.errors > 0 { // what undo takes errors back from it takes back, too
		return
	}
	text, whole := v.text, false
	switch {
	case v.kind&(plan.KindList|plan.KindObject) != 0:
		text = x.structure(f, to, v)
		whole = text == nil || v.kind == plan.KindObject && t.Object != nil || v.kind == plan.KindList && t.Elem != nil
	case x.canonical:
		for i := range t.Checks {
			if c := &t.Checks[i]; c.Rule != nil && c.Rule.Refs == nil {
				text = x.canonicalText(v.kind, text, f, t, c, nil)
			}
		}
	}
	switch owner := (tape.Owner{Field: f, Type: t}); {
	case to.index == anyMember || to.index == nameless:
		owner.Name = to.name
		x.tape.AddOwned(v.kind, text, first, whole, owner)
	case to.index == 0 || v.kind&(plan.KindList|plan.KindObject) != 0:
		x.tape.AddOwned(v.kind, text, first, whole, owner)
	default:
		x.tape.Add(v.kind, text, first, whole)
	}
}

// structure is the JSON text of a list or an object, nil where a form's text is the list.
func (x *evaluator) structure(f *plan.Field, to step, v *value) []byte {
	switch {
	case x.opened != nil && f.Read == plan.Nested && to.index == 0 && x.nested == nil:
		return x.opened
	case x.input == plan.JSON || x.nested != nil:
		return x.in[v.offset : v.offset+v.length]
	}
	return nil
}

// json is the JSON text of the normal form of a value on the tape, until the next one.
func (x *evaluator) json(i int) []byte {
	e := x.tape.At(i)
	n := normal{x, slices.Grow(x.normal[:0], len(e.Text()))}
	x.normal = nil // it is in use
	x.muted++      // what is found again is of no interest
	switch text := e.Text(); {
	case e.Kind&(plan.KindList|plan.KindObject) == 0:
		n.scalar(&value{kind: e.Kind, text: text})
	case text != nil:
		outer, owner := x.in, x.tape.Owner(i) // whose conversion, which is that of a field's own value, was made
		x.in = text
		n.value(owner.Field, owner.Type, unconverted, scan.Space(x.in, 0), reread)
		x.in = outer
	default:
		n.dst = append(n.dst, '[')
		for part := e.First(); part < i; part++ {
			if part > e.First() {
				n.dst = append(n.dst, ',')
			}
			p := x.tape.At(part)
			n.scalar(&value{kind: p.Kind, text: p.Text()})
		}
		n.dst = append(n.dst, ']')
	}
	x.muted--
	x.normal = n.dst
	return n.dst
}
