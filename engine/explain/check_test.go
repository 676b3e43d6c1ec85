package explain

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// What any check asks is told, but of what has a name where the type begins.
func TestEveryOpIsTold(t *testing.T) {
	for _, op := range ops.All() {
		c := plan.Check{
			Op: op, On: plan.KindString, Bound: "1", Values: []plan.Literal{{Kind: plan.KindInt, Text: "1"}}, Pattern: &plan.Automaton{Pattern: "^a$"},
			Trial: &plan.Trial{}, Rule: &plan.Rule{}, Function: &gen.URL{}, Failure: &plan.Failure{Rule: "rule", Source: "x.cue:1"},
		}
		assert.Equal(t, op == plan.As, len(wanted(&plan.Endpoint{}, nil, &c, anyKind)) == 0, ops.Of(op).Name)
	}
}
