package lower

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/plan"
)

// askAll takes in the questions that concern no single field.
func (e lowering) askAll() {
	at := e.place("lookups")
	for i, name := range e.Lookups {
		if slices.Contains(e.Lookups[:i], name) {
			e.Add(at, "list it once", "the lookup %s is listed twice", name)
			continue
		}
		if !e.Free(name, at) {
			continue
		}
		e.plan.Lookups = append(e.plan.Lookups, e.lookup(nil, name, name, at))
	}
}

// lookup is a question to the host about a field, or nil for the whole.
func (e lowering) lookup(p *plan.Field, name, check string, at token.Pos) plan.Lookup {
	l := plan.Lookup{Name: name, Answer: "invalid"}
	if _, ok := e.Answers[check]; ok {
		l.Answer = check
	}
	words := contractOnly
	if l.Answer == check && !e.shown(p, check) {
		words = orPlain
	}
	k := plain("lookup", at)
	k.Told.Code = check
	l.Failure = e.failure(p, k, words)
	return l
}

// shown reports whether an answer shows the message of a lookup with an answer of its own. A field's may stand beside
// those of others, in the answer of any of them.
func (e lowering) shown(p *plan.Field, check string) bool {
	if p == nil {
		return e.quotesMessage(check)
	}
	return slices.ContainsFunc(e.fieldLookups(), e.quotesMessage)
}

// fieldLookups are the names of the lookups about fields.
func (e lowering) fieldLookups() (names []string) {
	if e.request == nil {
		return nil
	}
	for _, f := range e.request.Fields {
		for _, l := range f.Type.Notes.Lookups {
			names = append(names, l.First())
		}
	}
	return names
}

// quotesMessage reports whether the answer on an occasion shows the message.
func (e lowering) quotesMessage(occasion string) bool {
	found := false
	for _, body := range e.Members(e.root, "answers", occasion, "#Body") {
		ast.Walk(body.Expr, func(n ast.Node) bool {
			x, ok := n.(ast.Expr)
			if ok {
				mark, ok := e.Mark(body.With(x))
				found = found || ok && (mark == plan.MarkMessage || mark == plan.MarkEntry)
			}
			return true
		}, nil)
	}
	return found
}
