// Package answer writes what was found wrong with a payload: as the body that the provider's contract describes,
// as problem details (RFC 9457) and as a full report. It appends to a buffer of the caller and allocates nothing
// of its own.
package answer

import "github.com/passant-go/passant/engine/plan"

// A Finding is a violation as the engine notes it: references into the plan and positions in the input.
type Finding struct {
	Failure *plan.Failure
	Code    string      // the finer reason, where Failure.Codes does not have it
	Field   *plan.Field // nil at the root and for a member that the contract does not name

	// Name is the own name of such a member, in Findings.Text, and In the field that it is inside of, nil for none. Object
	// is the one that lacks it; nil where it may have any.
	Object *plan.Object
	In     *plan.Field
	Name   Span
	// Pointer is the sender's JSON Pointer in Findings.Text. Where it is empty, Field's own holds, or the root.
	Pointer Span
	// Value is the value as read, in Findings.Text, where Failure.Quotes says that a message quotes it.
	Value Span

	Warning bool
	Offset  int // of the value in the input, in bytes
	Length  int // in bytes
	Rank    int // the place in contract order
	Found   int // the length that a length rule found, else -1
}

// Reason is the finer reason, or the rule where there is none.
func (v *Finding) Reason() string {
	if v.Code != "" {
		return v.Code
	}
	return v.Failure.Reason()
}

// text is what a span of the findings refers to.
func (f *Findings) text(s Span) []byte { return f.Text.Bytes()[s.Start:s.End] }

// A Span is a part of a buffer, in bytes; the zero Span is empty.
type Span struct{ Start, End int }

// Findings are all findings about one payload, in contract order.
type Findings struct {
	Plan      *plan.Endpoint
	Input     Hidden // the payload
	List      []Finding
	Text      Hidden // what the spans of the findings refer to
	Catalogue int    // index into every plan.Failure.Words
	Options   uint64 // bit i: Plan.Options[i] is on
	Valid     bool
	Truncated bool // there were more findings than the limit

	// Message words the finding i in problem details and in the report, where it is not nil, in the place of the
	// contract. A provider's body has the contract's messages in any case.
	Message func(i int) string
}
