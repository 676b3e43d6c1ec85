package compile

import (
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// answered is what the body of a real answer on an occasion is; nil where none is described. It is read as #Request is,
// with these differences: nothing is converted or counts as absent, a member without ! and ? is required, and what is
// found wrong reaches no answer.
func (e *endpoint) answered(occasion string) *plan.Object {
	path := "answers." + occasion + ".#Body"
	e.inBody = true // which what reads declarations asks
	defer func() { e.inBody = false }()
	t, ok := e.definition(path, own(e.members(e.root, "answers", occasion, "#Body")))
	if !ok {
		return nil
	}
	e.unasked(t.notes, path)
	e.unread(t.notes, path)
	body := e.in(context{ofBody: true, hidden: t.notes.secret}) // its names and secrets are not those of the request
	body.Read = reading{}
	body.names, body.secrets, body.concealed = map[string]token.Pos{}, map[string]bool{}, map[string]bool{}
	body.conceal(&t, "")
	o := body.object(nil, e.admitted(t.members), nil, nil)
	body.crossCheckWith(t, path)
	return &o
}
