package compile

import (
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/format"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"
)

// A node is an expression in a package.
type node struct {
	expr  ast.Expr
	field *ast.Field // the declaration whose value it is, if any
	pkg   *pkg
	path  []cue.Selector // from the package to its value, where that has one
	scope []node         // the structs around it in which its names may be found, for the facts of an endpoint
}

// with is a part of n.
func (n node) with(e ast.Expr) node { return node{expr: e, pkg: n.pkg, scope: n.scope} }

// part is a part of n that is about the same value.
func (n node) part(e ast.Expr) node { return node{expr: e, pkg: n.pkg, path: n.path, scope: n.scope} }

// value is that of a member of n, a struct.
func (n node) value(f *ast.Field) node {
	v := node{expr: f.Value, field: f, pkg: n.pkg, scope: n.scope}
	if name, _, err := ast.LabelName(f.Label); err == nil && n.path != nil {
		selector := cue.Str(name).Optional()
		if strings.HasPrefix(name, "#") {
			selector = cue.Def(name)
		}
		v.path = append(slices.Clip(n.path), selector)
	}
	return v
}

// limitSteps bounds the references that a resolver follows, so that definitions which multiply or refer to
// themselves end.
const limitSteps = 100_000

// follow returns the declarations that n refers to; ok is false where n is no reference to a declaration.
func (r *resolver) follow(n node) (declarations []node, ok bool) {
	if r.steps++; r.steps > limitSteps {
		return nil, false
	}
	switch x := n.expr.(type) {
	case *ast.Ident:
		switch x.Node.(type) {
		case nil, *ast.Field, ast.Expr:
		default:
			return nil, false
		}
		declared := n.pkg.decls[x.Name]
		for _, d := range declared {
			if x.Node == nil || x.Node == ast.Node(d.field) || x.Node == ast.Node(d.expr) {
				return declared, true
			}
		}
		if x.Node != nil {
			return r.local(n, x)
		}
	case *ast.SelectorExpr:
		name, _, err := ast.LabelName(x.Sel)
		if err != nil {
			return nil, false
		}
		if p, imported := r.imported(n.with(x.X)); imported {
			if p == nil {
				return nil, false
			}
			return p.decls[name], true
		}
		if from, ok := r.follow(n.with(x.X)); ok {
			return r.members(from, name), true
		}
	}
	return nil, false
}

// local finds what an identifier means in one of the structs around it.
func (r *resolver) local(n node, x *ast.Ident) ([]node, bool) {
	for _, s := range n.scope {
		all := r.members([]node{s}, x.Name)
		for _, d := range all {
			if x.Node == ast.Node(d.expr) || x.Node == ast.Node(d.field) {
				return all, true
			}
		}
	}
	return nil, false
}

// imported is the package that n names; nil if it is not one of the module's.
func (r *resolver) imported(n node) (p *pkg, ok bool) {
	id, ok := n.expr.(*ast.Ident)
	if !ok {
		return nil, false
	}
	spec, ok := id.Node.(*ast.ImportSpec)
	if !ok {
		return nil, false
	}
	return r.packages[importPath(spec)], true
}

func importPath(spec *ast.ImportSpec) string {
	quoted, _ := literal.Unquote(spec.Path.Value)
	return ast.ParseImportPath(quoted).Path
}

// builtin is the name of the function of CUE's standard library that n names, "strings.MaxRunes".
func (r *resolver) builtin(n node) string {
	if x, ok := n.expr.(*ast.SelectorExpr); ok {
		if p, imported := r.imported(n.with(x.X)); imported && p == nil {
			name, _, _ := ast.LabelName(x.Sel)
			return importPath(x.X.(*ast.Ident).Node.(*ast.ImportSpec)) + "." + name
		}
	}
	return ""
}

// conjuncts are the parts of n that "&" joins, references followed and the marks of answers kept. A declaration adds nothing
// to itself.
func (r *resolver) conjuncts(n node) []node { return r.conjunctsWithin(n, nil) }

// conjunctsWithin is conjuncts inside of declarations.
func (r *resolver) conjunctsWithin(n node, declared []ast.Expr) []node {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return r.conjunctsWithin(n.part(x.X), declared)
	case *ast.BinaryExpr:
		if x.Op == token.AND {
			return append(r.conjunctsWithin(n.part(x.X), declared), r.conjunctsWithin(n.part(x.Y), declared)...)
		}
	case *ast.Ident, *ast.SelectorExpr:
		if _, ok := r.mark(n); ok {
			break
		}
		if declarations, ok := r.follow(n); ok {
			var all []node
			for _, d := range declarations {
				if !slices.Contains(declared, d.expr) {
					all = append(all, r.conjunctsWithin(d, append(slices.Clip(declared), d.expr))...)
				}
			}
			return all
		}
	}
	return []node{n}
}

// elements are the declarations in a struct, those of what it embeds included. What is embedded and no struct comes as such.
func (r *resolver) elements(n node, visit func(in node, d ast.Decl)) { r.elementsWithin(n, nil, visit) }

// elementsWithin is elements where a struct is embedded in others.
func (r *resolver) elementsWithin(n node, outer []ast.Expr, visit func(in node, d ast.Decl)) {
	st, ok := n.expr.(*ast.StructLit)
	if !ok || slices.Contains(outer, n.expr) {
		return
	}
	outer = append(slices.Clip(outer), n.expr)
	for _, d := range st.Elts {
		if embedded, ok := d.(*ast.EmbedDecl); ok {
			for _, e := range r.conjuncts(n.part(embedded.Expr)) {
				if _, ok := e.expr.(*ast.StructLit); !ok {
					visit(n, embedded)
					continue
				}
				r.elementsWithin(e, outer, visit)
			}
			continue
		}
		visit(n, d)
	}
}

// members are the declarations of a member in every conjunct of every node.
func (r *resolver) members(nodes []node, path ...string) []node {
	for _, name := range path {
		var found []node
		for _, n := range nodes {
			for _, conjunct := range r.conjuncts(n) {
				r.elements(conjunct, func(in node, d ast.Decl) {
					if f, ok := d.(*ast.Field); ok {
						if label, _, err := ast.LabelName(f.Label); err == nil && label == name {
							found = append(found, in.value(f))
						}
					}
				})
			}
		}
		nodes = found
	}
	return nodes
}

// own are those of the nodes that are not the contract language's.
func own(nodes []node) (kept []node) {
	for _, n := range nodes {
		if n.pkg.path != language+"/contract" {
			kept = append(kept, n)
		}
	}
	return kept
}

// show is an expression in one line.
func show(e ast.Node) string {
	if x, ok := e.(*ast.Comprehension); ok {
		e = &ast.File{Decls: []ast.Decl{x}} // alone it cannot be formatted
	}
	text, err := format.Node(e)
	if err != nil {
		return "this"
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// comment is what the comments of a declaration say.
func comment(f *ast.Field) string {
	var lines []string
	for _, group := range ast.Comments(f) {
		if text := strings.TrimSpace(group.Text()); text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// A resolver finds what names refer to.
type resolver struct {
	*module
	steps int // the references that it followed
}
