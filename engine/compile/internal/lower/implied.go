package lower

import (
	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/plan"
)

// imply tells rules of the patterns beside them that accept all that the rules do.
func (e lowering) imply(checks []plan.Check) {
	for i := range checks {
		if checks[i].Rule == nil {
			continue
		}
		within := e.vocabulary.rules[checks[i].Failure.Rule].within
		for j := range checks {
			if c := &checks[j]; within != nil && c.Op == plan.Match && c.Pattern != nil && automaton.Within(within, c.Pattern) {
				checks[i].Rule.Implies = append(checks[i].Rule.Implies, c.Pattern.Pattern)
			}
		}
	}
}
