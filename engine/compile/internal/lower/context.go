package lower

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/read"
)

// A lowering makes a plan of the types of an endpoint. It is passed by value: what it is inside of is its own.
type lowering struct {
	*endpoint
	read.Reader
	context
	renamed []string // the names that @as gives anywhere
}

// A context is where in an endpoint a type stands.
type context struct {
	*paths
	reads   *reading           // how the values are read
	header  bool               // it is in the headers
	hidden  bool               // inside of a secret field
	tried   bool               // a value may have to miss it
	again   bool               // it is one of several types by which a value is read
	rereads int                // how often a value of it is read
	inside  map[*ast.Field]int // the declarations around it that contain themselves, and how often a value is then read anew
}

// paths are what is known of the members of a payload by their paths.
type paths struct {
	names     map[string]token.Pos // where they are
	secrets   map[string]bool      // those that are, or hold, a secret
	concealed map[string]bool      // those that are a secret wherever they are described
}

func newPaths() *paths {
	return &paths{map[string]token.Pos{}, map[string]bool{}, map[string]bool{}}
}
