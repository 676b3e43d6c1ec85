package source

import (
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/format"
	"cuelang.org/go/cue/literal"
	"cuelang.org/go/cue/token"
)

// A Node is an expression in a package.
type Node struct {
	Expr  ast.Expr
	Field *ast.Field // the declaration whose value it is, if any
	Pkg   *Package
	Path  []cue.Selector // from the package to its value, where that has one
	Scope []Node         // the structs around it in which its names may be found, for the facts of an endpoint
}

// With is a part of n.
func (n Node) With(e ast.Expr) Node { return Node{Expr: e, Pkg: n.Pkg, Scope: n.Scope} }

// Part is a part of n that is about the same value.
func (n Node) Part(e ast.Expr) Node { return Node{Expr: e, Pkg: n.Pkg, Path: n.Path, Scope: n.Scope} }

// Value is that of a member of n, a struct.
func (n Node) Value(f *ast.Field) Node {
	v := Node{Expr: f.Value, Field: f, Pkg: n.Pkg, Scope: n.Scope}
	if name, _, err := ast.LabelName(f.Label); err == nil && n.Path != nil {
		selector := cue.Str(name).Optional()
		if strings.HasPrefix(name, "#") {
			selector = cue.Def(name)
		}
		v.Path = append(slices.Clip(n.Path), selector)
	}
	return v
}

// limitSteps bounds the references that a resolver follows, so that definitions which multiply or refer to
// themselves end.
const limitSteps = 100_000

// A Resolver finds what names refer to.
type Resolver struct {
	*Module
	steps int // the references that it followed
}

// Resolver is one that has followed nothing yet.
func (m *Module) Resolver() *Resolver { return &Resolver{Module: m} }

// Exhausted reports whether more references were followed than one endpoint may have.
func (r *Resolver) Exhausted() bool { return r.steps > limitSteps }

// Around is the structs inside an endpoint whose members its facts may refer to by name alone.
func (r *Resolver) Around(n Node) []Node {
	return append([]Node{n}, r.Members([]Node{n}, "answers")...)
}

// Follow returns the declarations that n refers to; ok is false where n is no reference to a declaration.
func (r *Resolver) Follow(n Node) (declarations []Node, ok bool) {
	if r.steps++; r.steps > limitSteps {
		return nil, false
	}
	switch x := n.Expr.(type) {
	case *ast.Ident:
		switch x.Node.(type) {
		case nil, *ast.Field, ast.Expr:
		default:
			return nil, false
		}
		declared := n.Pkg.Decls[x.Name]
		for _, d := range declared {
			if x.Node == nil || x.Node == ast.Node(d.Field) || x.Node == ast.Node(d.Expr) {
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
		if p, imported := r.Imported(n.With(x.X)); imported {
			if p == nil {
				return nil, false
			}
			return p.Decls[name], true
		}
		if from, ok := r.Follow(n.With(x.X)); ok {
			return r.Members(from, name), true
		}
	}
	return nil, false
}

// local finds what an identifier means in one of the structs around it.
func (r *Resolver) local(n Node, x *ast.Ident) ([]Node, bool) {
	for _, s := range n.Scope {
		all := r.Members([]Node{s}, x.Name)
		for _, d := range all {
			if x.Node == ast.Node(d.Expr) || x.Node == ast.Node(d.Field) {
				return all, true
			}
		}
	}
	return nil, false
}

// Imported is the package that n names; nil if it is not one of the module's.
func (r *Resolver) Imported(n Node) (p *Package, ok bool) {
	id, ok := n.Expr.(*ast.Ident)
	if !ok {
		return nil, false
	}
	spec, ok := id.Node.(*ast.ImportSpec)
	if !ok {
		return nil, false
	}
	return r.Packages[ImportPath(spec)], true
}

// ImportPath is what is imported, without version.
func ImportPath(spec *ast.ImportSpec) string {
	quoted, _ := literal.Unquote(spec.Path.Value)
	return ast.ParseImportPath(quoted).Path
}

// Builtin is the name of the function of CUE's standard library that n names, "strings.MaxRunes".
func (r *Resolver) Builtin(n Node) string {
	if x, ok := n.Expr.(*ast.SelectorExpr); ok {
		if p, imported := r.Imported(n.With(x.X)); imported && p == nil {
			name, _, _ := ast.LabelName(x.Sel)
			return ImportPath(x.X.(*ast.Ident).Node.(*ast.ImportSpec)) + "." + name
		}
	}
	return ""
}

// Conjuncts are the parts of n that "&" joins, references followed and the marks of answers kept. A declaration adds nothing
// to itself.
func (r *Resolver) Conjuncts(n Node) []Node { return r.conjunctsWithin(n, nil) }

// conjunctsWithin is conjuncts inside of declarations.
func (r *Resolver) conjunctsWithin(n Node, declared []ast.Expr) []Node {
	switch x := n.Expr.(type) {
	case *ast.ParenExpr:
		return r.conjunctsWithin(n.Part(x.X), declared)
	case *ast.BinaryExpr:
		if x.Op == token.AND {
			return append(r.conjunctsWithin(n.Part(x.X), declared), r.conjunctsWithin(n.Part(x.Y), declared)...)
		}
	case *ast.Ident, *ast.SelectorExpr:
		if _, ok := r.Mark(n); ok {
			break
		}
		if declarations, ok := r.Follow(n); ok {
			var all []Node
			for _, d := range declarations {
				if !slices.Contains(declared, d.Expr) {
					all = append(all, r.conjunctsWithin(d, append(slices.Clip(declared), d.Expr))...)
				}
			}
			return all
		}
	}
	return []Node{n}
}

// Elements are the declarations in a struct, those of what it embeds included. What is embedded and no struct comes as such.
func (r *Resolver) Elements(n Node, visit func(in Node, d ast.Decl)) { r.elementsWithin(n, nil, visit) }

// elementsWithin is elements where a struct is embedded in others.
func (r *Resolver) elementsWithin(n Node, outer []ast.Expr, visit func(in Node, d ast.Decl)) {
	st, ok := n.Expr.(*ast.StructLit)
	if !ok || slices.Contains(outer, n.Expr) {
		return
	}
	outer = append(slices.Clip(outer), n.Expr)
	for _, d := range st.Elts {
		if embedded, ok := d.(*ast.EmbedDecl); ok {
			for _, e := range r.Conjuncts(n.Part(embedded.Expr)) {
				if _, ok := e.Expr.(*ast.StructLit); !ok {
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

// Members are the declarations of a member in every conjunct of every node.
func (r *Resolver) Members(nodes []Node, path ...string) []Node {
	for _, name := range path {
		var found []Node
		for _, n := range nodes {
			for _, conjunct := range r.Conjuncts(n) {
				r.Elements(conjunct, func(in Node, d ast.Decl) {
					if f, ok := d.(*ast.Field); ok {
						if label, _, err := ast.LabelName(f.Label); err == nil && label == name {
							found = append(found, in.Value(f))
						}
					}
				})
			}
		}
		nodes = found
	}
	return nodes
}

// Show is an expression in one line.
func Show(e ast.Node) string {
	if x, ok := e.(*ast.Comprehension); ok {
		e = &ast.File{Decls: []ast.Decl{x}} // alone it cannot be formatted
	}
	text, err := format.Node(e)
	if err != nil {
		return "this"
	}
	return strings.Join(strings.Fields(string(text)), " ")
}

// Comment is what the comments of a declaration say.
func Comment(f *ast.Field) string {
	var lines []string
	for _, group := range ast.Comments(f) {
		if text := strings.TrimSpace(group.Text()); text != "" {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// Deepest is where the innermost member on a path in a package is declared that is written out in it, or else another place.
func (r *Resolver) Deepest(p *Package, path []string, otherwise token.Pos) token.Pos {
	for n := len(path); n > 1; n-- {
		for _, found := range r.Members(p.Decls[path[0]], path[1:n]...) {
			if found.Pkg == p {
				return found.Field.Pos()
			}
		}
	}
	return otherwise
}

// Alone is what elements embed where they do nothing else: {X} is X.
func Alone(elements []ast.Decl) (embedded *ast.EmbedDecl) {
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
