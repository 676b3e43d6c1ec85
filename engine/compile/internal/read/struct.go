package read

import (
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// structOf is an object with known members. It may have others until a definition closes it.
func (r Reader) structOf(n source.Node) types.Type {
	elements := n.Expr.(*ast.StructLit).Elts
	if embedded := source.Alone(elements); embedded != nil {
		return types.Embedded(r.Expr(n.Part(embedded.Expr)))
	}
	return r.structIn(n, elements)
}

// structIn is the object that elements in n make.
func (r Reader) structIn(n source.Node, elements []ast.Decl) types.Type {
	r.scope = declared(n, elements)
	t := types.Single(types.KindCheck(plan.KindObject, n.Expr.Pos()))
	t.Members = &types.Members{}
	join := func(m *types.Members) {
		t = t.EachChoice(func(t types.Type) types.Type { t.Members = r.unifyMembers(t.Members, m); return t })
	}
	for _, d := range elements {
		switch x := d.(type) {
		case *ast.Field:
			if _, ok := x.Label.(*ast.ListLit); ok {
				join(r.patternOf(n, x))
			} else if f := r.field(n, x); f != nil {
				join(&types.Members{Fields: []*types.Field{f}})
			}
		case *ast.Ellipsis:
			if x.Type != nil {
				r.Unsupported(x.Pos(), "write ... alone", "a type for further members is not supported")
			}
			join(&types.Members{Ellipsis: true})
		case *ast.EmbedDecl:
			t = r.embed(t, types.Embedded(r.Expr(n.Part(x.Expr))), x)
		case *ast.Comprehension:
			join(&types.Members{Conditions: r.conditional(n, x, nil)})
		case *ast.Attribute, *ast.CommentGroup:
		default:
			r.Unsupported(d.Pos(), "a type has fields, ..., embedded structs and if clauses", "%s is not supported", source.Show(d))
		}
	}
	return t.EachChoice(func(t types.Type) types.Type { t.Members.Vague = t.Members.Undecided(); return t })
}

// embed is t, an object, with what is embedded in it.
func (r Reader) embed(t, embedded types.Type, x *ast.EmbedDecl) types.Type {
	switch {
	case embedded.Forbidden:
		return r.Unify(t, embedded)
	case embedded.Choices != nil:
		return r.choose(t, embedded.Choices, func(t, choice types.Type) types.Type { return r.embed(t, choice, x) })
	case embedded.Recurs != nil:
		r.Unsupported(x.Pos(), "write out what is needed of it", "%s contains itself", source.Show(x.Expr))
		return t
	case embedded.Members != nil && slices.ContainsFunc(embedded.Checks, func(k types.Check) bool { return k.Subschemas != nil && !k.Subschemas.Alternatives }):
		r.Unsupported(x.Pos(), "write it with & beside the struct", "a struct with matchN or matchIf is not supported where it is embedded")
		return t
	case embedded.Kinds&plan.KindObject == 0 || embedded.Members == nil && embedded.Bare():
		r.Unsupported(x.Pos(), "embed a struct only", "%s cannot be embedded", source.Show(x.Expr))
		return t
	}
	t.Notes = t.Notes.And(embedded.Notes)
	for _, k := range embedded.Checks {
		if k.Op != plan.Kinds && k.On&plan.KindObject != 0 {
			k.On, k.Mute = plan.KindObject, true
			t.Checks = append(t.Checks, k)
		}
	}
	if embedded.Members == nil {
		return t
	}
	return t.EachChoice(func(t types.Type) types.Type { t.Members = r.unifyMembers(t.Members, embedded.Members); return t })
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
