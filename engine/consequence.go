package engine

import "github.com/passant-go/passant/engine/plan"

// follow judges a field by a consequence, if that holds.
func (x *evaluator) follow(o *plan.Object, b *plan.Consequence, slots int, closing *value, m mode) {
	for i := range b.When {
		if !x.holds(o, &b.When[i], slots) {
			return
		}
	}
	f, s := &o.Fields[b.Field], &x.slots[slots+b.Field]
	switch {
	case !s.present && b.Required != nil:
		s.failed = true
		if x.wanted(slots + b.Field) {
			x.lacks(b.Required, f, slots+b.Field, closing, b.Field<<fieldShift)
		}
	case s.present && b.Type != nil && x.wanted(slots+b.Field):
		v, errors, found, rank := x.kept[slots+b.Field], x.errors, len(x.found), b.Field<<fieldShift|rankChecks
		x.revalidate(f, b.Type, step{name: v.name}, &v.value, rank, m)
		x.rank(found, rank)
		if x.errors > errors {
			x.slots[slots+b.Field].failed = true // judging may have moved the slots
		}
	}
}

// holds reports whether a field is in a state.
func (x *evaluator) holds(o *plan.Object, c *plan.Clause, slots int) bool {
	s := &x.slots[slots+c.Field]
	if !s.present || c.Absent {
		return s.present != c.Absent
	}
	t, v := plan.Type{Checks: c.Checks}, x.kept[slots+c.Field].value
	return x.has(&o.Fields[c.Field], &t, step{}, &v)
}
