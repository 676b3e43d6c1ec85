package lower

import (
	"slices"

	"cuelang.org/go/cue/ast"

	"github.com/passant-go/passant/engine/compile/internal/source"
)

// computed finds parts of endpoints that are not written out.
type computed struct {
	*source.Faults
	*source.Resolver
	definitions []string // of an endpoint
}

// checkPackage refuses parts of endpoints that CUE has by what a package declares under no name of its own: they would be left
// out.
func (c computed) checkPackage(p *source.Package) {
	for _, file := range p.Instance.Files {
		for _, d := range file.Decls {
			n := source.Node{Pkg: p}
			switch x := d.(type) {
			case *ast.Comprehension:
				c.checkClause(n, x)
			case *ast.EmbedDecl:
				n.Expr = x.Expr
				c.refuseComputed(n, d, "what the package embeds")
			case *ast.Field:
				n.Expr = x.Value
				if _, pattern := x.Label.(*ast.ListLit); pattern {
					c.refuseComputed(n, d, "a pattern")
				} else if _, _, err := ast.LabelName(x.Label); err != nil {
					c.refuseComputed(n, d, "a name that is computed")
				}
			}
		}
	}
}

// checkClause refuses parts of an endpoint in a for or if clause.
func (c computed) checkClause(in source.Node, x *ast.Comprehension) {
	if value, ok := x.Value.(*ast.StructLit); ok {
		c.refuseComputed(in.With(value), x, "a for or if clause")
	}
}

func (c computed) refuseComputed(n source.Node, at ast.Node, by string) {
	if name := c.part(n, nil); name != "" {
		c.Add(at.Pos(), "write it out", "%s comes by %s", name, by)
	}
}

// part is the first definition of an endpoint that n has, itself or in a member of any depth, or else "".
func (c computed) part(n source.Node, within []ast.Expr) (name string) {
	for _, conjunct := range c.Conjuncts(n) {
		if slices.Contains(within, conjunct.Expr) {
			continue
		}
		within = append(slices.Clip(within), conjunct.Expr)
		c.Elements(conjunct, func(in source.Node, d ast.Decl) {
			if name != "" {
				return
			}
			switch x := d.(type) {
			case *ast.Comprehension:
				if value, ok := x.Value.(*ast.StructLit); ok {
					name = c.part(in.With(value), within)
				}
			case *ast.Field:
				label, identifier, err := ast.LabelName(x.Label)
				switch {
				case err == nil && slices.Contains(c.definitions, label):
					name = label
				case err != nil || !identifier || label[0] != '_' && label[0] != '#':
					name = c.part(in.Value(x), within)
				}
			}
		})
	}
	return name
}
