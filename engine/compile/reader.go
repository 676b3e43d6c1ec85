package compile

import (
	"fmt"
	"sync"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// A reader reads types from syntax. It is passed by value: what it is inside of is its own, and nothing has to be put back.
type reader struct {
	*attempt
	open   []*ast.Field // the declarations that are being read
	scope  *scope       // of the struct that is being read
	user   *types.Field // the member that is being read or compiled
	inBody bool         // the body of an answer is being read or compiled
}

// An attempt is what is known of the types of one endpoint, some members being left to CUE.
type attempt struct {
	pass
	left     leaving
	done     map[*ast.Field]types.Type // the definitions that were read
	supposed map[*ast.Field]plan.Kind  // what values they have, as far as that could be told inside of them
	automata automata
	busy     *sync.Mutex // held while CUE decides on a value
	last     *token.Pos  // of the member that was begun last, for what panics there
}

// of is r for what a member says.
func (r reader) of(f *types.Field) reader {
	*r.last = f.At
	r.user = f
	return r
}

// begun is where the member is that is being read or compiled.
func (r reader) begun() token.Pos {
	if r.user == nil {
		return token.NoPos
	}
	return r.user.At
}

// usedBy names the member that is being compiled, where a fault is in a type that another file declares.
func (r reader) usedBy(at token.Pos) string {
	if r.user == nil || !at.IsValid() || r.File(at) == r.File(r.user.At) {
		return ""
	}
	return fmt.Sprintf(" (used by %s, %s:%d)", r.user.Name, r.File(r.user.At), r.user.At.Line())
}
