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

	beside []*plan.Type // it is of these, too
	again  int          // it is in as many others of types that contain themselves

	inner bool        // of an element, where reading takes nothing for absent
	near  *plan.Check // this one decides on it, and it is at its limit if possible
	fails *plan.Check // it fails this one, which may be of another plan
	not   []*value    // it is none of these

	related []relation // to other members
	edges   []string   // numbers that matter to members that it is compared with
	steps   int        // how many numbers in a row are looked at beside each
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
	for _, t := range g.beside {
		for i := range t.Checks {
			if c := &t.Checks[i]; len(t.Except) == 0 && !g.same(c) {
				checks = append(checks, c)
			}
		}
	}
	return checks
}

// same reports whether a check is the one that the value fails, perhaps a copy of it.
func (g *goal) same(c *plan.Check) bool {
	return g.fails != nil && (c == g.fails || sameCheck(c, g.fails))
}

// of is the goal of a value of another type, besides being one of the goal's own, but for one of its checks.
func (g goal) of(t *plan.Type, but *plan.Check) goal {
	own, other := *g.typ, *t
	own.Again = 0
	own.Checks = slices.DeleteFunc(slices.Clone(g.typ.Checks), func(c plan.Check) bool { return c.Op == plan.As || but != nil && sameCheck(&c, but) || g.same(&c) })
	other.Checks = slices.DeleteFunc(slices.Clone(t.Checks), func(c plan.Check) bool { return g.same(&c) })
	g.typ, g.beside = &other, append(slices.Clip(g.beside), &own)
	return g
}

func (g *goal) reached(v *value) bool {
	if g.fails != nil && !fails(g.fails, v) || slices.ContainsFunc(g.not, v.same) {
		return false
	}
	if slices.ContainsFunc(g.related, func(r relation) bool { return !r.holds(v) }) {
		return false
	}
	if g.near != nil && g.near.On != 0 && g.near.On&v.kind == 0 {
		return false
	}
	for _, t := range g.beside {
		of := *t
		of.Checks = slices.DeleteFunc(slices.Clone(t.Checks), func(c plan.Check) bool { return g.same(&c) })
		if !has(&of, v) {
			return false
		}
	}
	return slices.ContainsFunc(g.typ.Except, v.equals) ||
		!slices.ContainsFunc(g.passes(), func(c *plan.Check) bool { return fails(c, v) })
}

func fails(c *plan.Check, v *value) bool {
	return v.kind&c.Refuses != 0 || v.kind&c.On != 0 && !accepts(c, v)
}
