package engine

import (
	"github.com/passant-go/passant/engine/internal/tape"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// canonicalText is the canonical form that the rule of c has for a text of type t, if the type accepts that form, else the
// text; refs are the texts that the rule refers to.
func (x *evaluator) canonicalText(kind plan.Kind, text []byte, f *plan.Field, t *plan.Type, c *plan.Check, refs [][]byte) []byte {
	if x.errors > 0 || c.Op != plan.Judge || kind != plan.KindString {
		return text
	}
	rule, ok := c.Rule.With(x.switches).(rules.Canonicaler)
	v := value{kind: kind, text: text}
	if !ok || v.in(t.Except) {
		return text
	}
	start := len(x.arena)
	x.arena = rule.AppendCanonical(x.arena, rules.Value{Text: text, Refs: refs, Now: x.now})
	v.text = x.arena[start:len(x.arena):len(x.arena)]

	before := x.mark()
	x.judge(f, t, step{}, &v, 0, 0)
	if x.errors == before.errors {
		text = v.text
	}
	x.undo(before)
	return text
}

// recorded is the entry of a field of the object that is open, whose members are the last on the tape; nil where there is none.
func (x *evaluator) recorded(f *plan.Field) *tape.Entry {
	for i := x.tape.Len() - 1; i >= 0; i = x.tape.At(i).First() - 1 {
		if o := x.tape.Owner(i); o != nil && o.Field == f {
			return x.tape.At(i)
		}
	}
	return nil
}
