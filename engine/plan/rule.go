package plan

import "github.com/passant-go/passant/rules"

// A Rule is a Go rule with the arguments that a contract gives it.
type Rule struct {
	// Bound holds the rule once for every combination of the options that its arguments name: bit i of
	// the index is the state of the option Options[i].
	Bound   []rules.Checker
	Options []int // indices of Endpoint.Options

	// Refs are the fields of the same object that arguments name, in the order in which the rule asks for
	// them. A rule with any runs once the object is complete, and only where none of them has a violation; the text
	// of one that is absent is nil.
	Refs []Ref

	// Implies are patterns that every text matches which the rule accepts.
	Implies []string
}

// With is the rule as the host's options bind it: bit i of switches is the state of Endpoint.Options[i].
func (r *Rule) With(switches uint64) rules.Checker {
	i := 0
	for bit, option := range r.Options {
		i |= int(switches>>option&1) << bit
	}
	return r.Bound[i]
}

// A Ref is a field whose text a rule is given, or a part of it.
type Ref struct {
	Field int // index in Object.Fields

	// Part names the part that Of, a rule of that field, finds in the text; without Of it is the whole.
	Part string
	Of   rules.Parter
}
