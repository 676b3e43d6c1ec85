package lower

import (
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/types"
)

// checkChoices refuses alternatives that one value may have: to CUE it is then ambiguous, where they are structs.
func (e lowering) checkChoices(t types.Type, at token.Pos) {
	if e.tried && t.AnyChoice((*types.Type).Structured) {
		e.Unsupported(at, "write matchN(1, [A, B, …])", "alternatives of structs inside of matchN, matchIf or list.MatchN are not supported: to CUE a value has them that lacks what all require")
		return
	}
	for i, a := range t.Choices {
		for _, b := range t.Choices[:i] {
			if !types.Exclusive(a, b) {
				e.Unsupported(at, `give each a member like type!: "card" with a text of its own`, "to CUE a value of two alternatives is ambiguous, and nothing tells these apart")
				return
			}
		}
	}
}
