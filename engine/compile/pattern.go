package compile

import (
	"errors"
	"regexp"
	"strconv"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/plan"
)

// An expression is a pattern that is too large for an automaton, which package regexp decides. Go that is written has none.
type expression struct {
	pattern *regexp.Regexp
	not     bool
}

func (e *expression) Accepts(_ plan.Kind, text []byte) bool { return e.pattern.Match(text) != e.not }

func (e *expression) String() string {
	op := "=~"
	if e.not {
		op = "!~"
	}
	return op + strconv.Quote(e.pattern.String())
}

// matching is the strings that match a pattern, or do not.
func (r reader) matching(pattern string, not bool, at token.Pos) types.Type {
	k := types.NewCheck(plan.Match, plan.KindString, "pattern", at)
	if not {
		k.Op = plan.NoMatch
	}
	a, err := r.automata.of(pattern)
	var large *automaton.TooLargeError
	switch {
	case err == nil:
		k.Pattern = a
	case !errors.As(err, &large):
		r.Add(at, "", "%v", err)
	case r.external:
		r.Add(at, "make it smaller, or leave the contract to compile.FS", "%v", err)
	default:
		k.Op, k.Function = plan.Call, &expression{regexp.MustCompile(pattern), not}
	}
	return types.Single(k)
}

// automata are those of patterns; equal ones share theirs.
type automata map[string]*plan.Automaton

// of is the automaton of a pattern.
func (known automata) of(pattern string) (*plan.Automaton, error) {
	if a, ok := known[pattern]; ok {
		return a, nil
	}
	a, err := automaton.Compile(pattern)
	if err == nil {
		known[pattern] = a
	}
	return a, err
}
