package plan

import "iter"

// An Object is the type of a JSON object.
type Object struct {
	Fields       []Field // in contract order
	Names        Index
	Open         bool  // other members are fine
	Rest         *Type // the type of every member that Fields does not have; nil: there is none
	Patterns     []Pattern
	Conditions   []Condition
	Consequences []Consequence
	Comparisons  []Comparison
	Late         []Late
}

// Lets reports whether a member that Fields does not have may have the name.
func (o *Object) Lets(name []byte) bool {
	if o.Open || o.Rest != nil {
		return true
	}
	for i := range o.Patterns {
		if p := &o.Patterns[i]; !p.Narrows && p.Name.Match(name) != p.Not {
			return true
		}
	}
	return false
}

// Others are the types of a member that Fields does not have: Rest as number 0, and those of the Patterns that match, from 1.
func (o *Object) Others(name []byte) iter.Seq2[int, *Type] {
	return func(yield func(int, *Type) bool) {
		if o.Rest != nil && !yield(0, o.Rest) {
			return
		}
		for i := range o.Patterns {
			if p := &o.Patterns[i]; p.Name.Match(name) != p.Not && !yield(i+1, &p.Type) {
				return
			}
		}
	}
}

// A Pattern is the type of the members that Fields does not have and whose name it matches, or does not match.
type Pattern struct {
	Name    *Automaton
	Not     bool
	Narrows bool // such members only that another pattern lets in
	Type    Type
}

// A Late check is one whose rule refers to other fields: it runs once the object is complete.
type Late struct {
	Field    int // index in Object.Fields
	Check    int // index in Field.Type.Checks, or in Field.Expected
	Expected bool
}

// A Condition requires one field where another has, or lacks, a value.
type Condition struct {
	If       int      // index of the field that decides
	Equals   *Literal // the value it must have; nil: it must be absent or, with Present, have any
	Present  bool
	Require  int // index of the field that is then required
	Inferred *Inference
	Failure  *Failure
}

// A Consequence is what holds of a field where other fields are in a certain state.
type Consequence struct {
	When     []Clause // all of them
	Field    int      // index of the field that it is about
	Required *Failure // nil: it may be absent
	Type     *Type    // what its value is besides; nil: anything
	Inferred *Inference
}

// A Comparison is a constraint between two fields. It holds where one of them is absent.
type Comparison struct {
	Field   int // index of the field that it is about
	Op      Op  // how its value is to be to the other's: AtLeast, AtMost, GreaterThan, LessThan, OneOf or NoneOf
	Other   int
	Failure *Failure
}

// A Clause is a state of a field: absent, or present with a value that meets the checks.
type Clause struct {
	Field  int
	Absent bool
	Checks []Check
}

// A Field is a member of an object, or a header.
type Field struct {
	Name      string
	Inside    string   // the path of the member that it is in, and "."; "" at the root
	Attribute []string // the name for people, by catalogue; one entry stands for all, none for what Endpoint.Attribute makes of the name
	Doc       string   // the contract's comment
	Inferred  *Inference

	Read       Conversion
	Verbatim   bool     // not trimmed
	Absent     Nothing  // what counts as not sent
	FormAbsent Nothing  // what does so in a form or query string besides
	Missing    Nothing  // what a required value must not be; of a field that a condition requires, what counts as not sent
	Required   *Failure // nil: optional
	Stop       bool     // a missing required value ends the checks of the field
	Secret     bool
	Instead    *Failure // warns that another field was probably meant

	Type     Type
	Expected []Check // what only the contract's expectations refuse: warnings
	Lookups  []Lookup
}

// Path is the names from the root, joined by ".": what Violation.Field says.
func (f *Field) Path() string { return f.Inside + f.Name }
