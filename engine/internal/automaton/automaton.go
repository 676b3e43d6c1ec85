// Package automaton compiles a pattern in RE2 syntax to a [plan.Automaton], and compares automata.
//
// The pattern becomes a [syntax.Prog], as in package regexp. Its runes are split into bytes ([alphabet]), the sets of
// its threads become states ([determinise]), and states that agree on every text become one ([table.minimise]).
package automaton

import (
	"fmt"
	"regexp/syntax"

	"github.com/passant-go/passant/engine/plan"
)

// Limits on a pattern; one that passes any of them is refused with a [TooLargeError].
// A pattern made to approach the first two at once takes seconds and some hundred megabytes: compile none of a stranger.
const (
	MaxInstructions = 1 << 12        // of the program the pattern compiles to, counted repeats written out
	MaxStates       = 1 << 12        // before minimisation
	MaxTransitions  = plan.AlwaysRow // in the finished table, two bytes each: rows times classes
)

// TooLargeError reports a pattern that passes one of the limits of this package.
type TooLargeError struct {
	Pattern string
	Unit    string // "instructions", "states" or "transitions"
	Limit   int    // of that unit
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("pattern needs more than %d %s: `%s`", e.Limit, e.Unit, e.Pattern)
}

// Compile returns the automaton that accepts the valid UTF-8 texts in which package regexp finds a match of pattern.
// Equal patterns give equal automata. The error is a [*TooLargeError] or wraps the [*syntax.Error] of package regexp.
func Compile(pattern string) (*plan.Automaton, error) {
	prog, err := parse(pattern)
	if err != nil {
		return nil, fmt.Errorf("pattern: %w", err)
	}
	if len(prog.Inst) > MaxInstructions {
		return nil, &TooLargeError{pattern, "instructions", MaxInstructions}
	}
	t, ok := determinise(prog)
	if !ok {
		return nil, &TooLargeError{pattern, "states", MaxStates}
	}
	a, ok := t.minimise().encode()
	if !ok {
		return nil, &TooLargeError{pattern, "transitions", MaxTransitions}
	}
	a.Pattern = pattern
	return a, nil
}

// parse returns the program of `(?s:.)*?pattern`, so that a match may begin at any rune.
func parse(pattern string) (*syntax.Prog, error) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, err
	}
	skip := &syntax.Regexp{Op: syntax.OpStar, Flags: syntax.NonGreedy, Sub: []*syntax.Regexp{{Op: syntax.OpAnyChar}}}
	return syntax.Compile(&syntax.Regexp{Op: syntax.OpConcat, Sub: []*syntax.Regexp{skip, re.Simplify()}})
}
