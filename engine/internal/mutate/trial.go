package mutate

import (
	"math/big"
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// has reports whether v, every member of which is read as it was sent, is one of t. Rules accept all.
func has(t *plan.Type, v *value) bool {
	if slices.ContainsFunc(t.Except, v.equals) {
		return true
	}
	for i := range t.Checks {
		c := &t.Checks[i]
		if c.Refuses&v.kind != 0 || c.On&v.kind != 0 && !accepts(c, v) {
			return false
		}
	}
	for i, elem := range v.elems {
		if of := t.At(i); of != nil && !has(of, elem) {
			return false
		}
	}
	return t.Object == nil || v.kind != plan.KindObject || hasMembers(t.Object, v)
}

func hasMembers(o *plan.Object, v *value) bool {
	for i := range o.Fields {
		f := &o.Fields[i]
		m := v.member(f.Name)
		if m == nil && f.Required != nil || m != nil && !has(&f.Type, m) {
			return false
		}
	}
	for i := range o.Conditions {
		if c := &o.Conditions[i]; holds(o, c, v) && v.member(o.Fields[c.Require].Name) == nil {
			return false
		}
	}
	for _, m := range v.members {
		if slices.ContainsFunc(o.Fields, func(f plan.Field) bool { return f.Name == m.name }) {
			continue
		}
		known := o.Open
		for _, t := range o.Others([]byte(m.name)) {
			if known = true; !has(t, m.value) {
				return false
			}
		}
		if !known {
			return false
		}
	}
	return true
}

// tries reports whether a check that tries a value against types accepts it.
func tries(c *plan.Check, v *value) bool {
	t, n := c.Trial, 0
	switch c.Op {
	case plan.Branch:
		if has(&t.Types[0], v) {
			return has(&t.Types[1], v)
		}
		return has(&t.Types[2], v)
	case plan.Contains:
		for _, elem := range v.elems {
			if has(&t.Types[0], elem) {
				n++
			}
		}
	default:
		for i := range t.Types {
			if has(&t.Types[i], v) {
				n++
			}
		}
	}
	return t.Allows(n)
}

// tried are values of the types that the checks try, such as t describes too.
func (m *maker) tried(t *plan.Type) (all []*value) {
	for c := range m.relevant {
		if c.Trial == nil {
			continue
		}
		for i := range c.Trial.Types {
			v := m.Source.value(&plan.Field{}, &c.Trial.Types[i], nil)
			if c.Op == plan.Contains {
				v = &value{kind: plan.KindList, elems: []*value{v, m.anything(m.Source.kind(anyKind))}}
			}
			if described := (plan.Type{Items: t.Items, Elem: t.Elem, Object: t.Object}); v.kind == m.kind && has(&described, v) {
				all = append(all, v)
			}
		}
	}
	return all
}

// triedKinds are the kinds of the values that may have as many types of a trial as it says.
func triedKinds(t *plan.Trial) (kinds plan.Kind) {
	if t.Least == 0 {
		return anyKind
	}
	for i := range t.Types {
		kinds |= t.Types[i].Kinds()
	}
	return kinds
}

// multiple reports whether n is bound times an integer.
func multiple(n *big.Rat, bound string) bool {
	return new(big.Rat).Quo(n, rational(bound)).IsInt()
}

// others are members that the fields of an object are not for.
func (s *Source) others(o *plan.Object) (list []member) {
	for i := range o.Patterns {
		p := &o.Patterns[i]
		op := plan.Match
		if p.Not {
			op = plan.NoMatch
		}
		m := maker{Source: s, kind: plan.KindString, checks: []*plan.Check{{Op: op, On: plan.KindString, Pattern: p.Name}}}
		name := m.text().text
		known := func(m member) bool { return m.name == name }
		if !slices.ContainsFunc(list, known) && !slices.ContainsFunc(o.Fields, func(f plan.Field) bool { return f.Name == name }) {
			list = append(list, member{name, s.value(&plan.Field{}, &p.Type, nil)})
		}
	}
	return list
}
