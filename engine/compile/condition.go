package compile

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
func (r reader) conditional(n source.Node, x *ast.Comprehension, when []types.Clause) (all []types.Condition) {
	bad := func(e ast.Node) []types.Condition {
		r.unsupported(e.Pos(), conditionHint, "this condition is not supported")
		return nil
	}
	if x.Fallback != nil {
		return bad(x)
	}
	when = slices.Clip(when)
	for _, one := range x.Clauses {
		if _, loop := one.(*ast.ForClause); loop {
			r.unsupported(one.Pos(), "write out the members that it makes", "a for clause in a type is not supported")
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
func (r reader) states(n source.Node) (list []types.Clause, ok bool) {
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
func (r reader) truth(id *ast.Ident, text string) ([]types.Clause, bool) {
	name, ok := r.scope.names[id.Node]
	value := types.OneOf([]plan.Literal{{Kind: plan.KindBool, Text: text}}, id.Pos())
	return []types.Clause{{Name: name, Truth: true, Is: &value, At: id.Pos()}}, ok
}

func (r reader) comparison(n source.Node, x *ast.BinaryExpr) ([]types.Clause, bool) {
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
func (r reader) then(n source.Node, when []types.Clause, f *ast.Field) (types.Condition, bool) {
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
			r.unsupported(f.Pos(), "require it here, and say of it what always holds", "a struct in a condition is not supported")
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

// condition adds a condition to an object.
func (e lowering) condition(o *plan.Object, p *plan.Field, m *types.Members, cond types.Condition, path []string) {
	find := func(name string) int {
		i := slices.IndexFunc(m.Fields, func(f *types.Field) bool { return f.Name == name })
		if i < 0 {
			e.Add(cond.At, source.Suggest(name, m.Names()), "the condition names no field beside it: %s", name)
		}
		return i
	}
	target := find(cond.Name)
	if target < 0 {
		return
	}
	var when []plan.Clause
	present := map[string]int{} // by which if clause
	for _, one := range cond.When {
		i := find(one.Name)
		if i < 0 {
			return
		}
		decides := m.Fields[i]
		clause := plan.Clause{Field: i, Absent: one.Absent}
		switch {
		case one.Is == nil:
			if _, known := present[one.Name]; !known && !one.Absent {
				present[one.Name] = one.Nth
			}
		case !decides.Required && (present[one.Name] == 0 || present[one.Name] == one.Nth):
			e.unsupported(cond.At, "write "+one.Name+"!:, or if "+one.Name+" != _|_ before it", "%s must be required for a condition on its value", one.Name)
			return
		case !one.Comparable(decides.Type.Kinds):
			e.unsupported(cond.At, "compare texts with texts, numbers with numbers", "%s may be of a kind that cannot be compared like this", one.Name)
			return
		case one.Literal() != nil && types.Disjoint(*one.Is, decides.Type):
			e.Add(one.At, decides.Type.Alike(*one.Literal()), "%s is never %s", one.Name, source.AppendLiteral(nil, *one.Literal()))
			return
		default:
			for _, k := range types.AssignKinds(*one.Is, 0, cond.At) {
				k.Failure = new(k.Told)
				clause.Checks = append(clause.Checks, k.Check)
			}
		}
		when = append(when, clause)
	}
	f := &o.Fields[target]
	if cond.Required && !e.header && !e.again {
		f.Missing = plan.Nothing(e.reads.Missing)
	}
	failure := e.failure(f, plain(cond.Rule, cond.At), contractOnly)
	if first := cond.When[0]; len(when) == 1 && cond.Required && cond.Then == nil && (first.Is == nil || first.Literal() != nil) {
		o.Conditions = append(o.Conditions, plan.Condition{
			If: when[0].Field, Equals: first.Literal(), Present: first.Is == nil && !first.Absent, Require: target, Inferred: cond.Inferred, Failure: failure,
		})
		return
	}
	branch := plan.Consequence{When: when, Field: target, Inferred: cond.Inferred}
	if cond.Required {
		branch.Required = failure
	}
	if cond.Then != nil {
		if slices.ContainsFunc(cond.When, func(one types.Clause) bool { return one.Name == cond.Name }) {
			e.unsupported(cond.At, "write it without the condition", "a condition about %s that says what %s is: to CUE it no longer holds once it fails", cond.Name, cond.Name)
		}
		e.checkAgain(f, m.Fields[target].Type, cond.At)
		branch.Type = e.branch(f, *cond.Then, cond.At, append(slices.Clip(path), cond.Name))
	}
	o.Consequences = append(o.Consequences, branch)
}

// branch is the type that a member has where a condition holds.
func (e lowering) branch(p *plan.Field, t types.Type, at token.Pos, path []string) *plan.Type {
	e.again, e.rereads = true, e.rereads+1
	e.checkAgain(p, t, at)
	return e.inner(p, t, at, path)
}
