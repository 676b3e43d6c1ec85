package plan

import "github.com/passant-go/passant/rules"

// A Type is a set of values.
type Type struct {
	Checks []Check   // in the order of their messages
	Except []Literal // values that pass without any check
	Object *Object   // the members of an object, where it has any that are known
	Elem   *Type     // the elements of a list
}

// Kinds are the JSON types of the values that may be in t.
func (t *Type) Kinds() Kind {
	kinds := KindNull | KindBool | KindInt | KindFloat | KindString | KindList | KindObject
	for i := range t.Checks {
		kinds &^= t.Checks[i].Refuses
	}
	for i := range t.Except {
		kinds |= t.Except[i].Kind
	}
	return kinds
}

// A Kind is a set of JSON types. Int is a number without fraction and exponent, Float any other.
type Kind uint8

// The kinds.
const (
	KindNull Kind = 1 << iota
	KindBool
	KindInt
	KindFloat
	KindString
	KindList
	KindObject
)

// A Check is one constraint on a value: it fails for every kind in Refuses, is decided by Op for every kind
// in On, and passes for all others.
type Check struct {
	Op      Op
	On      Kind
	Refuses Kind
	Stop    bool // a failure ends the checks of the field

	Limit   int        // of MinLength, MaxLength, MinItems, MaxItems
	Bound   string     // of the numeric comparisons, a JSON number
	Values  []Literal  // of OneOf and NoneOf
	Pattern *Automaton // of Match and NoMatch
	Rule    *Rule      // of Judge

	Layout rules.DateLayout // of Day

	Failure Failure
}

// An Op decides a check.
type Op uint8

// The ops.
const (
	Kinds       Op = iota // by kind alone
	MinLength             // a string of at least Limit characters (elements, where Reading.Count)
	MaxLength             // a string of at most Limit characters (elements, where Reading.Count)
	MinItems              // a list of at least Limit elements
	MaxItems              // a list of at most Limit elements
	Match                 // a string that Pattern accepts
	NoMatch               // a string that Pattern does not accept
	OneOf                 // one of Values
	NoneOf                // none of Values
	AtLeast               // a number >= Bound
	AtMost                // a number <= Bound
	GreaterThan           // a number > Bound
	LessThan              // a number < Bound
	Day                   // a string that is a day of the calendar, written as Layout
	Judge                 // a value that Rule accepts
)

// A Literal is a string, number, bool or null of a contract.
type Literal struct {
	Kind Kind
	Text string // the characters of a string, else the JSON text
}
