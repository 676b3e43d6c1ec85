package mutate

import (
	"slices"
	"time"

	"github.com/passant-go/passant/engine/plan"
)

// accepts reports whether a check that decides on values of v's kind accepts v. Rules accept all.
func accepts(c *plan.Check, v *value) bool {
	switch c.Op {
	case plan.MinLength, plan.MinItems:
		return v.size() >= c.Limit
	case plan.MaxLength, plan.MaxItems:
		return v.size() <= c.Limit
	case plan.Match:
		return c.Pattern.Match([]byte(v.text))
	case plan.NoMatch:
		return !c.Pattern.Match([]byte(v.text))
	case plan.OneOf:
		return slices.ContainsFunc(c.Values, v.equals)
	case plan.NoneOf:
		return !slices.ContainsFunc(c.Values, v.equals)
	case plan.AtLeast:
		return v.number().Cmp(rational(c.Bound)) >= 0
	case plan.AtMost:
		return v.number().Cmp(rational(c.Bound)) <= 0
	case plan.GreaterThan:
		return v.number().Cmp(rational(c.Bound)) > 0
	case plan.LessThan:
		return v.number().Cmp(rational(c.Bound)) < 0
	case plan.MultipleOf:
		return multiple(v.number(), c.Bound)
	case plan.Count, plan.Contains, plan.Branch:
		return tries(c, v)
	case plan.Delegated:
		return c.Trial.Delegate.Accepts(v.append(nil, nil))
	case plan.Call:
		return c.Function.Accepts(v.kind, v.operand())
	case plan.Day:
		_, err := time.Parse(layouts[c.Layout], v.text)
		return err == nil
	}
	return true
}
