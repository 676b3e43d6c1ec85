package compile

import (
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/plan"
)

// answered is what the body of a real answer on an occasion is; nil where none is described. It is read as #Request is,
// with these differences: nothing is converted or counts as absent, a member without ! and ? is required, and what is
// found wrong reaches no answer.
func (e lowering) answered(occasion string) *plan.Object {
	path := "answers." + occasion + ".#Body"
	e.inBody = true
	e.reads, e.paths = &reading{}, newPaths() // its names and secrets are not those of the request
	t, ok := e.definition(path, source.ByAuthor(e.Members(e.root, "answers", occasion, "#Body")))
	if !ok {
		return nil
	}
	e.unasked(t.Notes, path)
	e.unread(t.Notes, path)
	e.conceal(&t, "")
	e.hidden = t.Notes.Secret
	o := e.object(nil, e.let(t.Members), nil, nil)
	e.crossCheckWith(t, path)
	return &o
}
