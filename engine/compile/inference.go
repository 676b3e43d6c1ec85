package compile

import (
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// nearer is what a and b, the nearer one, say together: b, unless a alone says why.
func nearer(a, b *plan.Inference) *plan.Inference {
	if b == nil || b.Why == "" && a != nil {
		return a
	}
	return b
}

// inferred is what @inferred says of a fact wherever it is declared. CUE's value knows the attributes of declarations,
// too, that a comprehension makes.
func (e lowering) inferred(path ...string) *plan.Inference {
	selectors := make([]cue.Selector, len(path))
	for i, name := range path {
		selectors[i] = cue.Str(name)
	}
	var i *plan.Inference
	e.guard(nowhere, func() {
		for _, a := range e.value.LookupPath(cue.MakePath(selectors...)).Attributes(cue.FieldAttr) {
			if a.Name() == "inferred" {
				i = nearer(i, &plan.Inference{Why: a.Contents()})
			}
		}
	})
	return i
}

// inferredFacts are the facts of the endpoint that are our reading.
func (e lowering) inferredFacts() (list []plan.Fact) {
	for name := range fieldsOf(e.value) {
		if i := e.inferred(name); i != nil {
			list = append(list, plan.Fact{Name: name, Inferred: i})
		}
	}
	return list
}

// inferredText is what @inferred says of the message at a path; none is at "". What is said of a default counts only
// where no other text takes its place.
func (e lowering) inferredText(path []string) *plan.Inference {
	if path == nil {
		return nil
	}
	nodes := own(e.members(e.root, path...))
	replaces := func(n node) bool { return !isDefault(n.expr) && show(n.expr) != "_" }
	if !slices.ContainsFunc(nodes, replaces) {
		return e.inferred(path...)
	}
	var i *plan.Inference
	for _, n := range nodes {
		if isDefault(n.expr) {
			continue
		}
		for _, a := range attributes(n) {
			if a.name == "inferred" {
				i = nearer(i, &plan.Inference{Why: a.text})
			}
		}
	}
	return i
}

// isDefault reports whether an expression is a default that another may replace: _ | *"…".
func isDefault(e ast.Expr) bool {
	x, ok := e.(*ast.BinaryExpr)
	return ok && x.Op == token.OR
}
