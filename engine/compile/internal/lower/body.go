package lower

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// A body turns the type of an answer into the steps that write it.
type body struct {
	*source.Faults
	*source.Resolver
	plan    *plan.Endpoint
	written *written
	escape  plan.Escape
	inside  []ast.Expr // what is being written
}

// within is b inside of expressions; ok is false where one would contain itself.
func (b *body) within(nodes ...source.Node) (inner *body, ok bool) {
	deeper := *b
	deeper.inside = slices.Clip(b.inside)
	for _, n := range nodes {
		if slices.Contains(b.inside, n.Expr) {
			b.Add(n.Expr.Pos(), "write it out as deep as it goes", "%s contains itself, which an answer cannot", source.Show(n.Expr))
			return nil, false
		}
		deeper.inside = append(deeper.inside, n.Expr)
	}
	return &deeper, true
}

func write(text string) plan.Step { return plan.Step{Op: plan.Write, Text: text} }

func (b *body) quoted(text string) plan.Step {
	return write(string(answer.AppendString(nil, text, b.escape)))
}

// conjunction is what several conjuncts are together: an object, or the one that says what to write.
func (b *body) conjunction(parts []source.Node) []plan.Step {
	if len(parts) == 0 {
		return nil
	}
	if i := slices.IndexFunc(parts, func(n source.Node) bool { _, ok := b.Mark(n); return ok }); i >= 0 {
		b.checkBeside(parts[i], parts)
		return b.value(parts[i]) // what narrows a mark concerns answers being checked
	}
	objects := 0
	for _, n := range parts {
		if _, ok := n.Expr.(*ast.StructLit); ok {
			objects++
		}
	}
	if objects == len(parts) {
		return b.object(parts)
	}
	for _, n := range parts {
		if b.concrete(n) {
			return b.value(n)
		}
	}
	return b.value(parts[0])
}

// parts are the conjuncts of n, {X} being X.
func (b *body) parts(n source.Node) (all []source.Node) {
	for _, part := range b.Conjuncts(n) {
		if st, ok := part.Expr.(*ast.StructLit); ok {
			if embedded := source.Alone(st.Elts); embedded != nil {
				all = append(all, b.parts(part.Part(embedded.Expr))...)
				continue
			}
		}
		all = append(all, part)
	}
	return all
}

// checkBeside refuses what would have to be written as well as a mark: a literal or another mark.
func (b *body) checkBeside(mark source.Node, parts []source.Node) {
	written, _ := b.Mark(mark)
	for _, n := range parts {
		other, isMark := b.Mark(n)
		_, isLiteral := b.Literal(n)
		if isLiteral || isMark && other != written {
			b.Add(n.Expr.Pos(), "write one of them", "%s and %s cannot both be written", source.Show(mark.Expr), source.Show(n.Expr))
		}
	}
}

// concrete reports whether n says what to write, and does not only bound it.
func (b *body) concrete(n source.Node) bool {
	switch n.Expr.(type) {
	case *ast.BasicLit, *ast.ListLit, *ast.BinaryExpr:
		return true
	}
	return false
}

func (b *body) value(n source.Node) []plan.Step {
	if mark, ok := b.Mark(n); ok {
		return []plan.Step{{Op: plan.Put, Mark: mark}}
	}
	if value, ok := b.Literal(n); ok {
		if value.Kind == plan.KindString {
			return []plan.Step{b.quoted(value.Text)}
		}
		return []plan.Step{write(value.Text)}
	}
	switch x := n.Expr.(type) {
	case *ast.StructLit:
		return b.object([]source.Node{n})
	case *ast.ListLit:
		if inner, ok := b.within(n); ok {
			return inner.list(n, x)
		}
		return nil
	case *ast.BinaryExpr:
		if x.Op != token.OR {
			break
		}
		if inner, ok := b.within(n); ok {
			return []plan.Step{{
				Op:   plan.Either,
				Body: inner.conjunction(b.parts(n.With(x.X))),
				Else: inner.conjunction(b.parts(n.With(x.Y))),
			}}
		}
		return nil
	}
	b.Add(n.Expr.Pos(), "an answer holds literals, structs, lists and the marks of package answer", "%s cannot be written", source.Show(n.Expr))
	return nil
}

func (b *body) list(n source.Node, x *ast.ListLit) []plan.Step {
	steps := []plan.Step{write("[")}
	for _, element := range x.Elts {
		if rest, ok := element.(*ast.Ellipsis); ok {
			if rest.Type == nil {
				b.Add(rest.Pos(), "write [...X]", "... alone cannot be written")
				return nil
			}
			each := append([]plan.Step{{Op: plan.Comma}}, b.conjunction(b.parts(n.With(rest.Type)))...)
			steps = append(steps, plan.Step{Op: plan.Each, Body: each})
			continue
		}
		steps = append(steps, plan.Step{Op: plan.Comma})
		steps = append(steps, b.conjunction(b.parts(n.With(element)))...)
	}
	return append(steps, write("]"))
}

// A part is a member of an object in an answer, as one conjunct or several have it.
type part struct {
	label string
	nodes []source.Node
}

// object writes an object: members in the order in which they first appear.
func (b *body) object(structs []source.Node) []plan.Step {
	var parts []*part
	for _, n := range structs {
		b.Elements(n, func(in source.Node, d ast.Decl) {
			switch x := d.(type) {
			case *ast.Field:
				label := source.Show(x.Label)
				if name, _, err := ast.LabelName(x.Label); err == nil {
					label = "=" + name
				}
				i := slices.IndexFunc(parts, func(p *part) bool { return p.label == label })
				if i < 0 {
					i = len(parts)
					parts = append(parts, &part{label: label})
				}
				parts[i].nodes = append(parts[i].nodes, in.Value(x))
			case *ast.CommentGroup, *ast.Attribute, *ast.Ellipsis:
			default:
				b.Add(d.Pos(), "an answer holds fields and [mark]: X", "%s cannot be written", source.Show(d))
			}
		})
	}
	b.checkOnce(parts)
	inner, ok := b.within(structs...)
	if !ok {
		return nil
	}
	b = inner
	steps := []plan.Step{write("{")}
	for _, p := range parts {
		steps = append(steps, b.member(p)...)
	}
	return append(steps, write("}"))
}

func (b *body) member(p *part) []plan.Step {
	first := p.nodes[0]
	var conjuncts []source.Node
	optional, sorted, option := true, false, 0
	for _, n := range p.nodes {
		conjuncts = append(conjuncts, b.parts(n)...)
		optional = optional && n.Field.Constraint == token.OPTION
		sorted = sorted || source.HasAttribute(n.Field, "sorted")
		for _, a := range source.Attributes(n) {
			if a.Name == "if" {
				option = b.option(a)
			}
		}
	}
	value := b.conjunction(conjuncts)
	if pattern, ok := first.Field.Label.(*ast.ListLit); ok {
		if len(pattern.Elts) == 1 {
			if mark, ok := b.Mark(first.With(pattern.Elts[0])); ok {
				return []plan.Step{{Op: plan.Group, Mark: mark, Sorted: sorted, Body: value}}
			}
		}
		b.Add(pattern.Pos(), "group by a mark of package answer", "%s is no mark", source.Show(pattern))
		return nil
	}
	name, identifier, err := ast.LabelName(first.Field.Label)
	if err != nil || identifier && (name[0] == '_' || name[0] == '#') {
		b.Add(first.Field.Pos(), "an answer holds fields and [mark]: X", "%s cannot be written", source.Show(first.Field.Label))
		return nil
	}
	steps := append([]plan.Step{{Op: plan.Comma}, b.quoted(name), write(":")}, value...)
	switch {
	case optional:
		return []plan.Step{{Op: plan.Optional, Option: option, Body: steps}}
	case option > 0:
		b.Add(first.Field.Pos(), "write "+name+"?:", "a member with @if must be optional")
	}
	return steps
}

// option is 1 + the index of the option that an @if names.
func (b *body) option(a source.Attribute) int {
	var names []string
	for i, option := range b.plan.Options {
		if a.First() == "options."+option.Name {
			return i + 1
		}
		names = append(names, "options."+option.Name)
	}
	b.Add(a.At, source.Suggest(a.First(), names), "@if names no option: %s", a.First())
	return 0
}

// fuse settles the commas that are known and joins neighbouring texts.
func fuse(steps []plan.Step) (out []plan.Step) {
	for _, s := range steps {
		s.Body, s.Else = fuse(s.Body), fuse(s.Else)
		last := len(out) - 1
		if s.Op == plan.Comma && last >= 0 && (out[last].Op == plan.Write || out[last].Op == plan.Put) {
			if out[last].Op == plan.Write && opens(out[last].Text) {
				continue
			}
			s = write(",")
		}
		if s.Op == plan.Write && last >= 0 && out[last].Op == plan.Write {
			out[last].Text += s.Text
			continue
		}
		out = append(out, s)
	}
	return out
}

// opens reports whether a text ends in the beginning of an object or list.
func opens(text string) bool { return text[len(text)-1] == '{' || text[len(text)-1] == '[' }
