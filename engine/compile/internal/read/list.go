package read

import (
	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// listOf is [...T], a list of a fixed number of elements like [], [A] and [A, B], or one that begins with some: [A, ...B].
func (r Reader) listOf(n source.Node, x *ast.ListLit) types.Type {
	t := types.Single(types.KindCheck(plan.KindList, x.Pos()))
	elements := x.Elts
	var rest *ast.Ellipsis
	if last := len(elements) - 1; last >= 0 {
		if ellipsis, ok := elements[last].(*ast.Ellipsis); ok {
			rest, elements = ellipsis, elements[:last]
		}
	}
	for _, e := range elements {
		if _, computed := e.(*ast.Comprehension); computed {
			return r.refuse(n, "write out its elements, or [...T]")
		}
	}
	exact := rest == nil && len(elements) > 0
	if len(elements) > 0 {
		t.Checks = append(t.Checks, types.SizeCheck(plan.MinItems, exact, len(elements), x.Pos()))
	}
	if rest == nil {
		t.Checks = append(t.Checks, types.SizeCheck(plan.MaxItems, exact, len(elements), x.Pos()))
	}
	of := func(e ast.Expr) *types.Type {
		elem := r.Expr(n.With(e))
		elem.Written = e.Pos()
		return &elem
	}
	switch {
	case rest != nil && rest.Type != nil:
		t.Elem = of(rest.Type)
	case rest == nil && alike(elements):
		t.Elem = of(elements[0])
		return t
	}
	for _, e := range elements {
		t.Items = append(t.Items, *of(e))
	}
	return t
}

// alike reports whether there are expressions and they are all the same.
func alike(list []ast.Expr) bool {
	for _, e := range list {
		if source.Show(e) != source.Show(list[0]) {
			return false
		}
	}
	return len(list) > 0
}
