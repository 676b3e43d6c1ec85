package engine

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"github.com/passant-go/passant/rules"
)

// A Lookup answers one question that a contract leaves to the host, such as whether an e-mail address is taken. Package
// lookup makes them.
type Lookup struct {
	// Name is the lookup's in the contract: "email.unique" for one of the field email, "validated" for one of the
	// whole endpoint.
	Name string

	// Ask is called by several goroutines at once. It should return when ctx is done. An error, as an Unknown outcome,
	// means that it could not tell, and is never taken for a verdict.
	Ask func(ctx context.Context, in Values) (Outcome, error)

	// Members are the members that Ask reads, where that is known: one that the contract does not have would be taken
	// for an absent one.
	Members []string

	// Err is why the lookup cannot be asked, if anything.
	Err error
}

// An Outcome is what a lookup found out.
type Outcome uint8

// The outcomes.
const (
	Unknown Outcome = iota // it could not tell
	Yes                    // nothing stands against the payload
	No                     // the payload is refused
)

// Values are the values of a payload as the contract reads them. They are copies, and safe for concurrent use. Printed
// or logged, they show nothing.
type Values struct {
	find func(name string) (known, bool) // a closure: package fmt prints what maps and pointers hold
	n    int
}

// known is the value of a member.
type known struct {
	text      string
	canonical []bound
}

// bound is a rule that has a canonical form for a text, and what it refers to.
type bound struct {
	rule rules.Canonicaler
	refs [][]byte
	now  func() time.Time
}

// Text is the value of the request's member: the characters of a string, the literal of a number or bool. It is "" where
// the member is absent, null, a list or an object.
func (v Values) Text(name string) string {
	k, _ := v.known(name)
	return k.text
}

// Canonical is Text in the canonical form that the member's rule has for it, as Options.Canonical has it, whether or not the other
// constraints of the member accept that form: of an e-mail address the domain in ASCII and in lower case, of a telephone number
// E.164. It is Text where the rule has none, or the member has a violation.
func (v Values) Canonical(name string) string {
	k, _ := v.known(name)
	text := k.text
	for _, c := range k.canonical {
		text = string(c.rule.AppendCanonical(nil, rules.Value{Text: []byte(text), Refs: c.refs, Now: c.now}))
	}
	return text
}

// Has reports whether the request has a value for the member that Text can give.
func (v Values) Has(name string) bool {
	_, ok := v.known(name)
	return ok
}

func (v Values) known(name string) (known, bool) {
	if v.find == nil {
		return known{}, false
	}
	return v.find(name)
}

// Format writes the number of values, whatever the verb.
func (v Values) Format(s fmt.State, _ rune) { fmt.Fprintf(s, "%d values", v.n) }

// LogValue is what Format writes.
func (v Values) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(v)) }

// A LookupError says that a lookup could not tell.
type LookupError struct {
	Endpoint string
	Lookup   string
	Err      error
}

func (e *LookupError) Error() string {
	return fmt.Sprintf("passant: %s: lookup %s could not tell: %v", e.Endpoint, e.Lookup, e.Err)
}

func (e *LookupError) Unwrap() error { return e.Err }
