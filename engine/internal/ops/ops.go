// Package ops is the table of what all that deals with checks knows of their ops. To add one is to add it to package plan and a
// row here, and a case to what executes checks: the engine, and the second opinion that payloads are made by.
package ops

import "github.com/passant-go/passant/engine/plan"

// Info is what is known of an op. % stands for its operand in texts.
type Info struct {
	Name    string // of the constant
	Operand Operand
	CUE     string // as a contract writes it; "" where it has a form of its own or several
	Words   string // as a sentence tells it; "" likewise
	Measure Measure
	Side    Side    // on which of its limit the values lie that it accepts, for sizes and numbers
	Turned  plan.Op // the same on the other side, as an order of two values is seen from the other one
	Exact   bool    // a search for values takes all that it says into account
	Alone   bool    // it looks at nothing but the value and the operand
}

// An Operand is the part of a check that an op decides by.
type Operand uint8

// The operands.
const (
	None Operand = iota
	Limit
	Bound
	Values
	Pattern
	Layout
	Function
	Trial
	Rule
)

// A Measure is what of a value has a limit.
type Measure uint8

// The measures.
const (
	NoMeasure Measure = iota
	Characters
	Elements
	Number
)

// A Side is one of a limit.
type Side int8

// The sides.
const (
	Above   Side = 1
	Below   Side = -1
	Between Side = 0 // there is no limit
)

// Of is what is known of an op.
func Of(op plan.Op) Info { return table[op] }

var table = [plan.Judge + 1]Info{
	plan.Kinds:       {Name: "Kinds", Exact: true, Alone: true},
	plan.MinLength:   {Name: "MinLength", Operand: Limit, CUE: "strings.MinRunes(%)", Words: "at least %", Measure: Characters, Side: Above, Turned: plan.MaxLength, Exact: true, Alone: true},
	plan.MaxLength:   {Name: "MaxLength", Operand: Limit, CUE: "strings.MaxRunes(%)", Words: "at most %", Measure: Characters, Side: Below, Turned: plan.MinLength, Exact: true, Alone: true},
	plan.MinItems:    {Name: "MinItems", Operand: Limit, CUE: "list.MinItems(%)", Words: "at least %", Measure: Elements, Side: Above, Turned: plan.MaxItems, Exact: true},
	plan.MaxItems:    {Name: "MaxItems", Operand: Limit, CUE: "list.MaxItems(%)", Words: "at most %", Measure: Elements, Side: Below, Turned: plan.MinItems, Exact: true},
	plan.Match:       {Name: "Match", Operand: Pattern, CUE: "=~%", Words: "matches %", Exact: true, Alone: true},
	plan.NoMatch:     {Name: "NoMatch", Operand: Pattern, CUE: "!~%", Words: "does not match %", Exact: true, Alone: true},
	plan.OneOf:       {Name: "OneOf", Operand: Values, CUE: "%", Words: "%", Turned: plan.OneOf, Exact: true, Alone: true},
	plan.NoneOf:      {Name: "NoneOf", Operand: Values, CUE: "!=%", Words: "not %", Turned: plan.NoneOf, Exact: true, Alone: true},
	plan.AtLeast:     {Name: "AtLeast", Operand: Bound, CUE: ">=%", Words: "at least %", Measure: Number, Side: Above, Turned: plan.AtMost, Exact: true, Alone: true},
	plan.AtMost:      {Name: "AtMost", Operand: Bound, CUE: "<=%", Words: "at most %", Measure: Number, Side: Below, Turned: plan.AtLeast, Exact: true, Alone: true},
	plan.GreaterThan: {Name: "GreaterThan", Operand: Bound, CUE: ">%", Words: "more than %", Measure: Number, Side: Above, Turned: plan.LessThan, Exact: true, Alone: true},
	plan.LessThan:    {Name: "LessThan", Operand: Bound, CUE: "<%", Words: "less than %", Measure: Number, Side: Below, Turned: plan.GreaterThan, Exact: true, Alone: true},
	plan.MultipleOf:  {Name: "MultipleOf", Operand: Bound, CUE: "math.MultipleOf(%)", Words: "a multiple of %", Exact: true, Alone: true},
	plan.Day:         {Name: "Day", Operand: Layout, CUE: "time.Format(%)", Words: "a day written %", Exact: true, Alone: true},
	plan.As:          {Name: "As"},
	plan.Call:        {Name: "Call", Operand: Function, CUE: "%", Words: "accepted by %"},
	plan.Unique:      {Name: "Unique", CUE: "list.UniqueItems()", Words: "no two elements alike"},
	plan.Count:       {Name: "Count", Operand: Trial},
	plan.Contains:    {Name: "Contains", Operand: Trial},
	plan.Branch:      {Name: "Branch", Operand: Trial, Words: "what matchIf at % asks for"},
	plan.Holds:       {Name: "Holds", Operand: Trial, Words: "JSON text of a value as at %"},
	plan.Delegated:   {Name: "Delegated", Operand: Trial, Words: "what CUE itself decides at %"},
	plan.Judge:       {Name: "Judge", Operand: Rule, Exact: true},
}

// All are the ops of a plan.
func All() []plan.Op {
	all := make([]plan.Op, len(table))
	for i := range all {
		all[i] = plan.Op(i)
	}
	return all
}

// IsLimit reports whether an op compares a size or a number with a limit.
func (i Info) IsLimit() bool { return i.Measure != NoMeasure }

// IsSize reports whether an op compares a size with a limit.
func (i Info) IsSize() bool { return i.Measure == Characters || i.Measure == Elements }
