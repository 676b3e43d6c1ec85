package read

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// either is a disjunction.
func (r Reader) either(n source.Node) types.Type {
	faults := r.Count()
	var (
		literals     []plan.Literal
		alternatives []types.Type
		nullable     bool
	)
	for _, a := range r.alternatives(n) {
		if u, ok := a.Expr.(*ast.UnaryExpr); ok && u.Op == token.MUL {
			a = a.With(u.X) // a payload says which it is
		}
		if value, ok := r.Literal(a); ok {
			if value.Kind == plan.KindNull {
				nullable = true
			} else {
				literals = append(literals, value)
			}
			continue
		}
		alternatives = append(alternatives, r.Expr(a))
	}
	if slices.ContainsFunc(alternatives, func(t types.Type) bool { return t.Compared != nil }) {
		return r.refuse(n, "compare with a member outside of alternatives")
	}
	var except, values []plan.Literal
	if nullable && slices.ContainsFunc(alternatives, func(t types.Type) bool { return t.Kinds&plan.KindNull != 0 && !t.Bare() }) {
		except = append(except, plan.Literal{Kind: plan.KindNull, Text: "null"})
	}
	for _, v := range literals {
		if slices.ContainsFunc(alternatives, func(t types.Type) bool { return t.Kinds&v.Kind != 0 }) {
			except = append(except, v)
		} else {
			values = append(values, v)
		}
	}
	if len(values) > 0 {
		alternatives = append(alternatives, types.OneOf(values, n.Expr.Pos()))
	}
	if r.Count() > faults {
		return types.Type{Kinds: source.AnyKind}
	}
	var t types.Type
	switch len(alternatives) {
	case 0:
		return types.OneOf([]plan.Literal{{Kind: plan.KindNull, Text: "null"}}, n.Expr.Pos())
	case 1:
		t = alternatives[0]
	default:
		var ok bool
		if t, ok = types.Union(n.Expr.Pos(), alternatives); !ok {
			return r.refuse(n, "a type that contains itself has no alternative but null")
		}
	}
	t.Except = append(slices.Clone(t.Except), except...)
	if nullable && t.Kinds&plan.KindNull == 0 {
		t.Kinds |= plan.KindNull
		t.Checks = slices.Clone(t.Checks)
		for i := range t.Checks {
			k := &t.Checks[i]
			k.Allowed |= plan.KindNull
			k.On &^= plan.KindNull
			if k.Op == plan.Kinds {
				k.Told.Params = types.KindCheck(k.On|plan.KindNull, k.At).Told.Params
			}
		}
	}
	return t
}

// alternatives are the parts of n that "|" joins.
func (r Reader) alternatives(n source.Node) []source.Node {
	switch x := n.Expr.(type) {
	case *ast.ParenExpr:
		return r.alternatives(n.With(x.X))
	case *ast.BinaryExpr:
		if x.Op == token.OR {
			return append(r.alternatives(n.With(x.X)), r.alternatives(n.With(x.Y))...)
		}
	}
	return []source.Node{n}
}
