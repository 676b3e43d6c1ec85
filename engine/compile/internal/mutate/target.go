package mutate

import (
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// A Target is a place in the payloads of a plan: a field of an object, or an element of the list that it is.
type Target struct {
	Object *plan.Object
	Field  int // index in Object.Fields; -1 for the object itself

	outer *Target      // that the object is the value of; nil for the request
	types []*plan.Type // of the field's value, and of the elements inside it on the way
}

// Root is the place of the request itself.
func Root(p *plan.Endpoint) *Target { return &Target{Object: &p.Request, Field: -1} }

// Of is the field itself.
func (t *Target) Of() *plan.Field { return &t.Object.Fields[t.Field] }

// Type is that of the values in the place.
func (t *Target) Type() *plan.Type { return t.types[len(t.types)-1] }

// Member is the place of a field beside t, of the same object.
func (t *Target) Member(field int) *Target {
	return &Target{t.Object, field, t.outer, []*plan.Type{&t.Object.Fields[field].Type}}
}

// Inside is the place of the object in t.
func (t *Target) Inside() *Target {
	return &Target{Object: t.Type().Object, Field: -1, outer: t}
}

// Elem is the place of an element of the list in t.
func (t *Target) Elem() *Target {
	elem := *t
	elem.types = append(slices.Clip(t.types), t.Type().Elem)
	return &elem
}

// IsElement reports whether t is the place of an element.
func (t *Target) IsElement() bool { return len(t.types) > 1 }

func (t *Target) goal() goal {
	return goal{field: t.Of(), typ: t.Type(), inner: t.IsElement()}
}

// payload is the payload in whose object at t the pins are the members; nil where there is none.
func (s *Solver) payload(t *Target, pins map[int]*value) *value {
	v := s.complete(t.Object, pins)
	if v == nil || t.outer == nil {
		return v
	}
	return s.with(t.outer, v)
}

// with is the payload that has v in the place.
func (s *Solver) with(t *Target, v *value) *value {
	for i := len(t.types) - 2; v != nil && i >= 0; i-- {
		v = s.listOf(goal{field: t.Of(), typ: t.types[i], inner: i > 0}, v)
	}
	if v == nil {
		return nil
	}
	return s.payload(t, map[int]*value{t.Field: v})
}

// listOf is a list that reaches a goal but for its first element, which is v; nil where there is none.
func (s *Solver) listOf(g goal, v *value) *value {
	for _, list := range s.lists(g) {
		if g.reached(list) && list.size() > 0 {
			list.elems[0] = v
			return list
		}
	}
	if g.reached(&value{kind: plan.KindList, elems: []*value{v}}) {
		return &value{kind: plan.KindList, elems: []*value{v}}
	}
	return nil
}

// payloads are those that have one of the values in the place.
func (s *Solver) payloads(t *Target, values []*value) (all [][]byte) {
	for _, v := range values {
		if root := s.with(t, v); root != nil {
			all = append(all, root.append(nil, nil))
		}
	}
	return all
}

// Against are payloads that keep the contract but for what is in the place, which is as the contract wants it and yet
// fails a check, perhaps of another plan, and is none of some literals.
func (s *Solver) Against(t *Target, c *plan.Check, not []plan.Literal) [][]byte {
	g := t.goal()
	g.fails, g.not = c, not
	return s.payloads(t, s.values(g))
}

// Kept are payloads that keep the contract and have something in the place that the check decides on, if possible at its
// limit.
func (s *Solver) Kept(t *Target, c *plan.Check) [][]byte {
	g := t.goal()
	g.near = c
	return s.payloads(t, s.values(g))
}

// Without are payloads that keep the contract but for a member, which they do not have.
func (s *Solver) Without(t *Target) [][]byte {
	return s.pinned(t, map[int]*value{t.Field: nil})
}

// Whole are payloads that keep the contract and have the object in which t is.
func (s *Solver) Whole(t *Target) [][]byte { return s.pinned(t, nil) }

// Nothing are payloads that keep the contract but for a member, which is one of the values that may stand for none.
func (s *Solver) Nothing(t *Target, kind plan.Nothing) [][]byte {
	return s.payloads(t, slices.DeleteFunc(nothings(), func(v *value) bool { return v.nothing(&s.plan.Read) != kind }))
}

// Lacking are payloads that keep the contract but for a condition, which asks in vain for its field.
func (s *Solver) Lacking(t *Target, c *plan.Condition) [][]byte {
	return s.pinned(t, map[int]*value{c.If: s.decision(t, c), c.Require: nil})
}

// Asking are payloads that keep the contract, in which a condition asks for its field and gets it.
func (s *Solver) Asking(t *Target, c *plan.Condition) (all [][]byte) {
	f := &t.Object.Fields[c.Require]
	for _, v := range s.values(goal{field: f, typ: &f.Type}) {
		all = append(all, s.pinned(t, map[int]*value{c.If: s.decision(t, c), c.Require: v})...)
	}
	return all
}

// decision is the value, or its absence, by which a condition asks for its field.
func (s *Solver) decision(t *Target, c *plan.Condition) *value {
	switch {
	case c.Equals != nil:
		return literal(*c.Equals)
	case c.Present:
		f := &t.Object.Fields[c.If]
		return s.any(goal{field: f, typ: &f.Type})
	}
	return nil
}

func (s *Solver) pinned(t *Target, pins map[int]*value) [][]byte {
	if root := s.payload(t, pins); root != nil {
		return [][]byte{root.append(nil, nil)}
	}
	return nil
}

// Unknown are payloads that keep the contract but for a member that the object in which t is does not name.
func (s *Solver) Unknown(t *Target) [][]byte {
	v := s.complete(t.Object, nil)
	if v == nil {
		return nil
	}
	name := "other"
	for slices.ContainsFunc(t.Object.Fields, func(f plan.Field) bool { return strings.EqualFold(f.Name, name) }) {
		name += "_"
	}
	v.members = append(v.members, member{name, scalar("0")})
	if t.outer != nil {
		v = s.with(t.outer, v)
	}
	if v == nil {
		return nil
	}
	return [][]byte{v.append(nil, nil)}
}
