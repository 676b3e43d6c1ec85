package source

import (
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// Language is the module whose packages contract and answer are the contract language.
const Language = "github.com/passant-go/passant/schemas"

// Mark is the mark of package answer that n refers to.
func (r *Resolver) Mark(n Node) (plan.Mark, bool) {
	x, ok := n.Expr.(*ast.SelectorExpr)
	if !ok {
		return 0, false
	}
	p, ok := r.Imported(n.With(x.X))
	if !ok || p == nil || p.path != Language+"/answer" {
		return 0, false
	}
	name, _, _ := ast.LabelName(x.Sel)
	for m := plan.MarkField; m <= plan.MarkLength; m++ {
		if name == "#"+m.String() {
			return m, true
		}
	}
	return 0, false
}

// IsOwnRules reports whether a declaration is a contract.#OwnRules.
func (r *Resolver) IsOwnRules(n Node) bool { return r.IsContracts(n, "#OwnRules") }

// IsContracts reports whether n, or what "&" joins in it, is a definition of package contract, be it under another name.
func (r *Resolver) IsContracts(n Node, definition string) bool {
	switch x := n.Expr.(type) {
	case *ast.ParenExpr:
		return r.IsContracts(n.With(x.X), definition)
	case *ast.BinaryExpr:
		return x.Op == token.AND && (r.IsContracts(n.With(x.X), definition) || r.IsContracts(n.With(x.Y), definition))
	case *ast.Ident, *ast.SelectorExpr:
		declarations, _ := r.Follow(n)
		return slices.ContainsFunc(declarations, func(d Node) bool {
			name, _, _ := ast.LabelName(d.Field.Label)
			if d.Pkg.path == Language+"/contract" {
				return name == definition
			}
			return strings.HasPrefix(name, "#") && r.IsContracts(d, definition)
		})
	}
	return false
}

// ByAuthor are those of the nodes that are not the contract language's.
func ByAuthor(nodes []Node) (kept []Node) {
	for _, n := range nodes {
		if n.Pkg.path != Language+"/contract" {
			kept = append(kept, n)
		}
	}
	return kept
}
