package engine

import "github.com/passant-go/passant/engine/plan"

// complete judges what only a whole object can tell: what it lacks, and rules about several fields.
func (x *evaluator) complete(m *members, brace int) {
	o, slots, closing := m.Object, m.slots, value{offset: brace}
	for i := range o.Fields {
		if m.outline != nil && m.required == m.outline.required {
			break
		}
		if f := &o.Fields[i]; f.Required != nil && !x.slots[slots+i].present {
			x.slots[slots+i].failed = true
			if x.wanted(slots + i) {
				x.lacks(f.Required, f, slots+i, &closing, i<<fieldShift)
			}
		}
	}
	for i := range o.Conditions {
		c := &o.Conditions[i]
		decides, required := &x.slots[slots+c.If], &x.slots[slots+c.Require]
		holds := decides.present == c.Present
		if c.Equals != nil {
			holds = decides.present && x.kept[slots+c.If].same(c.Equals)
		}
		if holds && !required.present {
			required.failed = true
			if x.wanted(slots + c.Require) {
				x.lacks(c.Failure, &o.Fields[c.Require], slots+c.Require, &closing, c.Require<<fieldShift)
			}
		}
	}
	for i := range o.Consequences {
		x.follow(o, &o.Consequences[i], slots, &closing, m.mode)
	}
	for i := range o.Comparisons {
		x.compare(o, &o.Comparisons[i], slots)
	}
	for i := range o.Comparisons {
		s := &x.slots[slots+o.Comparisons[i].Field]
		s.failed = s.failed || s.unlike
	}
	for i := range o.Late {
		x.late(o, &o.Late[i], slots, m.mode)
	}
}

// lacks notes that the field of a slot has no value: where the one is that was sent and counts as absent, else at the end of
// the object.
func (x *evaluator) lacks(failure *plan.Failure, f *plan.Field, slot int, closing *value, rank int) {
	if x.slots[slot].seen {
		k := &x.kept[slot]
		x.fail(failure, f, step{name: k.name}, &k.value, rank)
		return
	}
	x.fail(failure, f, step{}, closing, rank)
}

// compare judges a field by another, whatever else is wrong with that: numbers have an order, and to be the same or another is
// asked of two values of one kind. Texts have the order of what they write, which one that is wrong may not.
func (x *evaluator) compare(o *plan.Object, c *plan.Comparison, slots int) {
	s, other := &x.slots[slots+c.Field], &x.slots[slots+c.Other]
	if !s.present || !other.present || s.failed {
		return
	}
	v := &x.kept[slots+c.Field]
	if other.failed && !v.relates(c.Op, &x.kept[slots+c.Other].value) {
		return
	}
	if v.to(c.Op, &x.kept[slots+c.Other].value) {
		return
	}
	s.unlike = true
	if x.wanted(slots + c.Field) {
		x.note(c.Failure, &o.Fields[c.Field], step{name: v.name}, &v.value, c.Field<<fieldShift|rankChecks, -1, false)
	}
}

// refer finds the texts that a rule refers to, in fields without a violation; false where one has some.
func (x *evaluator) refer(rule *plan.Rule, slots int) bool {
	x.refs = x.refs[:0]
	for _, r := range rule.Refs {
		other := &x.slots[slots+r.Field]
		if other.failed {
			return false
		}
		var text []byte // nil where the field is absent
		if other.present {
			text = x.kept[slots+r.Field].text
			if r.Of != nil {
				text = r.Of.Part(text, r.Part)
			}
		}
		x.refs = append(x.refs, text)
	}
	return true
}

// late runs a check whose rule refers to other fields, where none of them has a violation.
func (x *evaluator) late(o *plan.Object, l *plan.Late, slots int, m mode) {
	f, s := &o.Fields[l.Field], &x.slots[slots+l.Field]
	checks, rank := f.Type.Checks, rankChecks
	if l.Expected {
		checks, rank, m = f.Expected, rankExpected, m|warns
	}
	if !s.present || s.failed {
		return
	}
	v, c := &x.kept[slots+l.Field], &checks[l.Check]
	if !l.Expected && v.in(f.Type.Except) || v.kind&(c.On|c.Refuses) == 0 {
		return
	}
	if !x.refer(c.Rule, slots) {
		return
	}
	var before mark
	if x.more {
		before = x.mark()
	}
	failed := x.test(f, &f.Type, c, step{name: v.name}, &v.value, l.Field<<fieldShift|rank+l.Check, m)
	if x.more {
		x.recordLate(f, c, slots+l.Field, failed || l.Expected, &before)
	}
	s.failed = s.failed || failed && !l.Expected
}
