package compile

import (
	"maps"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// recursive is a reference to a declaration from inside of it.
func (r reader) recursive(n source.Node) types.Type {
	kinds := r.outline(n, nil)
	r.supposed[n.Field] = kinds
	t := types.Single(types.KindCheck(kinds, n.Field.Pos()))
	t.Recurs = n.Field
	return t
}

// suppose compares what was supposed of a declaration, when a reference to it was inside of it, with what it is: null is not
// judged again.
func (r reader) suppose(n source.Node, t types.Type) {
	if kinds, ok := r.supposed[n.Field]; ok && (kinds^t.Kinds)&plan.KindNull != 0 {
		r.unsupported(n.Field.Pos(), "write its kinds beside it, as in (string | {...}) & …", "whether a type that contains itself accepts null cannot be told before it is read")
	}
}

// outline is what kinds of values an expression allows at most.
func (r reader) outline(n source.Node, inside []ast.Expr) plan.Kind {
	for _, e := range inside {
		if e == n.Expr {
			return source.AnyKind
		}
	}
	inside = append(inside, n.Expr)
	switch x := n.Expr.(type) {
	case *ast.ParenExpr:
		return r.outline(n.With(x.X), inside)
	case *ast.CallExpr:
		switch function := r.function(n.With(x.Fun)); {
		case function == "close" && len(x.Args) == 1:
			return r.outline(n.With(x.Args[0]), inside)
		case strings.Contains(function, "."): // no validator of the standard library accepts null
			return source.AnyKind &^ plan.KindNull
		}
	case *ast.UnaryExpr:
		switch x.Op {
		case token.MUL: // a default
			return r.outline(n.With(x.X), inside)
		case token.LSS, token.LEQ, token.GTR, token.GEQ, token.MAT, token.NMAT:
			return source.AnyKind &^ plan.KindNull
		}
	case *ast.StructLit:
		if embedded := alone(x.Elts); embedded != nil {
			return r.outline(n.With(embedded.Expr), inside)
		}
		return plan.KindObject
	case *ast.ListLit:
		return plan.KindList
	case *ast.BinaryExpr:
		switch left, right := r.outline(n.With(x.X), inside), r.outline(n.With(x.Y), inside); x.Op {
		case token.AND:
			return left & right
		case token.OR:
			return left | right
		}
	case *ast.Ident, *ast.SelectorExpr:
		if declarations, ok := r.Follow(n); ok && len(declarations) > 0 {
			kinds := source.AnyKind
			for _, d := range declarations {
				kinds &= r.outline(d, inside)
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

// recur makes out the type of a value that is as another that it is in.
func (e lowering) recur(out *plan.Type, p *plan.Field, t types.Type, path []string) {
	key := recursion{t.Recurs, e.inBody, e.again, e.tried}
	if rereads, inside := e.inside[t.Recurs]; inside && e.rereads > rereads {
		e.Add(t.Position(), "name it in a member that nothing else describes", "a type that contains itself in what is tried, or described twice, is not supported")
		return
	}
	index, known := e.recursions[key]
	if !known {
		if _, inside := e.inside[t.Recurs]; !inside {
			e.inside = maps.Clone(e.inside)
			e.inside[t.Recurs] = e.rereads
		}
		index = len(e.plan.Types)
		e.recursions[key] = index
		e.plan.Types = append(e.plan.Types, plan.Type{})
		whole := e.done[t.Recurs]
		if name, _, _ := ast.LabelName(t.Recurs.Label); strings.Contains(name, "#") {
			whole = e.closed(whole)
		}
		e.plan.Types[index] = e.typ(p, nil, whole, t.Position(), path)
	}
	out.Again = index + 1
	k := types.NewCheck(plan.As, source.AnyKind&^plan.KindNull, "type", t.Position())
	out.Checks = append(out.Checks, plan.Check{Op: plan.As, On: k.On, Limit: index, Failure: new(plan.Failure)})
}

// A recursion is a declaration that contains itself, in one of the ways in which types are compiled.
type recursion struct {
	declaration          *ast.Field
	inBody, again, tried bool
}
