package compile

import (
	"maps"
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
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
	e.declareIn(e.members(e.root, "messages"))
	for _, name := range e.plan.Catalogues {
		e.declareIn(e.members(e.root, "catalogues", name))
	}
}

func (e lowering) declareIn(catalogues []node) {
	e.declareRules("", e.members(catalogues, "rules"))
	for _, fields := range e.members(catalogues, "fields") {
		e.labels(fields, func(n node, field string) { e.declareRules(field, []node{n}) })
	}
}

func (e lowering) declareRules(field string, nodes []node) {
	for _, n := range nodes {
		e.labels(n, func(n node, key string) {
			at := e.source(n.field.Pos()) + key
			if e.texts[at] == nil {
				e.texts[at] = &text{key: key, field: field, at: n.field.Pos(), asked: map[string]struct{}{}}
			}
			e.texts[at].asked = e.asked
		})
	}
}

// labels visits the members of n that are declared in the endpoint's own package.
func (e lowering) labels(n node, visit func(n node, name string)) {
	for _, part := range e.conjuncts(n) {
		e.elements(part, func(in node, d ast.Decl) {
			if f, ok := d.(*ast.Field); ok && in.pkg == e.root[0].pkg {
				if name, _, err := ast.LabelName(f.Label); err == nil {
					visit(in.value(f), name)
				}
			}
		})
	}
}

// use notes that the message at a path is needed.
func (e lowering) use(path []string) {
	for _, n := range e.members(e.root, path...) {
		if t := e.texts[e.source(n.field.Pos())+path[len(path)-1]]; t != nil {
			t.used = true
		}
	}
}

// checkTexts finds messages that nothing needs.
func (c *compiler) checkTexts() {
	for _, t := range c.texts {
		if _, asked := t.asked[t.key]; !t.used && asked && t.field == "" {
			c.consequence(t.at, "leave it out, or leave out theirs", "message for %q, in place of which all that could have it have one of their own", t.key)
		} else if !t.used {
			known := slices.Sorted(maps.Keys(t.asked))
			known = slices.DeleteFunc(known, func(key string) bool { return key == "*" })
			c.consequence(t.at, suggest(t.key, known), "message for %q, which nothing in this endpoint produces", t.key)
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
			for _, n := range e.members(e.root, append(slices.Clip(place), member)...) {
				e.labels(n, func(n node, name string) {
					if _, ok := e.names[name]; !ok {
						hint := suggest(name, known)
						if name == "*" {
							hint = "write it in rules, which are for every field"
						}
						e.fault(n.field.Pos(), hint, "%s for an unknown field %s", what, name)
					}
				})
			}
		}
	}
}
