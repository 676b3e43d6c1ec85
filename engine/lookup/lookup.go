// Package lookup makes the lookups that answer what a contract leaves to the host, such as whether an e-mail address is
// taken. An endpoint asks them through [engine.Endpoint.With].
package lookup

import (
	"context"

	"github.com/passant-go/passant/engine"
)

// Values are the values of a payload as its contract reads them.
type Values = engine.Values

// An Outcome is what a lookup found out.
type Outcome = engine.Outcome

// The outcomes. Unknown, the zero value, is never taken for a verdict.
const (
	Unknown = engine.Unknown // it could not tell
	Yes     = engine.Yes     // nothing stands against the payload
	No      = engine.No      // the payload is refused
)

// Func makes a lookup of a function. Name is the lookup's in the contract: "email.unique" for one of the field email,
// "validated" for one of the whole endpoint.
//
// The function is called by several goroutines at once and should return when ctx is done. An error means that it could
// not tell.
func Func(name string, ask func(ctx context.Context, in Values) (Outcome, error)) engine.Lookup {
	return engine.Lookup{Name: name, Ask: ask}
}
