package compile

import (
	"errors"
	"regexp"
	"strconv"

	"cuelang.org/go/cue/token"

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
func (c *compiler) matching(pattern string, not bool, at token.Pos) typ {
	k := plainCheck(plan.Match, plan.KindString, "pattern", at)
	if not {
		k.Op = plan.NoMatch
	}
	a, err := c.automaton(pattern)
	var large *automaton.TooLargeError
	switch {
	case err == nil:
		k.Pattern = a
	case !errors.As(err, &large):
		c.fault(at, "", "%v", err)
	case c.external:
		c.fault(at, "make it smaller, or leave the contract to compile.FS", "%v", err)
	default:
		k.Op, k.Function = plan.Call, &expression{regexp.MustCompile(pattern), not}
	}
	return single(k)
}

// automaton is that of a pattern; equal ones share it.
func (c *compiler) automaton(pattern string) (*plan.Automaton, error) {
	if a, ok := c.automata[pattern]; ok {
		return a, nil
	}
	a, err := automaton.Compile(pattern)
	if err == nil {
		c.automata[pattern] = a
	}
	return a, err
}
