// Package diff compares contracts: what a newer one changes for those who send requests that an older one accepts.
//
// A change is breaking where a request is known that the older contract accepts and the newer one refuses. It is
// compatible where there is none: of types the values at every limit are looked at, and of patterns the automata, so that
// the verdict is exact. What members are to each other is followed, and a new required member is breaking whatever else there
// is. What lies outside of CUE, such as another argument of a Go rule, is undecided, and so is what no payload shows and
// nothing rules out; a change says why.
//
// A sender is taken to send only what the older contract has, in JSON: of the older contract it is the strict form that
// accepts. The newer one is taken as it stands, with what it says itself of members that it does not have. So a new
// optional member is compatible. A member that is gone is compatible too where it becomes a warning, although a strict
// host refuses it. Where the older contract has an open object, every member that it does not name may have been sent, also
// one whose name encoding/json takes for that of a member which the newer contract declares, and which is refused beside it.
package diff

import (
	"encoding/json"

	"github.com/passant-go/passant/engine/plan"
)

// A Verdict says what a change means for requests.
type Verdict uint8

// The verdicts, a worse one after a better one.
const (
	Changed    Verdict = iota // only answers, messages or warnings are others
	Compatible                // what was accepted still is
	Undecided                 // neither is known
	Breaking                  // something that was accepted is refused
)

func (v Verdict) String() string {
	return [...]string{"changed", "compatible", "undecided", "breaking"}[v]
}

// MarshalText is String.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// A Change is all that differs about one field, or about one aspect of an endpoint.
type Change struct {
	Verdict  Verdict  `json:"verdict"`
	Endpoint string   `json:"endpoint"`
	Header   bool     `json:"header,omitempty"` // Field is one
	Field    string   `json:"field,omitempty"`  // as in engine.Violation; "" for the endpoint
	What     []string `json:"what"`             // in words and CUE
	Old      string   `json:"old,omitempty"`    // file:line in the older contract, where it has the field
	New      string   `json:"new,omitempty"`    // and in the newer one

	// Why is what keeps the verdict on an undecided change from being known.
	Why []string `json:"why,omitempty"`

	// Witness, of a breaking change of a field, is a request that only the older contract accepts, Go rules off; of a
	// header it is an object of headers. A new required member may have none, where no request is known that the older
	// contract accepts.
	Witness json.RawMessage `json:"witness,omitempty"`
}

// Contracts lists the changes from one set of endpoints to another, which are paired by name: those of endpoints that are
// gone or compared in the older order, then new endpoints. Without any, requests and answers are the same.
func Contracts(old, new []*plan.Endpoint) (changes []Change) {
	for _, o := range old {
		if n := find(new, o.Name); n != nil {
			changes = append(changes, Endpoints(o, n)...)
		} else {
			changes = append(changes, Change{Verdict: Breaking, Endpoint: o.Name, What: []string{"removed"}, Old: o.UnknownField.Source})
		}
	}
	for _, n := range new {
		if find(old, n.Name) == nil {
			changes = append(changes, Change{Verdict: Compatible, Endpoint: n.Name, What: []string{"added"}, New: n.UnknownField.Source})
		}
	}
	return changes
}

func find(all []*plan.Endpoint, name string) *plan.Endpoint {
	for _, e := range all {
		if e.Name == name {
			return e
		}
	}
	return nil
}

// Endpoints lists the changes from one endpoint to another.
func Endpoints(old, new *plan.Endpoint) []Change {
	changes := facts(old, new)
	changes = append(changes, requests(old, new)...)
	headers := requests(headersOf(old), headersOf(new))
	for i := range headers {
		headers[i].Header = true
	}
	changes = append(append(changes, headers...), answers(old, new)...)
	for i := range changes {
		if changes[i].Verdict != Undecided {
			changes[i].Why = nil
		}
	}
	return changes
}

// Worst is the verdict on all changes, [Changed] where there are none.
func Worst(changes []Change) (worst Verdict) {
	for i := range changes {
		worst = max(worst, changes[i].Verdict)
	}
	return worst
}
