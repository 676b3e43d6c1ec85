package plan

// A Lookup is a question to the host.
type Lookup struct {
	Name    string // "email.domain" for a field's, "validated" for an endpoint's
	Failure *Failure
	Answer  string // the occasion that answers a "no"
}

// An Answer is what a provider sends on an occasion: ok, invalid, malformed, the name of a lookup, or any other
// that its contract describes.
type Answer struct {
	Occasion    string
	Doc         string
	Inferred    *Inference // of the occasion or its status
	Status      int
	ContentType string
	Escape      Escape
	Body        []Step  // nil: passant does not write this answer
	Type        *Object // what the body of a real answer is; nil: any bytes
}

// An Escape is a way of writing text in JSON.
type Escape uint8

// The ways.
const (
	Plain Escape = iota // what RFC 8259 demands is escaped
	PHP                 // as json_encode does it: "/" and everything beyond ASCII too
)

// A Step is one step in writing a body for a set of violations.
type Step struct {
	Op     StepOp
	Text   string // of Write: bytes as they are
	Mark   Mark   // of Put and Group
	Sorted bool   // of Group: by value
	Option int    // of Optional: 1 + index of the option that must be on, 0 for none
	Body   []Step // of Group, Each, Optional, Either
	Else   []Step // of Either
}

// A StepOp is what a step does.
type StepOp uint8

// The steps.
const (
	Write    StepOp = iota // Text
	Comma                  // a comma, unless nothing precedes it in its object or list
	Put                    // the value of Mark for the first violation of the set
	Group                  // Body once per value of Mark, as members "value":Body
	Each                   // Body once per violation
	Optional               // Body, or nothing where it is empty or a mark in it has no value
	Either                 // Body, or Else where a mark in it has no value
)

// A Mark stands for a property of a violation in an answer (schemas/answer).
type Mark uint8

// The marks.
const (
	MarkField Mark = iota
	MarkProperty
	MarkAttribute
	MarkPointer
	MarkMessage
	MarkCode
	MarkKey
	MarkEntry
	MarkRule
	MarkLine
	MarkColumn
	MarkMinLength
	MarkMaxLength
	MarkLength
)

// String is the name of the mark in package answer of the contract language, without "#".
func (m Mark) String() string {
	names := [...]string{
		"Field", "Property", "Attribute", "Pointer", "Message", "Code", "Key", "Entry",
		"Rule", "Line", "Column", "MinLength", "MaxLength", "Length",
	}
	return names[m]
}
