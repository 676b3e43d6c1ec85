package mutate

import (
	"math/big"

	"github.com/passant-go/passant/engine/plan"
)

// operands are the numbers that a check compares with.
func operands(c *plan.Check) (all []string) {
	if c.Bound != "" {
		all = append(all, c.Bound)
	}
	for _, l := range c.Values {
		if l.Kind&numbers != 0 {
			all = append(all, l.Text)
		}
	}
	return all
}

// near are the numbers of a kind at an operand and on both sides of it.
func near(operand string, kind plan.Kind) (all []*value) {
	for _, distance := range []*big.Rat{{}, big.NewRat(1, 1), big.NewRat(-1, 1), big.NewRat(1, 1024), big.NewRat(-1, 1024)} {
		if n := distance.Add(distance, rational(operand)); kind == plan.KindFloat || n.IsInt() {
			all = append(all, scalar(spell(n, kind)))
		}
	}
	return all
}

// spell is a literal of n, an integer or not as kind asks.
func spell(n *big.Rat, kind plan.Kind) string {
	if kind == plan.KindInt {
		return n.Num().String()
	}
	return n.FloatString(10) // operands and what is added to them are this short
}
