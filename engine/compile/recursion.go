package compile

import (
	"cmp"
	"maps"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// recursive is a reference to a declaration from inside of it.
func (r reader) recursive(n node) typ {
	kinds := r.outline(n, nil)
	r.supposed[n.field] = kinds
	t := single(kindCheck(kinds, n.field.Pos()))
	t.recurs = n.field
	return t
}

// suppose compares what was supposed of a declaration, when a reference to it was inside of it, with what it is: null is not
// judged again.
func (r reader) suppose(n node, t typ) {
	if kinds, ok := r.supposed[n.field]; ok && (kinds^t.kinds)&plan.KindNull != 0 {
		r.unsupported(n.field.Pos(), "write its kinds beside it, as in (string | {...}) & …", "whether a type that contains itself accepts null cannot be told before it is read")
	}
}

// outline is what kinds of values an expression allows at most.
func (r reader) outline(n node, inside []ast.Expr) plan.Kind {
	for _, e := range inside {
		if e == n.expr {
			return anyKind
		}
	}
	inside = append(inside, n.expr)
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return r.outline(n.with(x.X), inside)
	case *ast.CallExpr:
		switch function := r.function(n.with(x.Fun)); {
		case function == "close" && len(x.Args) == 1:
			return r.outline(n.with(x.Args[0]), inside)
		case strings.Contains(function, "."): // no validator of the standard library accepts null
			return anyKind &^ plan.KindNull
		}
	case *ast.UnaryExpr:
		switch x.Op {
		case token.MUL: // a default
			return r.outline(n.with(x.X), inside)
		case token.LSS, token.LEQ, token.GTR, token.GEQ, token.MAT, token.NMAT:
			return anyKind &^ plan.KindNull
		}
	case *ast.StructLit:
		if embedded := alone(x.Elts); embedded != nil {
			return r.outline(n.with(embedded.Expr), inside)
		}
		return plan.KindObject
	case *ast.ListLit:
		return plan.KindList
	case *ast.BinaryExpr:
		switch left, right := r.outline(n.with(x.X), inside), r.outline(n.with(x.Y), inside); x.Op {
		case token.AND:
			return left & right
		case token.OR:
			return left | right
		}
	case *ast.Ident, *ast.SelectorExpr:
		if declarations, ok := r.follow(n); ok && len(declarations) > 0 {
			kinds := anyKind
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
	if value, ok := r.literal(n); ok {
		return value.Kind
	}
	return anyKind
}

// recurring is the conjunction of types of which one is inside of itself, or both are: nothing but kinds may be beside it.
func (r reader) recurring(a, b typ) typ {
	if a.recurs == nil {
		a, b = b, a
	}
	if b.recurs != a.recurs && !b.bare() {
		r.unsupported(cmp.Or(a.place(), b.place()), "write what is needed of it in its declaration", "a type that contains itself is not supported beside another")
	}
	a.kinds &= b.kinds
	a.notes = a.notes.and(b.notes)
	return a
}

// recur makes out the type of a value that is as another that it is in.
func (e lowering) recur(out *plan.Type, p *plan.Field, t typ, path []string) {
	key := recursion{t.recurs, e.inBody, e.again, e.tried}
	if rereads, inside := e.inside[t.recurs]; inside && e.rereads > rereads {
		e.fault(t.place(), "name it in a member that nothing else describes", "a type that contains itself in what is tried, or described twice, is not supported")
		return
	}
	index, known := e.recursions[key]
	if !known {
		if _, inside := e.inside[t.recurs]; !inside {
			e.inside = maps.Clone(e.inside)
			e.inside[t.recurs] = e.rereads
		}
		index = len(e.plan.Types)
		e.recursions[key] = index
		e.plan.Types = append(e.plan.Types, plan.Type{})
		whole := e.done[t.recurs]
		if name, _, _ := ast.LabelName(t.recurs.Label); strings.Contains(name, "#") {
			whole = e.closed(whole)
		}
		e.plan.Types[index] = e.typ(p, nil, whole, t.place(), path)
	}
	out.Again = index + 1
	k := plainCheck(plan.As, anyKind&^plan.KindNull, "type", t.place())
	out.Checks = append(out.Checks, plan.Check{Op: plan.As, On: k.On, Limit: index, Failure: new(plan.Failure)})
}

// A recursion is a declaration that contains itself, in one of the ways in which types are compiled.
type recursion struct {
	declaration          *ast.Field
	inBody, again, tried bool
}
