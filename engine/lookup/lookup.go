// Package lookup makes the lookups that answer what a contract leaves to the host, such as whether an e-mail address is
// taken. An endpoint asks them through [engine.Endpoint.With].
//
// A lookup has three outcomes, and the last is never taken for a verdict:
//
//	          Yes                      No                       could not tell, an error
//	Domain    MX, A or AAAA records    none of them, null MX    timeout, SERVFAIL, network
//	Unique    no row                   a row                    whatever the database reports
//	Exists    a row                    no row                   whatever the database reports
//	Func      the function's           the function's           the function's error, or Unknown
//
// Where a lookup could not tell, Check returns an error that names it, and there is no report: the payload is not let
// through. [Open] makes of a lookup one that lets it through. The choice is each lookup's.
package lookup

import (
	"context"
	"strings"

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
// not tell; its text is shown as it stands.
func Func(name string, ask func(ctx context.Context, in Values) (Outcome, error)) engine.Lookup {
	return engine.Lookup{Name: name, Ask: ask}
}

// subject is the member that the lookup's name is about: "email" of "email.unique", "token" of "token".
func subject(name string) string {
	if dot := strings.LastIndexByte(name, '.'); dot >= 0 {
		return name[:dot]
	}
	return name
}
