package compile

import (
	"slices"

	"cuelang.org/go/cue/ast"
)

// checkComputed refuses parts of endpoints that CUE has by what a package declares under no name of its own: they would be left
// out.
func (c *pass) checkComputed(p *pkg) {
	for _, file := range p.inst.Files {
		for _, d := range file.Decls {
			n := node{pkg: p}
			switch x := d.(type) {
			case *ast.Comprehension:
				c.checkClause(n, x)
			case *ast.EmbedDecl:
				n.expr = x.Expr
				c.refuseComputed(n, d, "what the package embeds")
			case *ast.Field:
				n.expr = x.Value
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
func (c *pass) checkClause(in node, x *ast.Comprehension) {
	if value, ok := x.Value.(*ast.StructLit); ok {
		c.refuseComputed(in.with(value), x, "a for or if clause")
	}
}

func (c *pass) refuseComputed(n node, at ast.Node, by string) {
	if name := c.part(n, nil); name != "" {
		c.fault(at.Pos(), "write it out", "%s comes by %s", name, by)
	}
}

// part is the first definition of an endpoint that n has, itself or in a member of any depth, or else "".
func (c *pass) part(n node, within []ast.Expr) (name string) {
	for _, conjunct := range c.conjuncts(n) {
		if slices.Contains(within, conjunct.expr) {
			continue
		}
		within = append(slices.Clip(within), conjunct.expr)
		c.elements(conjunct, func(in node, d ast.Decl) {
			if name != "" {
				return
			}
			switch x := d.(type) {
			case *ast.Comprehension:
				if value, ok := x.Value.(*ast.StructLit); ok {
					name = c.part(in.with(value), within)
				}
			case *ast.Field:
				label, identifier, err := ast.LabelName(x.Label)
				switch {
				case err == nil && slices.Contains(c.vocabulary.definitions, label):
					name = label
				case err != nil || !identifier || label[0] != '_' && label[0] != '#':
					name = c.part(in.value(x), within)
				}
			}
		})
	}
	return name
}
