package compile

import (
	"cmp"
	"reflect"
	"slices"
	"strconv"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
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

// askAll takes in the questions that concern no single field.
func (e lowering) askAll() {
	at := e.place("lookups")
	for i, name := range e.Lookups {
		if slices.Contains(e.Lookups[:i], name) {
			e.Add(at, "list it once", "the lookup %s is listed twice", name)
			continue
		}
		if !e.free(name, at) {
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

// sent reports whether passant itself writes the answer on an occasion.
func (e lowering) sent(occasion string) bool {
	return occasion == "invalid" || occasion == "malformed" ||
		slices.Contains(e.Lookups, occasion) || slices.Contains(e.fieldLookups(), occasion)
}

// answers are those of every occasion.
func (e lowering) answers() {
	for occasion := range source.FieldsOf(e.value.LookupPath(cue.ParsePath("answers"))) {
		stated := e.Answers[occasion]
		a := plan.Answer{
			Occasion:    occasion,
			Status:      stated.Status,
			ContentType: cmp.Or(stated.ContentType, e.ContentType),
			Escape:      escapes[cmp.Or(stated.Escape, e.Escape)],
		}
		a.Doc = cmp.Or(e.doc("answers", occasion), e.doc("answers", occasion, "status"))
		a.Inferred = types.Nearer(e.inferred("answers", occasion), e.inferred("answers", occasion, "status"))
		faults := e.Count()
		if e.sent(occasion) {
			a.Body = e.body(occasion, a.Escape)
		}
		if e.Count() > faults { // of which its type would be told as well
			continue
		}
		a.Type = e.answered(occasion)
		e.checkBody(occasion, a.Type != nil)
		e.plan.Answers = append(e.plan.Answers, a)
	}
}

// checkBody refuses a #Body that CUE has and that is not written out.
func (e lowering) checkBody(occasion string, described bool) {
	body := e.value.LookupPath(cue.MakePath(cue.Str("answers"), cue.Str(occasion), cue.Def("#Body")))
	if described || kindsOf(body.IncompleteKind()) == source.AnyKind || len(source.ByAuthor(e.Members(e.root, "answers", occasion, "#Body"))) > 0 {
		return
	}
	at := e.place("answers")
	if len(source.ByAuthor(e.Members(e.root, "answers", occasion))) > 0 {
		at = e.place("answers", occasion)
	}
	e.Add(at, "write it out", "the #Body of answers.%s comes by a for or if clause, or by a pattern", occasion)
}

// body is what passant writes on an occasion.
func (e lowering) body(occasion string, escape plan.Escape) []plan.Step {
	bodies := source.ByAuthor(e.Members(e.root, "answers", occasion, "#Body"))
	if len(bodies) == 0 {
		e.Add(e.place("answers", occasion), "give it a #Body", "answers.%s has no #Body to write", occasion)
		return nil
	}
	b := body{lowering: e, escape: escape}
	var parts []source.Node
	for _, n := range bodies {
		parts = append(parts, e.Conjuncts(n)...)
	}
	steps := b.conjunction(parts)
	e.checkMarks(occasion, steps)
	return fuse(steps)
}
