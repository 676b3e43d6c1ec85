package lower

import (
	"reflect"
	"slices"
	"strconv"

	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// whole is what can be wrong with the input as a whole.
func (e lowering) whole() {
	p, at := e.plan, e.pos()
	p.UnknownField = e.failure(nil, plain("unknown_field", at), orPlain)
	ambiguous := plan.Failure{Rule: "unknown_field", Code: "ambiguous", Source: p.UnknownField.Source}
	if e.word(&ambiguous, nil, plain("unknown_field", at), orPlain); !reflect.DeepEqual(ambiguous.Words, p.UnknownField.Words) {
		p.UnknownField.Codes = []plan.Failure{ambiguous}
	}
	p.UnknownWarning = e.failure(nil, plain("unknown_field", at), warning)
	p.WrongMethod = e.failure(nil, plain("method", e.place("method")), problem)
	p.WrongMedia = e.unreadable(plain("media_type", e.place("accepts")), problem)
	p.PlainHTTP = e.failure(nil, plain("https", e.place("https")), problem)

	p.Malformed = e.unreadable(plain("json", at), contractOnly)
	p.UnreadableForm = e.unreadable(e.pairs(plan.Form, "form"))
	p.UnreadableQuery = e.unreadable(e.pairs(plan.Query, "query"))
}

// pairs is the check of a form or query string, and where its words come from.
func (e lowering) pairs(input plan.Input, name string) (types.Check, wording) {
	k, w := plain("query", e.pos()), problem
	k.Told.Params = []plan.Param{{Name: inputParam, JSON: strconv.Quote(name)}}
	if slices.Contains(e.plan.Accepts, input) {
		w = contractOnly
	}
	return k, w
}

// unreadable is what is reported of input that cannot be read, with all the reasons that there may be.
func (e lowering) unreadable(k types.Check, w wording) *plan.Failure {
	f := e.failure(nil, k, w)
	for _, code := range e.vocabulary.rules[f.Rule].codes {
		finer := plan.Failure{Rule: f.Rule, Code: code, Params: f.Params, Source: f.Source}
		if e.word(&finer, nil, k, w); !reflect.DeepEqual(finer.Words, f.Words) {
			f.Codes = append(f.Codes, finer)
		}
	}
	return f
}
