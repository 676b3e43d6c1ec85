package lower

import (
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// inferred is what @inferred says of a fact wherever it is declared. CUE's value knows the attributes of declarations,
// too, that a comprehension makes.
func (e lowering) inferred(path ...string) *plan.Inference {
	selectors := make([]cue.Selector, len(path))
	for i, name := range path {
		selectors[i] = cue.Str(name)
	}
	var i *plan.Inference
	e.Guard(source.Nowhere, func() {
		for _, a := range e.value.LookupPath(cue.MakePath(selectors...)).Attributes(cue.FieldAttr) {
			if a.Name() == "inferred" {
				i = types.Nearer(i, &plan.Inference{Why: a.Contents()})
			}
		}
	})
	return i
}

// inferredFacts are the facts of the endpoint that are our reading.
func (e lowering) inferredFacts() (list []plan.Fact) {
	for name := range source.FieldsOf(e.value) {
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
	nodes := source.ByAuthor(e.Members(e.root, path...))
	replaces := func(n source.Node) bool { return !isDefault(n.Expr) && source.Show(n.Expr) != "_" }
	if !slices.ContainsFunc(nodes, replaces) {
		return e.inferred(path...)
	}
	var i *plan.Inference
	for _, n := range nodes {
		if isDefault(n.Expr) {
			continue
		}
		for _, a := range source.Attributes(n) {
			if a.Name == "inferred" {
				i = types.Nearer(i, &plan.Inference{Why: a.Text})
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
