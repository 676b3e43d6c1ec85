package mutate

import (
	"cmp"
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// A goal is a value of a type as a payload gives it to the checks.
type goal struct {
	field *plan.Field
	typ   *plan.Type
	inner bool           // of an element, where reading takes nothing for absent
	near  *plan.Check    // this one decides on it, and it is at its limit if possible
	fails *plan.Check    // it fails this one, which may be of another plan
	not   []plan.Literal // it is none of these
}

// kinds are all of them, those on which the goal turns first.
func (g *goal) kinds() []plan.Kind {
	kinds := []plan.Kind{plan.KindString, plan.KindInt, plan.KindFloat, plan.KindBool, plan.KindList, plan.KindObject, plan.KindNull}
	turns := func(k plan.Kind) int {
		for _, c := range []*plan.Check{g.near, g.fails} {
			if c != nil && c.On&k != 0 {
				return 0
			}
		}
		return 1
	}
	slices.SortStableFunc(kinds, func(a, b plan.Kind) int { return cmp.Compare(turns(a), turns(b)) })
	return kinds
}

// passes are the checks that a value has to pass: all but the one that it fails, and what that one keeps from being asked.
func (g *goal) passes() (checks []*plan.Check) {
	for i := range g.typ.Checks {
		c := &g.typ.Checks[i]
		if c == g.fails {
			if c.Stop {
				break
			}
			continue
		}
		checks = append(checks, c)
	}
	return checks
}

func (g *goal) reached(v *value) bool {
	if g.fails != nil && !fails(g.fails, v) || slices.ContainsFunc(g.not, v.equals) {
		return false
	}
	if g.near != nil && g.near.On != 0 && g.near.On&v.kind == 0 {
		return false
	}
	return slices.ContainsFunc(g.typ.Except, v.equals) ||
		!slices.ContainsFunc(g.passes(), func(c *plan.Check) bool { return fails(c, v) })
}

func fails(c *plan.Check, v *value) bool {
	return v.kind&c.Refuses != 0 || v.kind&c.On != 0 && !accepts(c, v)
}
