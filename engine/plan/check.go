package plan

import "github.com/passant-go/passant/rules"

// A Type is a set of values.
type Type struct {
	Checks []Check   // in the order of their messages
	Except []Literal // values that pass without any check
	Object *Object   // the members of an object, where it has any that are known
	Items  []Type    // the first elements of a list
	Elem   *Type     // the elements of a list, those of Items excepted
	Again  int       // 1 + index in Endpoint.Types of the one that has Object, Items and Elem in its place, for types that contain themselves
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

// IsList reports whether a value of t may be a list, but no text.
func (t *Type) IsList() bool { return t.Kinds()&(KindString|KindList) == KindList }

// At is the type of the element i of a list, from 0; nil where anything may be there.
func (t *Type) At(i int) *Type {
	if i < len(t.Items) {
		return &t.Items[i]
	}
	return t.Elem
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

	Limit   int        // of MinLength, MaxLength, MinItems, MaxItems and As
	Bound   string     // of the numeric comparisons and MultipleOf, a JSON number
	Values  []Literal  // of OneOf and NoneOf
	Pattern *Automaton // of Match and NoMatch
	Rule    *Rule      // of Judge
	Trial   *Trial     // of Count, Contains, Branch, Holds and Delegated; of Unique and sizes of objects where it is not nil

	Layout   rules.DateLayout // of Day
	Function Function         // of Call

	Failure *Failure
}

// An Op decides a check.
type Op uint8

// The ops.
const (
	Kinds       Op = iota // by kind alone
	MinLength             // a string of at least Limit characters (elements, where Reading.Count)
	MaxLength             // a string of at most Limit characters (elements, where Reading.Count)
	MinItems              // a list of at least Limit elements, or an object of as many members
	MaxItems              // a list of at most Limit elements, or an object of as many members
	Match                 // a string that Pattern accepts
	NoMatch               // a string that Pattern does not accept
	OneOf                 // one of Values
	NoneOf                // none of Values
	AtLeast               // a number >= Bound
	AtMost                // a number <= Bound
	GreaterThan           // a number > Bound
	LessThan              // a number < Bound
	MultipleOf            // a number that is Bound times an integer
	Day                   // a string that is a day of the calendar, written as Layout
	As                    // a value of the type Endpoint.Types[Limit]
	Call                  // a value that Function accepts
	Unique                // a list without two equal elements
	Count                 // a value that as many of Trial.Types have as it says
	Contains              // a list with as many elements of Trial.Types[0] as it says
	Branch                // a value of Trial.Types[1] if it is one of Trial.Types[0], else one of Trial.Types[2]
	Holds                 // a string that is the JSON text of a value of Trial.Types[0]
	Delegated             // a value that Trial.Delegate accepts
	Judge                 // a value that Rule accepts
)

// A Delegate decides what a plan has no op for. It is safe for concurrent use, and slow. A plan that is written as Go has none.
type Delegate interface {
	// Accepts reports whether a constraint accepts a value, which is given as JSON.
	Accepts(value []byte) bool
}

// A Trial is the types that a check tries a value against, each on its own. Nothing inside of them is read in another way
// than it was sent.
type Trial struct {
	Normal bool // the value is tried in its normal form, which may be another than it was sent in
	Types  []Type
	Shapes []Type // of alternatives: what of each of Types tells it from the others, at little cost; else empty
	Least  int
	Most   int // -1: any number

	Delegate Delegate // of Delegated, in place of types
}

// Allows reports whether n is as many as the trial says.
func (t *Trial) Allows(n int) bool { return n >= t.Least && (t.Most < 0 || n <= t.Most) }

// A Literal is a string, number, bool or null of a contract.
type Literal struct {
	Kind Kind
	Text string // the characters of a string, else the JSON text
}
