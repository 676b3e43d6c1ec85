package compile

import (
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/plan"
)

// structOf is an object with known members. It may have others until a definition closes it.
func (r reader) structOf(n node) typ {
	elements := n.expr.(*ast.StructLit).Elts
	if embedded := alone(elements); embedded != nil {
		return loosened(r.expr(n.part(embedded.Expr)))
	}
	return r.structIn(n, elements)
}

// alone is what elements embed where they do nothing else: {X} is X.
func alone(elements []ast.Decl) (embedded *ast.EmbedDecl) {
	for _, d := range elements {
		switch x := d.(type) {
		case *ast.Attribute, *ast.CommentGroup:
		case *ast.EmbedDecl:
			if embedded != nil {
				return nil
			}
			embedded = x
		default:
			return nil
		}
	}
	return embedded
}

// structIn is the object that elements in n make.
func (r reader) structIn(n node, elements []ast.Decl) typ {
	r.scope = declared(n, elements)
	t := single(kindCheck(plan.KindObject, n.expr.Pos()))
	t.members = &members{}
	join := func(m *members) { t = t.each(func(t typ) typ { t.members = r.join(t.members, m); return t }) }
	for _, d := range elements {
		switch x := d.(type) {
		case *ast.Field:
			if _, ok := x.Label.(*ast.ListLit); ok {
				join(r.every(n, x))
			} else if f := r.field(n, x); f != nil {
				join(&members{fields: []*field{f}})
			}
		case *ast.Ellipsis:
			if x.Type != nil {
				r.unsupported(x.Pos(), "write ... alone", "a type for further members is not supported")
			}
			join(&members{ellipsis: true})
		case *ast.EmbedDecl:
			t = r.embed(t, loosened(r.expr(n.part(x.Expr))), x)
		case *ast.Comprehension:
			join(&members{conditions: r.conditional(n, x, nil)})
		case *ast.Attribute, *ast.CommentGroup:
		default:
			r.unsupported(d.Pos(), "a type has fields, ..., embedded structs and if clauses", "%s is not supported", show(d))
		}
	}
	return t.each(func(t typ) typ { t.members.vague = t.members.undecided(); return t })
}

// embed is t, an object, with what is embedded in it.
func (r reader) embed(t, embedded typ, x *ast.EmbedDecl) typ {
	switch {
	case embedded.forbidden:
		return r.both(t, embedded)
	case embedded.choices != nil:
		return r.choose(t, embedded.choices, func(t, choice typ) typ { return r.embed(t, choice, x) })
	case embedded.recurs != nil:
		r.unsupported(x.Pos(), "write out what is needed of it", "%s contains itself", show(x.Expr))
		return t
	case embedded.members != nil && slices.ContainsFunc(embedded.checks, func(k check) bool { return k.trial != nil && !k.trial.choice }):
		r.unsupported(x.Pos(), "write it with & beside the struct", "a struct with matchN or matchIf is not supported where it is embedded")
		return t
	case embedded.kinds&plan.KindObject == 0 || embedded.members == nil && embedded.bare():
		r.unsupported(x.Pos(), "embed a struct only", "%s cannot be embedded", show(x.Expr))
		return t
	}
	t.notes = t.notes.and(embedded.notes)
	for _, k := range embedded.checks {
		if k.Op != plan.Kinds && k.On&plan.KindObject != 0 {
			k.On, k.mute = plan.KindObject, true
			t.checks = append(t.checks, k)
		}
	}
	if embedded.members == nil {
		return t
	}
	return t.each(func(t typ) typ { t.members = r.join(t.members, embedded.members); return t })
}

// isDefinition reports whether n refers to a definition, or to something inside of one.
func isDefinition(e ast.Expr) bool {
	switch x := e.(type) {
	case *ast.Ident:
		return strings.HasPrefix(strings.TrimPrefix(x.Name, "_"), "#")
	case *ast.SelectorExpr:
		name, _, _ := ast.LabelName(x.Sel)
		return strings.HasPrefix(strings.TrimPrefix(name, "_"), "#") || isDefinition(x.X)
	}
	return false
}
