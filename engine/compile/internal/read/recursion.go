package read

import (
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// recursive is a reference to a declaration from inside of it.
func (r Reader) recursive(n source.Node) types.Type {
	kinds := r.possibleKinds(n, nil)
	r.supposed[n.Field] = kinds
	t := types.Single(types.KindCheck(kinds, n.Field.Pos()))
	t.Recurs = n.Field
	return t
}

// suppose compares what was supposed of a declaration, when a reference to it was inside of it, with what it is: null is not
// judged again.
func (r Reader) suppose(n source.Node, t types.Type) {
	if kinds, ok := r.supposed[n.Field]; ok && (kinds^t.Kinds)&plan.KindNull != 0 {
		r.Unsupported(n.Field.Pos(), "write its kinds beside it, as in (string | {...}) & …", "whether a type that contains itself accepts null cannot be told before it is read")
	}
}

// possibleKinds is what kinds of values an expression allows at most.
func (r Reader) possibleKinds(n source.Node, inside []ast.Expr) plan.Kind {
	for _, e := range inside {
		if e == n.Expr {
			return source.AnyKind
		}
	}
	inside = append(inside, n.Expr)
	switch x := n.Expr.(type) {
	case *ast.ParenExpr:
		return r.possibleKinds(n.With(x.X), inside)
	case *ast.CallExpr:
		switch function := r.function(n.With(x.Fun)); {
		case function == "close" && len(x.Args) == 1:
			return r.possibleKinds(n.With(x.Args[0]), inside)
		case strings.Contains(function, "."): // no validator of the standard library accepts null
			return source.AnyKind &^ plan.KindNull
		}
	case *ast.UnaryExpr:
		switch x.Op {
		case token.MUL: // a default
			return r.possibleKinds(n.With(x.X), inside)
		case token.LSS, token.LEQ, token.GTR, token.GEQ, token.MAT, token.NMAT:
			return source.AnyKind &^ plan.KindNull
		}
	case *ast.StructLit:
		if embedded := source.Alone(x.Elts); embedded != nil {
			return r.possibleKinds(n.With(embedded.Expr), inside)
		}
		return plan.KindObject
	case *ast.ListLit:
		return plan.KindList
	case *ast.BinaryExpr:
		switch left, right := r.possibleKinds(n.With(x.X), inside), r.possibleKinds(n.With(x.Y), inside); x.Op {
		case token.AND:
			return left & right
		case token.OR:
			return left | right
		}
	case *ast.Ident, *ast.SelectorExpr:
		if declarations, ok := r.Follow(n); ok && len(declarations) > 0 {
			kinds := source.AnyKind
			for _, d := range declarations {
				kinds &= r.possibleKinds(d, inside)
			}
			return kinds
		}
		if id, ok := x.(*ast.Ident); ok && id.Node == nil {
			if kinds, ok := predeclared[id.Name]; ok {
				return kinds
			}
		}
	}
	if value, ok := r.Literal(n); ok {
		return value.Kind
	}
	return source.AnyKind
}
