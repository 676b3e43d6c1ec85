package engine

import (
	"github.com/passant-go/passant/engine/internal/tape"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// canonicalise gives a text on the tape the canonical form that the rule of c has for it, if its type accepts that form;
// refs are the texts that the rule refers to.
func (x *run) canonicalise(e *tape.Entry, c *plan.Check, refs [][]byte) {
	if x.errors > 0 || c.Op != plan.Judge || e.Kind != plan.KindString {
		return
	}
	rule, ok := c.Rule.With(x.switches).(rules.Canonicaler)
	v := value{kind: e.Kind, text: e.Text}
	if !ok || v.in(e.Type.Except) {
		return
	}
	start := len(x.arena)
	x.arena = rule.AppendCanonical(x.arena, rules.Value{Text: e.Text, Refs: refs, Now: x.now})
	v.text = x.arena[start:len(x.arena):len(x.arena)]

	before := x.mark()
	x.judge(e.Field, e.Type, step{}, &v, 0)
	if x.errors == before.errors {
		e.Text = v.text
	}
	x.undo(before)
}

// recorded is the entry of a field of the object that is open, whose members are the last on the tape.
func (x *run) recorded(f *plan.Field) *tape.Entry {
	for i := len(x.tape.Entries) - 1; i >= 0; i = x.tape.Entries[i].First - 1 {
		if e := &x.tape.Entries[i]; e.Field == f {
			return e
		}
	}
	return nil
}
