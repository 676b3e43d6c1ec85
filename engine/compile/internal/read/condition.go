package read

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

const conditionHint = "write if x == _|_ {…}, if x != _|_ {…} or, for a required x, a comparison with a literal; && joins them"

// conditional is what an if clause in a struct says; when is what clauses around it say.
func (r Reader) conditional(n source.Node, x *ast.Comprehension, when []types.Clause) (all []types.Condition) {
	bad := func(e ast.Node) []types.Condition {
		r.Unsupported(e.Pos(), conditionHint, "this condition is not supported")
		return nil
	}
	if x.Fallback != nil {
		return bad(x)
	}
	when = slices.Clip(when)
	for _, one := range x.Clauses {
		if _, loop := one.(*ast.ForClause); loop {
			r.Unsupported(one.Pos(), "write out the members that it makes", "a for clause in a type is not supported")
			return nil
		}
		clause, ok := one.(*ast.IfClause)
		if !ok {
			return bad(one)
		}
		states, ok := r.states(n.With(clause.Condition))
		if !ok {
			return bad(clause)
		}
		for i := range states {
			states[i].Nth = len(when) + 1
		}
		when = append(when, states...)
	}
	body, ok := x.Value.(*ast.StructLit)
	if !ok {
		return bad(x)
	}
	for _, d := range body.Elts {
		switch d := d.(type) {
		case *ast.Comprehension:
			all = append(all, r.conditional(n, d, when)...)
		case *ast.Field:
			one, ok := r.then(n, when, d)
			if !ok {
				return bad(d)
			}
			all = append(all, one)
		case *ast.Attribute, *ast.CommentGroup:
		default:
			return bad(d)
		}
	}
	return all
}

// states are the states of members that a condition asks for.
func (r Reader) states(n source.Node) (list []types.Clause, ok bool) {
	switch x := n.Expr.(type) {
	case *ast.ParenExpr:
		return r.states(n.With(x.X))
	case *ast.Ident:
		return r.truth(x, "true")
	case *ast.UnaryExpr:
		if id, ok := x.X.(*ast.Ident); ok && x.Op == token.NOT {
			return r.truth(id, "false")
		}
	case *ast.BinaryExpr:
		if x.Op == token.LAND {
			left, okLeft := r.states(n.With(x.X))
			right, okRight := r.states(n.With(x.Y))
			return append(left, right...), okLeft && okRight
		}
		return r.comparison(n, x)
	}
	return nil, false
}

// truth is that a member is true, or false.
func (r Reader) truth(id *ast.Ident, text string) ([]types.Clause, bool) {
	name, ok := r.scope.names[id.Node]
	value := types.OneOf([]plan.Literal{{Kind: plan.KindBool, Text: text}}, id.Pos())
	return []types.Clause{{Name: name, Truth: true, Is: &value, At: id.Pos()}}, ok
}

func (r Reader) comparison(n source.Node, x *ast.BinaryExpr) ([]types.Clause, bool) {
	id, ok := x.X.(*ast.Ident)
	if !ok {
		return nil, false
	}
	one := types.Clause{At: x.Pos()}
	if one.Name, ok = r.scope.names[id.Node]; !ok {
		return nil, false
	}
	if _, bottom := x.Y.(*ast.BottomLit); bottom {
		one.Absent = x.Op == token.EQL
		return []types.Clause{one}, one.Absent || x.Op == token.NEQ
	}
	value, ok := r.Literal(n.With(x.Y))
	if !ok {
		return nil, false
	}
	var is types.Type
	switch {
	case x.Op == token.EQL && value.Kind&source.Numbers != 0: // 5.0 == 5
		is = types.OneOf([]plan.Literal{{Kind: plan.KindInt, Text: value.Text}, {Kind: plan.KindFloat, Text: value.Text}}, x.Pos())
	case x.Op == token.EQL:
		is = types.OneOf([]plan.Literal{value}, x.Pos())
	case x.Op == token.NEQ && value.Kind != plan.KindNull, value.Kind&source.Numbers != 0, x.Op == token.MAT, x.Op == token.NMAT:
		is = r.unary(n, &ast.UnaryExpr{OpPos: x.OpPos, Op: x.Op, X: x.Y})
		if x.Op == token.NEQ { // what is of another kind is not equal
			is.Kinds, is.Checks[0].Mute = source.AnyKind, true
		}
	default:
		return nil, false
	}
	one.Is = &is
	return []types.Clause{one}, true
}

// then is what is said of a member that a condition declares.
func (r Reader) then(n source.Node, when []types.Clause, f *ast.Field) (types.Condition, bool) {
	cond := types.Condition{When: when, Rule: "required", At: f.Pos(), Required: f.Constraint == token.NOT}
	name, _, err := ast.LabelName(f.Label)
	if err != nil || f.Constraint != token.NOT && f.Constraint != token.OPTION {
		return cond, false
	}
	cond.Name = name
	if source.Show(f.Value) != "_" {
		t := r.field(n.With(n.Expr), f)
		if t == nil {
			return cond, false
		}
		if t.Type.Described() || t.Type.Opens() { // what is closed there, other parts of the struct may open
			r.Unsupported(f.Pos(), "require it here, and say of it what always holds", "a struct in a condition is not supported")
		}
		cond.Then = &t.Type
		return cond, true
	}
	for _, a := range source.Attributes(n.Value(f)) {
		switch {
		case a.Name == "rule" && a.First() == "either" && len(a.Args) == 1, a.Name == "as" && r.renames(a):
			cond.Rule = a.First()
		case a.Name == "as":
		case a.Name == "inferred":
			cond.Inferred = &plan.Inference{Why: a.Text}
		default:
			r.Add(a.At, "write @rule(either)", "@%s has no meaning in a condition", a.Name)
		}
	}
	return cond, true
}
