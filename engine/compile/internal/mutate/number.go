package mutate

import (
	"math/big"

	"github.com/passant-go/passant/engine/plan"
)

// operands are the numbers that a check compares with.
func operands(c *plan.Check) (all []string) {
	switch c.Op {
	case plan.AtLeast, plan.AtMost, plan.GreaterThan, plan.LessThan:
		return []string{c.Bound}
	case plan.OneOf, plan.NoneOf:
		for _, l := range c.Values {
			if l.Kind&numbers != 0 {
				all = append(all, l.Text)
			}
		}
	}
	return all
}

// accepts reports whether a check that decides on numbers accepts n.
func accepts(c *plan.Check, n *big.Rat) bool {
	among := false
	for _, text := range operands(c) {
		switch order := n.Cmp(rational(text)); c.Op {
		case plan.AtLeast:
			return order >= 0
		case plan.AtMost:
			return order <= 0
		case plan.GreaterThan:
			return order > 0
		case plan.LessThan:
			return order < 0
		default:
			among = among || order == 0
		}
	}
	switch c.Op {
	case plan.OneOf:
		return among
	case plan.NoneOf:
		return !among
	}
	return true
}

// spell is a literal of n, an integer or not as kind asks.
func spell(n *big.Rat, kind plan.Kind) string {
	if kind == plan.KindInt {
		return n.Num().String()
	}
	return n.FloatString(10) // operands and what is added to them are this short
}
