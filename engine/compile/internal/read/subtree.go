package read

import (
	"maps"
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// A Leaving is the members that are left to CUE.
type Leaving map[*ast.Field]bool

// Unsupported reports a construct that no plan has. Where CUE is there at run time, what is read of the member around it may
// be left to that.
func (r Reader) Unsupported(at token.Pos, hint, format string, args ...any) {
	r.Add(at, hint, format, args...)
	for f := r.user; f != nil && !r.External; f = f.Outer {
		if x := f.Declared.Field; !r.left[x] {
			if _, ok := r.subtree(f.Declared); ok {
				r.Leave(x)
				return
			}
		}
	}
}

// Further is left with the members that have to be left to CUE as well, for all of what is wrong to be right; ok is false
// where there are none, or something would be wrong yet.
func (left Leaving) Further(wrong *source.Faults) (more Leaving, ok bool) {
	members, ok := wrong.Instead()
	if !ok {
		return left, false
	}
	more = maps.Clone(left)
	if more == nil {
		more = Leaving{}
	}
	for _, member := range members {
		more[member] = true
	}
	return more, true
}

// subtree is the type of a member that is left to CUE; ok is false where CUE cannot decide on its value alone.
func (r Reader) subtree(n source.Node) (t types.Type, ok bool) {
	if n.Path == nil {
		return t, false
	}
	in := reach{Resolver: r.Resolver, names: map[string]bool{}, seen: map[ast.Expr]bool{}}
	if !in.visit(n) {
		return t, false
	}
	value := n.Pkg.Value.LookupPath(cue.MakePath(n.Path...))
	kinds := source.KindsOf(value.IncompleteKind())
	if !value.Exists() || kinds == 0 {
		return t, false
	}
	k := types.NewCheck(plan.Delegated, kinds, types.ConditionKey(kinds), n.Expr.Pos())
	k.Trial = &plan.Trial{Delegate: &delegate{r.Busy, r.Context, value, in.names}}
	t = types.Single(k)
	t.Left = true
	return t, true
}

func isCondition(d ast.Decl) bool { _, ok := d.(*ast.Comprehension); return ok }

func isRequired(d ast.Decl) bool { f, ok := d.(*ast.Field); return ok && f.Constraint == token.NOT }

// A reach is what a type refers to.
type reach struct {
	*source.Resolver
	names map[string]bool // of members
	seen  map[ast.Expr]bool
}

// visit reports whether a type means the same wherever it stands, as far as its values' names go: it refers to nothing that
// is around it, has no attributes, and does not tell members by their names but by declaring them.
func (r *reach) visit(n source.Node) (ok bool) {
	if r.seen[n.Expr] {
		return true
	}
	r.seen[n.Expr] = true
	inside := map[ast.Node]bool{}
	ast.Walk(n.Expr, func(x ast.Node) bool { inside[x] = true; return true }, nil)
	ok = true
	ast.Walk(n.Expr, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.StructLit:
			ok = ok && (!slices.ContainsFunc(x.Elts, isCondition) || slices.ContainsFunc(x.Elts, isRequired)) // else CUE takes texts and numbers, too
		case *ast.BinaryExpr:
			ok = ok && x.Op != token.OR // CUE forgets alternatives that nothing meets before it has the value
		case *ast.Attribute, *ast.ForClause, *ast.LetClause, *ast.Interpolation:
			ok = false
		case *ast.Field:
			if name, _, err := ast.LabelName(x.Label); err == nil {
				r.names[name] = true
			} else if list, every := x.Label.(*ast.ListLit); !every || len(list.Elts) != 1 || source.Show(list.Elts[0]) != "string" && source.Show(list.Elts[0]) != "_" {
				ok = false
			}
		case *ast.SelectorExpr:
			if declarations, known := r.Follow(n.With(x)); known {
				for _, d := range declarations {
					ok = ok && r.visit(d)
				}
				return false
			}
		case *ast.Ident:
			if x.Node == nil || inside[x.Node] {
				break
			}
			if _, imported := x.Node.(*ast.ImportSpec); imported {
				break
			}
			declarations, known := r.Follow(n.With(x))
			ok = ok && known
			for _, d := range declarations {
				ok = ok && len(d.Field.Attrs) == 0 && r.visit(d)
			}
		}
		return ok
	}, nil)
	return ok
}
