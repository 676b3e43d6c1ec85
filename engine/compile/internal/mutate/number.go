package mutate

import (
	"math/big"
	"slices"

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

// spell is a literal of n, which has a finite decimal form; an integer or not as kind asks.
func spell(n *big.Rat, kind plan.Kind) string {
	if kind == plan.KindInt {
		return n.Num().String()
	}
	digits, _ := n.FloatPrec()
	return n.FloatString(max(digits, 1))
}

// numbers are those at all operands, and between and beyond them: of the sets that the checks tell apart there is one in
// each.
func (g *goal) numbers(kind plan.Kind) (all []*value) {
	edges := []*big.Rat{new(big.Rat)}
	for _, c := range append(pointers(g.typ.Checks), g.fails, g.near, &plan.Check{Values: g.typ.Except}, &plan.Check{Values: g.not}) {
		if c != nil {
			for _, operand := range operands(c) {
				edges = append(edges, rational(operand))
			}
		}
	}
	slices.SortFunc(edges, (*big.Rat).Cmp)

	one := big.NewRat(1, 1)
	for i, n := range edges {
		around := []*big.Rat{n, new(big.Rat).Add(n, one), new(big.Rat).Sub(n, one)}
		if i > 0 {
			sum := new(big.Rat).Add(n, edges[i-1])
			around = append(around, sum.Quo(sum, big.NewRat(2, 1)))
		}
		if !n.IsInt() {
			around = append(around, floor(n), new(big.Rat).Add(floor(n), one))
		}
		for _, n := range around {
			if kind == plan.KindFloat || n.IsInt() {
				all = append(all, scalar(spell(n, kind)))
			}
		}
	}
	g.sortByDistance(all)
	return all
}

// sortByDistance puts the numbers nearest to the bound at hand first, or the smallest.
func (g *goal) sortByDistance(all []*value) {
	from := new(big.Rat)
	for _, c := range []*plan.Check{g.near, g.fails} {
		if c != nil && c.Bound != "" {
			from = rational(c.Bound)
		}
	}
	distance := func(v *value) *big.Rat {
		d := new(big.Rat).Sub(v.number(), from)
		return d.Abs(d)
	}
	slices.SortStableFunc(all, func(a, b *value) int { return distance(a).Cmp(distance(b)) })
}

func floor(n *big.Rat) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Div(n.Num(), n.Denom()))
}
