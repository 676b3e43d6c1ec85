package lower

import (
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/plan"
)

// checkNames finds what CUE passes over inside definitions: attributes that the language has not, and references to
// definitions that do not exist.
func (c *Compiler) checkNames(p *source.Package) {
	for _, file := range p.Instance.Files {
		ast.Walk(file, func(n ast.Node) bool {
			switch x := n.(type) {
			case *ast.Field:
				for _, a := range source.Attributes(source.Node{Field: x}) {
					if c.inLanguage() && !slices.Contains(c.vocabulary.attributes, a.Name) {
						c.Add(a.At, source.Suggest(a.Name, c.vocabulary.attributes), "unknown attribute @%s", a.Name)
					}
					if a.Name == "as" {
						c.renamed = append(c.renamed, a.First())
					}
				}
			case *ast.SelectorExpr:
				from, ok := c.Imported(source.Node{Expr: x.X, Pkg: p})
				name, _, err := ast.LabelName(x.Sel)
				if ok && from != nil && err == nil && from.Decls[name] == nil {
					c.Add(x.Pos(), source.Suggest(name, from.Names), "%s has no %s", source.Show(x.X), name)
				}
			}
			return true
		}, nil)
	}
}

// checkValue reports what CUE finds wrong with a package; ok is false where it does.
func (c *Compiler) checkValue(p *source.Package) (ok bool) {
	before := c.Count()
	c.Guard(source.Nowhere, func() {
		from := token.NoPos
		for name, v := range source.FieldsOf(p.Value) {
			if err := v.Validate(cue.Concrete(true)); err != nil {
				if d := p.Decls[name]; len(d) > 0 {
					from = d[0].Field.Pos()
				}
				c.FromCUE(err, p.Dir, func(path []string) token.Pos { return c.Deepest(p, path, from) })
			}
		}
		if err := p.Value.Validate(); err != nil && c.Count() == before {
			c.FromCUE(err, p.Dir, func(path []string) token.Pos { return c.Deepest(p, path, p.Instance.Files[0].Pos()) })
		}
	})
	return c.Count() == before
}

// checkDefinitions finds definitions that an endpoint may not have, which CUE leaves open.
func (e lowering) checkDefinitions() {
	for _, n := range e.root {
		for _, part := range e.Conjuncts(n) {
			e.Elements(part, func(in source.Node, d ast.Decl) {
				if clause, ok := d.(*ast.Comprehension); ok {
					computed{e.Faults, e.Resolver, e.vocabulary.definitions}.checkClause(in, clause)
				}
				f, ok := d.(*ast.Field)
				if !ok {
					return
				}
				name, _, err := ast.LabelName(f.Label)
				if err == nil && strings.HasPrefix(name, "#") && !slices.Contains(e.vocabulary.definitions, name) {
					e.Add(f.Pos(), source.Suggest(name, e.vocabulary.definitions), "unknown definition %s", name)
				}
			})
		}
	}
}

// checkStop finds rules and codes that do not exist among those that end their field.
func (e lowering) checkStop() {
	known := slices.Clone(e.renamed)
	for _, rule := range e.vocabulary.ruleNames {
		known = append(known, rule)
		for _, code := range e.vocabulary.rules[rule].codes {
			known = append(known, rule+"."+code)
		}
	}
	for _, name := range e.Stop {
		if !slices.Contains(known, name) {
			e.Add(e.place("stop"), source.Suggest(name, known), "stop names an unknown rule %s", name)
		}
	}
}

// checkMarks finds marks that cannot have a value and stand where that cannot be written.
func (e lowering) checkMarks(occasion string, steps []plan.Step) {
	absent := []plan.Mark{plan.MarkMinLength, plan.MarkMaxLength, plan.MarkLength}
	atRoot := occasion == "malformed" || slices.Contains(e.Lookups, occasion)
	if occasion == "invalid" {
		atRoot = slices.ContainsFunc(e.plan.Lookups, func(l plan.Lookup) bool { return l.Answer == occasion })
	}
	if atRoot {
		absent = append(absent, plan.MarkField, plan.MarkProperty, plan.MarkAttribute)
	}
	if occasion == "malformed" && len(e.plan.Malformed.Words) > 0 && e.plan.Malformed.Words[0].Entry == nil {
		absent = append(absent, plan.MarkEntry)
	}
	if mark, ok := unguarded(steps, absent); ok {
		e.Add(e.place("answers", occasion), "make its member optional (name?:) or give an alternative (|)",
			"answers.%s: #%s has no value for some of what it answers", occasion, mark)
	}
}

// unguarded is a mark among absent that stands where its absence cannot be written.
func unguarded(steps []plan.Step, absent []plan.Mark) (plan.Mark, bool) {
	for _, s := range steps {
		inside := s.Body
		switch s.Op {
		case plan.Put, plan.Group:
			if slices.Contains(absent, s.Mark) {
				return s.Mark, true
			}
		case plan.Optional:
			continue
		case plan.Either:
			inside = s.Else
		}
		if mark, ok := unguarded(inside, absent); ok {
			return mark, true
		}
	}
	return 0, false
}
