package mutate

import (
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

const (
	numbers = plan.KindInt | plan.KindFloat
	anyKind = plan.KindNull | plan.KindBool | numbers | plan.KindString | plan.KindList | plan.KindObject
)

// object makes an object that keeps the contract, as far as its fields can.
func (s *Source) object(o *plan.Object) *value {
	v := &value{kind: plan.KindObject}
	add := func(i int) {
		f := &o.Fields[i]
		if v.member(f.Name) == nil {
			v.members = append(v.members, member{f.Name, s.value(f, &f.Type, nil)})
		}
	}
	for i := range o.Fields {
		f := &o.Fields[i]
		if f.Required != nil || s.rand.IntN(2) == 0 && !s.deep(&f.Type) {
			add(i)
		}
	}
	if o.Rest != nil && !s.deep(o.Rest) {
		for i := range s.rand.IntN(4) {
			v.members = append(v.members, member{s.long(3) + strconv.Itoa(i), s.value(&plan.Field{}, o.Rest, nil)})
		}
	}
	if s.rand.IntN(2) == 0 {
		v.members = append(v.members, s.others(o)...)
	}
	for range o.Conditions { // one may bring about another
		for i := range o.Conditions {
			c := &o.Conditions[i]
			if decides := v.member(o.Fields[c.If].Name); c.Equals != nil && decides != nil && s.rand.IntN(4) == 0 {
				place{value: decides}.become(literal(*c.Equals))
			}
			if holds(o, c, v) {
				add(c.Require)
			}
		}
	}
	for i := range o.Consequences {
		c := &o.Consequences[i]
		if f := &o.Fields[c.Field]; follows(o, c, v) {
			if c.Required != nil {
				add(c.Field)
			}
			if m := v.member(f.Name); m != nil && c.Type != nil {
				place{value: m}.become(s.value(f, c.Type, nil))
			}
		}
	}
	return v
}

// deepest is how often a value that is made is in others of its type.
const deepest = 2

// deep reports whether a value of a type would be in as many others of it as are wanted.
func (s *Source) deep(t *plan.Type) bool { return s.inside >= deepest && t != nil && again(t) }

// again reports whether a type, or that of the elements of a list, is one that contains itself.
func again(t *plan.Type) bool { return t.Again != 0 || t.Elem != nil && again(t.Elem) }

// follows reports whether what o says of a field because of others is asked for in v.
func follows(o *plan.Object, c *plan.Consequence, v *value) bool {
	for _, clause := range c.When {
		m := v.member(o.Fields[clause.Field].Name)
		if (m == nil) != clause.Absent || m != nil && !has(&plan.Type{Checks: clause.Checks}, m) {
			return false
		}
	}
	return true
}

// holds reports whether a condition asks for its field in v.
func holds(o *plan.Object, c *plan.Condition, v *value) bool {
	return decided(c, v.member(o.Fields[c.If].Name))
}

// decided reports whether a condition asks for its field where v, or nothing, is what decides.
func decided(c *plan.Condition, v *value) bool {
	if c.Equals == nil {
		return (v != nil) == c.Present
	}
	return v != nil && v.equals(*c.Equals)
}

// value makes a value of a field that is of type t or, where a check is given, fails that check alone. It is often at
// a limit, and sometimes surrounded by what reading cuts off. Where there seems to be no such value, any other is made.
func (s *Source) value(f *plan.Field, t *plan.Type, against *plan.Check) *value {
	const tries = 16 // fewer inside of types that contain themselves, as each tries all that is inside of it
	v, fits := s.attempt(f, t, against)
	for try := 0; try < tries>>s.inside && !(fits && s.kept(f, v)); try++ {
		v, fits = s.attempt(f, t, against)
	}
	if v.kind == plan.KindString && !f.Verbatim && s.trim != "" && s.rand.IntN(8) == 0 {
		v.text = s.padded(v.text, []rune(s.trim))
	}
	v.field, v.typ = f, t
	return v
}

// kept reports whether reading leaves a value as it is.
func (s *Source) kept(f *plan.Field, v *value) bool {
	if v.nothing(&s.plan.Read)&(f.Missing|f.Absent) != 0 {
		return false
	}
	return v.kind != plan.KindString ||
		(f.Verbatim || strings.Trim(v.text, s.trim) == v.text) && (v.text != "" || !s.plan.Read.EmptyNull)
}

// attempt makes a value, and reports whether it is such as value wants.
func (s *Source) attempt(f *plan.Field, t *plan.Type, against *plan.Check) (v *value, fits bool) {
	s.made++
	if against == nil && len(t.Except) > 0 && s.rand.IntN(4) == 0 {
		return literal(pick(s.rand, t.Except)), true
	}
	checks := pointers(t.Checks)
	if t == &f.Type && s.rand.IntN(4) > 0 {
		checks = append(checks, pointers(f.Expected)...)
	}
	kinds := anyKind
	for _, c := range checks {
		kinds &^= c.Refuses
		if c.Op == plan.Count && c != against {
			kinds &= triedKinds(c.Trial)
		}
	}
	if against != nil {
		if kinds &= against.On; kinds == 0 || s.rand.IntN(2) == 0 {
			kinds = against.On | against.Refuses
		}
	}
	m := maker{s, checks, s.kind(kinds), against}
	if against != nil && against.Refuses&m.kind != 0 {
		return s.anything(m.kind), true
	}
	v = m.value(t)
	return v, m.fits(v)
}

func pointers(checks []plan.Check) (all []*plan.Check) {
	for i := range checks {
		all = append(all, &checks[i])
	}
	return all
}

// kind is one of kinds.
func (s *Source) kind(kinds plan.Kind) plan.Kind {
	var all []plan.Kind
	for k := plan.KindNull; k <= plan.KindObject; k <<= 1 {
		if kinds&k != 0 {
			all = append(all, k)
		}
	}
	if len(all) == 0 {
		return plan.KindNull
	}
	return pick(s.rand, all)
}
