package engine

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/internal/tape"
	"github.com/passant-go/passant/engine/plan"
)

// settled sees to the value of a field that settle is done with.
func (x *run) settled(f *plan.Field, slot int, v *value, before *mark) {
	if x.slots[slot].present {
		x.record(f, &f.Type, step{}, v, before.tape)
	}
	x.partial(slot, before)
}

// settledOther does so for the value of a member that no field is for.
func (x *run) settledOther(f *plan.Field, t *plan.Type, to step, v *value, before *mark) {
	x.record(f, t, to, v, before.tape)
	if x.only != nil && own(f) == nil {
		x.undo(*before)
	}
}

// settledLate does so for the value of a field once a late check was made of it.
func (x *run) settledLate(f *plan.Field, c *plan.Check, slot int, failed bool, before *mark) {
	if x.recording && x.canonical && !failed {
		x.canonicalise(x.recorded(f), c, x.refs)
	}
	x.partial(slot, before)
}

// record puts a value on the tape, as long as there is a struct to fill; the entries since first are those of what is in it.
func (x *run) record(f *plan.Field, t *plan.Type, to step, v *value, first int) {
	if !x.recording || x.errors > 0 { // what undo takes errors back from it takes back, too
		return
	}
	e := tape.Entry{Kind: v.kind, Text: v.text, First: first, End: len(x.tape.Entries), Field: f, Type: t}
	switch to.index {
	case 0:
		e.Name = f.Name
	case anyMember:
		e.Name = string(to.name)
	}
	if v.kind&(plan.KindList|plan.KindObject) != 0 {
		e.Text = x.structure(f, to, v)
		e.Whole = e.Text == nil || v.kind == plan.KindObject && t.Object != nil || v.kind == plan.KindList && t.Elem != nil
	}
	if x.canonical {
		for i := range t.Checks {
			if c := &t.Checks[i]; c.Rule != nil && c.Rule.Refs == nil {
				x.canonicalise(&e, c, nil)
			}
		}
	}
	x.tape.Entries = append(x.tape.Entries, e)
}

// structure is the JSON text of a list or an object, nil where a form's text is the list.
func (x *run) structure(f *plan.Field, to step, v *value) []byte {
	switch {
	case x.opened != nil && f.Read == plan.Nested && to.index == 0 && x.nested == nil:
		return x.opened
	case x.input == plan.JSON || x.nested != nil:
		return x.in[v.offset : v.offset+v.length]
	}
	return nil
}

// json is the JSON text of the normal form of a value on the tape.
func (x *run) json(e *tape.Entry) []byte {
	n := normal{run: x}
	x.muted++ // what is found again is of no interest
	switch {
	case e.Kind&(plan.KindList|plan.KindObject) == 0:
		n.scalar(&value{kind: e.Kind, text: e.Text})
	case e.Text != nil:
		outer := x.in
		x.in = e.Text
		n.value(unread(e.Field), e.Type, step{}, scan.Space(x.in, 0), 1)
		x.in = outer
	default:
		n.dst = append(n.dst, '[')
		for i, part := range x.tape.Entries[e.First:e.End] {
			if i > 0 {
				n.dst = append(n.dst, ',')
			}
			n.scalar(&value{kind: part.Kind, text: part.Text})
		}
		n.dst = append(n.dst, ']')
	}
	x.muted--
	return n.dst
}
