package read

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// Expr is what an expression says of a value.
func (r Reader) Expr(n source.Node) types.Type {
	switch x := n.Expr.(type) {
	case *ast.ParenExpr:
		return r.Expr(n.Part(x.X))
	case *ast.Ident, *ast.SelectorExpr:
		return r.named(n)
	case *ast.BasicLit:
		return r.constant(n)
	case *ast.UnaryExpr:
		return r.unary(n, x)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.AND:
			left, right := r.Expr(n.Part(x.X)), r.Expr(n.Part(x.Y))
			r.checkListed(n.With(x.X), &right, n.With(x.Y))
			r.checkListed(n.With(x.Y), &left, n.With(x.X))
			return r.Unify(left, right)
		case token.OR:
			return r.either(n)
		}
	case *ast.CallExpr:
		return r.call(n, x)
	case *ast.ListLit:
		return r.listOf(n, x)
	case *ast.StructLit:
		return r.structOf(n)
	}
	return r.refuse(n, "a contract has types, literals, bounds, patterns, lists, structs and references to definitions")
}

// checkListed refuses literals that n lists and what is written beside it excludes. What a reference is to may do so: it is
// narrowed then.
func (r Reader) checkListed(n source.Node, t *types.Type, beside source.Node) {
	if _, listed := n.Expr.(*ast.ParenExpr); !listed || !spelledOut(beside.Expr) {
		return
	}
	var literals []source.Node
	for _, a := range r.alternatives(n) {
		if _, ok := r.Literal(a); !ok {
			return
		}
		literals = append(literals, a)
	}
	excluded := slices.DeleteFunc(slices.Clone(literals), func(a source.Node) bool {
		value, _ := r.Literal(a)
		return !t.Excludes(value)
	})
	if len(excluded) == len(literals) { // the member is told, which nothing satisfies
		return
	}
	for _, a := range excluded {
		r.Add(a.Expr.Pos(), "leave it out", "%s can never be sent, as %s excludes it", source.Show(a.Expr), source.Show(beside.Expr))
	}
}

// spelledOut reports whether an expression refers to nothing that is declared elsewhere.
func spelledOut(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return spelledOut(x.X)
	case *ast.Ident:
		_, known := predeclared[x.Name]
		return known && x.Node == nil
	case *ast.UnaryExpr, *ast.BasicLit, *ast.CallExpr:
		return true
	case *ast.BinaryExpr:
		return x.Op == token.AND && spelledOut(x.X) && spelledOut(x.Y)
	}
	return false
}

// refuse reports a construct that has no counterpart in a plan.
func (r Reader) refuse(n source.Node, hint string) types.Type {
	r.Unsupported(n.Expr.Pos(), hint, "%s is not supported", source.Show(n.Expr))
	return types.Type{Kinds: source.AnyKind}
}

// wrong reports an argument that means nothing.
func (r Reader) wrong(n source.Node, hint string) types.Type {
	r.Add(n.Expr.Pos(), hint, "%s is not supported", source.Show(n.Expr))
	return types.Type{Kinds: source.AnyKind}
}

// named is a reference, or a type that CUE predeclares.
func (r Reader) named(n source.Node) types.Type {
	declarations, ok := r.Follow(n)
	if r.Exhausted() {
		return r.refuse(n, "definitions refer to themselves or to too many others")
	}
	if ok && len(declarations) > 0 {
		t := r.Declaration(declarations[0], true)
		for _, d := range declarations[1:] {
			t = r.Unify(t, r.Declaration(d, true))
		}
		if isDefinition(n.Expr) {
			return r.Close(t)
		}
		return t
	}
	if t, ok := r.applied(n, r.Builtin(n), nil); ok {
		return t
	}
	id, ok := n.Expr.(*ast.Ident)
	if !ok && r.Builtin(n) != "" {
		return r.refuse(n, functionHint)
	}
	if !ok { // a name that its package does not have is told by checkNames
		r.Consequence(n.Expr.Pos(), "name a definition of the module", "%s is not supported", source.Show(n.Expr))
		return types.Type{Kinds: source.AnyKind}
	}
	if id.Node == nil {
		if id.Name == "_" {
			return types.Type{Kinds: source.AnyKind}
		}
		if kinds, ok := predeclared[id.Name]; ok {
			return types.Type{Kinds: kinds, Checks: []types.Check{types.KindCheck(kinds, n.Expr.Pos())}}
		}
		if bounds, ok := ranges[id.Name]; ok {
			return types.Ranged(bounds, n.Expr.Pos())
		}
	}
	if t, ok := r.beside(n, n, plan.OneOf, "enum.same", "enum.same"); ok {
		return t
	}
	if id.Node == nil {
		return r.refuse(n, "the types are string, bool, int, int8 to uint64, float, number, null and _")
	}
	return r.refuse(n, "declare it at the top level of a package")
}

// constant is a literal, which only an equal value meets.
func (r Reader) constant(n source.Node) types.Type {
	value, ok := r.Literal(n)
	if !ok {
		return r.refuse(n, "a literal is a string, a number, true, false or null")
	}
	return types.OneOf([]plan.Literal{value}, n.Expr.Pos())
}

func (r Reader) unary(n source.Node, x *ast.UnaryExpr) types.Type {
	at := x.Pos()
	operand := n.With(x.X)
	switch x.Op {
	case token.ADD, token.SUB:
		return r.constant(n)
	case token.MAT, token.NMAT:
		text, ok := r.Literal(operand)
		if !ok || text.Kind != plan.KindString {
			return r.refuse(operand, "a pattern is a string")
		}
		return r.matching(text.Text, x.Op == token.NMAT, at)
	case token.NEQ:
		if t, ok := r.beside(n, operand, plan.NoneOf, "pattern.different", "pattern.different"); ok {
			return t
		}
		value, ok := r.Literal(operand)
		if !ok {
			return r.refuse(n, "compare with a literal")
		}
		on, values := value.Kind, []plan.Literal{value}
		switch {
		case on&source.Numbers != 0: // 5.0 is not 5 to a type, but it is to a comparison
			on = source.Numbers
			values = []plan.Literal{{Kind: plan.KindInt, Text: value.Text}, {Kind: plan.KindFloat, Text: value.Text}}
		case on == plan.KindNull:
			on = source.AnyKind &^ plan.KindNull
		}
		key := "pattern.not"
		if value == (plan.Literal{Kind: plan.KindString}) {
			key = "pattern.empty"
		}
		k := types.NewCheck(plan.NoneOf, on, key, at, plan.Param{Name: "values", JSON: source.LiteralsJSON([]plan.Literal{value})})
		k.Values, k.Mute = values, true
		return types.Single(k)
	}
	if comparison, known := comparisons[x.Op]; known {
		if t, ok := r.beside(n, operand, comparison.op, comparison.numbers, comparison.texts); ok {
			return t
		}
	}
	bound, ok := r.Literal(operand)
	if comparison, known := comparisons[x.Op]; known && ok && bound.Kind&source.Numbers != 0 {
		k := types.NewCheck(comparison.op, source.Numbers, comparison.numbers, at)
		k.Told.Params = []plan.Param{{Name: k.Told.Rule, JSON: bound.Text}}
		k.Bound = bound.Text
		return types.Single(k)
	}
	if x.Op == token.EQL {
		return r.refuse(n, "write "+source.Show(operand.Expr)+" alone")
	}
	return r.refuse(n, "compare with a number")
}

// comparisons are the ops, and what is reported of numbers and of texts.
var comparisons = map[token.Token]struct {
	op             plan.Op
	numbers, texts string
}{
	token.GEQ: {plan.AtLeast, "min", "min.not_before"},
	token.GTR: {plan.GreaterThan, "min.exclusive", "min.after"},
	token.LEQ: {plan.AtMost, "max", "max.not_after"},
	token.LSS: {plan.LessThan, "max.exclusive", "max.before"},
}
