package lower

import (
	"maps"
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
)

// A text is a message that the author of an endpoint wrote.
type text struct {
	key   string // rule, or rule.code
	field string // "" for every field
	at    token.Pos
	used  bool
	asked map[string]struct{} // the keys that the endpoint asks for
}

// declareTexts notes the messages in the endpoint's own package, and finds those for fields that it has not.
func (e lowering) declareTexts() {
	e.declareIn(e.Members(e.root, "messages"))
	for _, name := range e.plan.Catalogues {
		e.declareIn(e.Members(e.root, "catalogues", name))
	}
}

func (e lowering) declareIn(catalogues []source.Node) {
	e.declareRules("", e.Members(catalogues, "rules"))
	for _, fields := range e.Members(catalogues, "fields") {
		e.labels(fields, func(n source.Node, field string) { e.declareRules(field, []source.Node{n}) })
	}
}

func (e lowering) declareRules(field string, nodes []source.Node) {
	for _, n := range nodes {
		e.labels(n, func(n source.Node, key string) {
			at := e.source(n.Field.Pos()) + key
			if e.texts[at] == nil {
				e.texts[at] = &text{key: key, field: field, at: n.Field.Pos(), asked: map[string]struct{}{}}
			}
			e.texts[at].asked = e.asked
		})
	}
}

// labels visits the members of n that are declared in the endpoint's own package.
func (e lowering) labels(n source.Node, visit func(n source.Node, name string)) {
	for _, part := range e.Conjuncts(n) {
		e.Elements(part, func(in source.Node, d ast.Decl) {
			if f, ok := d.(*ast.Field); ok && in.Pkg == e.root[0].Pkg {
				if name, _, err := ast.LabelName(f.Label); err == nil {
					visit(in.Value(f), name)
				}
			}
		})
	}
}

// use notes that the message at a path is needed.
func (e lowering) use(path []string) {
	for _, n := range e.Members(e.root, path...) {
		if t := e.texts[e.source(n.Field.Pos())+path[len(path)-1]]; t != nil {
			t.used = true
		}
	}
}

// checkTexts finds messages that nothing needs.
func (c *Compiler) checkTexts() {
	for _, t := range c.texts {
		if _, asked := t.asked[t.key]; !t.used && asked && t.field == "" {
			c.Consequence(t.at, "leave it out, or leave out theirs", "message for %q, in place of which all that could have it have one of their own", t.key)
		} else if !t.used {
			known := slices.Sorted(maps.Keys(t.asked))
			known = slices.DeleteFunc(known, func(key string) bool { return key == "*" })
			c.Consequence(t.at, source.Suggest(t.key, known), "message for %q, which nothing in this endpoint produces", t.key)
		}
	}
}

// checkFields finds messages and names for fields that the endpoint has not.
func (e lowering) checkFields() {
	known := slices.Sorted(maps.Keys(e.names))
	places := [][]string{{"messages"}}
	for _, name := range e.plan.Catalogues {
		places = append(places, []string{"catalogues", name})
	}
	for _, place := range places {
		for what, member := range map[string]string{"message": "fields", "name": "names"} {
			for _, n := range e.Members(e.root, append(slices.Clip(place), member)...) {
				e.labels(n, func(n source.Node, name string) {
					if _, ok := e.names[name]; !ok {
						hint := source.Suggest(name, known)
						if name == "*" {
							hint = "write it in rules, which are for every field"
						}
						e.Add(n.Field.Pos(), hint, "%s for an unknown field %s", what, name)
					}
				})
			}
		}
	}
}
