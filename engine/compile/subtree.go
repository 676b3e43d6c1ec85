package compile

import (
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// unsupported reports a construct that no plan has. Where CUE is there at run time, what is read of the member around it is
// left to that.
func (c *compiler) unsupported(at token.Pos, hint, format string, args ...any) {
	c.fault(at, hint, format, args...)
	for f := c.user; f != nil && !c.external; f = f.outer {
		if x := f.declared.field; !c.left[x] {
			if _, ok := c.subtree(f.declared); ok {
				c.leave[c.list[len(c.list)-1]] = x
				return
			}
		}
	}
}

// retry reports whether everything that is wrong since there were n faults is what members may be left to CUE for. It leaves
// them, and forgets the faults.
func (c *compiler) retry(n int) bool {
	for _, fault := range c.list[n:] {
		if c.leave[fault] == nil {
			return false
		}
	}
	for _, fault := range c.list[n:] {
		c.left[c.leave[fault]] = true
	}
	retry := len(c.list) > n
	c.list = c.list[:n]
	return retry
}

// subtree is the type of a member that is left to CUE; ok is false where CUE cannot decide on its value alone.
func (c *compiler) subtree(n node) (t typ, ok bool) {
	if n.path == nil {
		return t, false
	}
	r := reach{compiler: c, names: map[string]bool{}, seen: map[ast.Expr]bool{}}
	if !r.visit(n) {
		return t, false
	}
	value := n.pkg.value.LookupPath(cue.MakePath(n.path...))
	kinds := kindsOf(value.IncompleteKind())
	if !value.Exists() || kinds == 0 {
		return t, false
	}
	k := plainCheck(plan.Delegated, kinds, conditional(kinds), n.expr.Pos())
	k.Trial = &plan.Trial{Delegate: &delegate{c.busy, c.ctx, value, r.names}}
	t = single(k)
	t.left = true
	return t, true
}

func isCondition(d ast.Decl) bool { _, ok := d.(*ast.Comprehension); return ok }

func isRequired(d ast.Decl) bool { f, ok := d.(*ast.Field); return ok && f.Constraint == token.NOT }

// A reach is what a type refers to.
type reach struct {
	*compiler
	names map[string]bool // of members
	seen  map[ast.Expr]bool
}

// visit reports whether a type means the same wherever it stands, as far as its values' names go: it refers to nothing that
// is around it, has no attributes, and does not tell members by their names but by declaring them.
func (r *reach) visit(n node) (ok bool) {
	if r.seen[n.expr] {
		return true
	}
	r.seen[n.expr] = true
	inside := map[ast.Node]bool{}
	ast.Walk(n.expr, func(x ast.Node) bool { inside[x] = true; return true }, nil)
	ok = true
	ast.Walk(n.expr, func(x ast.Node) bool {
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
			} else if list, every := x.Label.(*ast.ListLit); !every || len(list.Elts) != 1 || show(list.Elts[0]) != "string" && show(list.Elts[0]) != "_" {
				ok = false
			}
		case *ast.SelectorExpr:
			if declarations, known := r.follow(n.with(x)); known {
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
			declarations, known := r.follow(n.with(x))
			ok = ok && known
			for _, d := range declarations {
				ok = ok && len(d.field.Attrs) == 0 && r.visit(d)
			}
		}
		return ok
	}, nil)
	return ok
}
