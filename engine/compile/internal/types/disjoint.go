package types

import (
	"slices"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// Disjoint reports whether no value has both of two types, as far as their kinds and literals tell.
func Disjoint(a, b Type) bool {
	if a.Choices != nil || b.Choices != nil || a.Except != nil || b.Except != nil {
		return false
	}
	return a.Kinds&b.Kinds == 0 || a.misses(b) || b.misses(a) || a.Kinds&b.Kinds == plan.KindObject && a.conflicts(b)
}

// Exclusive reports whether a value of one of two types is in conflict with the other, values without structs apart. That it
// lacks a member is no conflict to CUE.
func Exclusive(a, b Type) bool {
	kinds := a.Kinds & b.Kinds
	if kinds&plan.KindObject != 0 && !a.conflicts(b) {
		return false
	}
	if kinds&plan.KindList == 0 || !a.lists() && !b.lists() {
		return true
	}
	if len(a.Items)+len(b.Items) == 0 && a.Elem != nil && b.Elem != nil && Disjoint(*a.Elem, *b.Elem) {
		return true // but for [], which has no structs
	}
	for i := range min(a.shortest(), b.shortest()) {
		if x, y := a.element(i), b.element(i); x != nil && y != nil && Disjoint(*x, *y) {
			return true
		}
	}
	return false
}

// conflicts reports whether every object of one of two types is in conflict with the other.
func (t *Type) conflicts(u Type) bool {
	return t.Members != nil && u.Members != nil && t.Members.excludes(u.Members) && u.Members.excludes(t.Members)
}

// excludes reports whether a member that m requires is none of n, or of another type there.
func (m *Members) excludes(n *Members) bool {
	return slices.ContainsFunc(m.Fields, func(f *Field) bool {
		if !f.Required || m.Out(f.KeptOut) {
			return false
		}
		g := n.Find(f.Name)
		if g == nil {
			return n.Shut() && !n.Describes(f.Name)
		}
		return n.Out(g.KeptOut) || Disjoint(f.Type, g.Type)
	})
}

// misses reports whether each of the literals that t consists of is none of u.
func (t *Type) misses(u Type) bool {
	i := slices.IndexFunc(t.Checks, func(k Check) bool { return k.Op == plan.OneOf && t.Kinds&^k.On == 0 })
	if i < 0 {
		return false
	}
	for _, value := range t.Checks[i].Values {
		none := value.Kind&u.Kinds == 0 || slices.ContainsFunc(u.Checks, func(k Check) bool {
			in := slices.ContainsFunc(k.Values, func(v plan.Literal) bool { return equal(v, value) })
			return value.Kind&k.On != 0 && (k.Op == plan.OneOf && !in || k.Op == plan.NoneOf && in)
		})
		if !none {
			return false
		}
	}
	return true
}

// equal reports whether two literals are the same value; 5.0 is 5.
func equal(a, b plan.Literal) bool {
	if a.Kind&source.Numbers != 0 && b.Kind&source.Numbers != 0 {
		return scan.Compare([]byte(a.Text), b.Text) == 0
	}
	return a == b
}
