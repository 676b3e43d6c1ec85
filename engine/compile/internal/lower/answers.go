package lower

import (
	"cmp"
	"slices"

	"cuelang.org/go/cue"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

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
	if described || source.KindsOf(body.IncompleteKind()) == source.AnyKind || len(source.ByAuthor(e.Members(e.root, "answers", occasion, "#Body"))) > 0 {
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
	b := body{Faults: e.Faults, Resolver: e.Resolver, plan: e.plan, written: e.written, escape: escape}
	var parts []source.Node
	for _, n := range bodies {
		parts = append(parts, e.Conjuncts(n)...)
	}
	steps := b.conjunction(parts)
	e.checkMarks(occasion, steps)
	return fuse(steps)
}

// answered is what the body of a real answer on an occasion is; nil where none is described. It is read as #Request is,
// with these differences: nothing is converted or counts as absent, a member without ! and ? is required, and what is
// found wrong reaches no answer.
func (e lowering) answered(occasion string) *plan.Object {
	path := "answers." + occasion + ".#Body"
	e.InBody = true
	e.reads, e.paths = &reading{}, newPaths() // its names and secrets are not those of the request
	t, ok := e.definition(path, source.ByAuthor(e.Members(e.root, "answers", occasion, "#Body")))
	if !ok {
		return nil
	}
	e.unasked(t.Notes, path)
	e.unread(t.Notes, path)
	e.conceal(&t, "")
	e.hidden = t.Notes.Secret
	o := e.object(nil, e.admitted(t.Members), nil, nil)
	e.crossCheckWith(t, path)
	return &o
}
