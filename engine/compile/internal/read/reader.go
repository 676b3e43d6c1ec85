package read

import (
	"fmt"
	"sync"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// A Reader reads types from syntax. It is passed by value: what it is inside of is its own, and nothing has to be put back.
type Reader struct {
	*attempt
	open   []*ast.Field // the declarations that are being read
	scope  *scope       // of the struct that is being read
	user   *types.Field // the member that is being read or compiled
	InBody bool         // the body of an answer is being read or compiled
}

// An attempt is what is known of the types of one endpoint, some members being left to CUE.
type attempt struct {
	*source.Faults
	*source.Resolver
	*Config
	left     Leaving
	done     map[*ast.Field]types.Type // the definitions that were read
	supposed map[*ast.Field]plan.Kind  // what values they have, as far as that could be told inside of them
}

// A Config is what all attempts at a module share.
type Config struct {
	Rules     map[string]plan.Kind // those that @rule may name, with the kinds of the values that they are about
	RuleNames []string
	External  bool // Go is written, so that nothing is left to CUE
	Automata  Automata
	Busy      *sync.Mutex // held while CUE decides on a value
	Last      *token.Pos  // of the member that was begun last, for what panics there
}

// New is the reader of an attempt at an endpoint.
func New(m *source.Module, c *Config, left Leaving) Reader {
	return Reader{attempt: &attempt{
		Faults:   source.NewFaults(),
		Resolver: m.Resolver(),
		Config:   c,
		left:     left,
		done:     map[*ast.Field]types.Type{},
		supposed: map[*ast.Field]plan.Kind{},
	}}
}

// Known is a definition that was read.
func (r Reader) Known(definition *ast.Field) types.Type { return r.done[definition] }

// Of is r for what a member says.
func (r Reader) Of(f *types.Field) Reader {
	*r.Last = f.At
	r.user = f
	return r
}

// Place is where the member is that is being read or compiled.
func (r Reader) Place() token.Pos {
	if r.user == nil {
		return token.NoPos
	}
	return r.user.At
}

// UsedBy names the member that is being compiled, where a fault is in a type that another file declares.
func (r Reader) UsedBy(at token.Pos) string {
	if r.user == nil || !at.IsValid() || r.File(at) == r.File(r.user.At) {
		return ""
	}
	return fmt.Sprintf(" (used by %s, %s:%d)", r.user.Name, r.File(r.user.At), r.user.At.Line())
}
