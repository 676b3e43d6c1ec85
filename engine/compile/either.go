package compile

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// either is a disjunction.
func (r reader) either(n node) typ {
	faults := len(r.list)
	var (
		literals     []plan.Literal
		alternatives []typ
		nullable     bool
	)
	for _, a := range r.alternatives(n) {
		if u, ok := a.expr.(*ast.UnaryExpr); ok && u.Op == token.MUL {
			a = a.with(u.X) // a payload says which it is
		}
		if value, ok := r.literal(a); ok {
			if value.Kind == plan.KindNull {
				nullable = true
			} else {
				literals = append(literals, value)
			}
			continue
		}
		alternatives = append(alternatives, r.expr(a))
	}
	if slices.ContainsFunc(alternatives, func(t typ) bool { return t.compared != nil }) {
		return r.refuse(n, "compare with a member outside of alternatives")
	}
	var except, values []plan.Literal
	if nullable && slices.ContainsFunc(alternatives, func(t typ) bool { return t.kinds&plan.KindNull != 0 && !t.bare() }) {
		except = append(except, plan.Literal{Kind: plan.KindNull, Text: "null"})
	}
	for _, v := range literals {
		if slices.ContainsFunc(alternatives, func(t typ) bool { return t.kinds&v.Kind != 0 }) {
			except = append(except, v)
		} else {
			values = append(values, v)
		}
	}
	if len(values) > 0 {
		alternatives = append(alternatives, oneOf(values, n.expr.Pos()))
	}
	if len(r.list) > faults {
		return typ{kinds: anyKind}
	}
	var t typ
	switch len(alternatives) {
	case 0:
		return oneOf([]plan.Literal{{Kind: plan.KindNull, Text: "null"}}, n.expr.Pos())
	case 1:
		t = alternatives[0]
	default:
		t = r.disjoint(n, alternatives)
	}
	t.except = append(slices.Clone(t.except), except...)
	if nullable && t.kinds&plan.KindNull == 0 {
		t.kinds |= plan.KindNull
		t.checks = slices.Clone(t.checks)
		for i := range t.checks {
			k := &t.checks[i]
			k.allowed |= plan.KindNull
			k.On &^= plan.KindNull
			if k.Op == plan.Kinds {
				k.told.Params = kindCheck(k.On|plan.KindNull, k.at).told.Params
			}
		}
	}
	return t
}

// alternatives are the parts of n that "|" joins.
func (r reader) alternatives(n node) []node {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return r.alternatives(n.with(x.X))
	case *ast.BinaryExpr:
		if x.Op == token.OR {
			return append(r.alternatives(n.with(x.X)), r.alternatives(n.with(x.Y))...)
		}
	}
	return []node{n}
}

// disjoint is a disjunction whose alternatives a value's kind tells apart: the constraints of each are asked for its
// kinds only, and one check answers for all others.
func (r reader) disjoint(n node, alternatives []typ) typ {
	var t typ
	for i, a := range alternatives {
		if a.choices != nil || t.kinds&a.kinds != 0 && slices.ContainsFunc(alternatives[:i+1], func(b typ) bool { return b.kinds&a.kinds != 0 && !b.bare() }) {
			return r.overlapping(n.expr.Pos(), alternatives)
		}
		t.kinds |= a.kinds
	}
	t.checks = []check{kindCheck(t.kinds, n.expr.Pos())}
	for _, a := range alternatives {
		for _, k := range a.checks {
			if k.Op == plan.Kinds {
				continue
			}
			k.On &= a.kinds
			k.mute = true
			t.checks = append(t.checks, k)
		}
		t.except = append(t.except, a.except...)
		t.notes = t.notes.and(a.notes)
		if a.members != nil {
			t.members = a.members
		}
		if a.elem != nil || a.items != nil {
			t.items, t.elem = a.items, a.elem
		}
		if a.recurs != nil {
			return r.refuse(n, "a type that contains itself has no alternative but null")
		}
	}
	return t
}
