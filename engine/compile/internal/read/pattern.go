package read

import (
	"errors"
	"regexp"
	"slices"
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/plan"
)

// patternOf is an object whose members [string]: X describes, all of them, or those with a name that matches.
func (r Reader) patternOf(n source.Node, x *ast.Field) *types.Members {
	label := x.Label.(*ast.ListLit)
	hint := `write [string]: X or [=~"…"]: X`
	bad := func() *types.Members {
		r.Unsupported(x.Pos(), hint, "the label %s is not supported", source.Show(label))
		return &types.Members{}
	}
	if len(label.Elts) != 1 {
		return bad()
	}
	names := r.Expr(n.With(label.Elts[0]))
	one := types.Pattern{Type: r.Declaration(n.Value(x), false), At: x.Pos()}
	if slices.ContainsFunc(names.Checks, func(k types.Check) bool { return k.Function != nil }) {
		hint = `write [string]: X or, with a smaller pattern, [=~"…"]: X`
	}
	switch i := slices.IndexFunc(names.Checks, func(k types.Check) bool { return k.Op != plan.Kinds }); {
	case names.Kinds&plan.KindString == 0 || names.Members != nil || len(names.Except) > 0 || names.Choices != nil:
		return bad()
	case i < 0:
	case len(names.Checks) == 1 && names.Checks[0].Pattern != nil:
		one.Name, one.Not = names.Checks[0].Pattern, names.Checks[0].Op == plan.NoMatch
	default:
		return bad()
	}
	return &types.Members{Patterns: []types.Pattern{one}}
}

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
func (r Reader) matching(pattern string, not bool, at token.Pos) types.Type {
	k := types.NewCheck(plan.Match, plan.KindString, "pattern", at)
	if not {
		k.Op = plan.NoMatch
	}
	a, err := r.Automata.Of(pattern)
	var large *automaton.TooLargeError
	switch {
	case err == nil:
		k.Pattern = a
	case !errors.As(err, &large):
		r.Add(at, "", "%v", err)
	case r.External:
		r.Add(at, "make it smaller, or leave the contract to compile.FS", "%v", err)
	default:
		k.Op, k.Function = plan.Call, &expression{regexp.MustCompile(pattern), not}
	}
	return types.Single(k)
}

// Automata are those of patterns; equal ones share theirs.
type Automata map[string]*plan.Automaton

// Of is the automaton of a pattern.
func (known Automata) Of(pattern string) (*plan.Automaton, error) {
	if a, ok := known[pattern]; ok {
		return a, nil
	}
	a, err := automaton.Compile(pattern)
	if err == nil {
		known[pattern] = a
	}
	return a, err
}
