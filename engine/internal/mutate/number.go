package mutate

import (
	"cmp"
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
func (g *goal) numbers(kind plan.Kind) (values []*value) {
	var all []*big.Rat
	edges := []*big.Rat{new(big.Rat)}
	for _, c := range append(append(pointers(g.typ.Checks), g.passes()...), g.fails, g.near, &plan.Check{Values: g.typ.Except}) {
		if c != nil {
			for _, operand := range operands(c) {
				edges = append(edges, rational(operand))
			}
		}
	}
	for _, v := range g.not {
		if n := v.number(); n != nil {
			edges = append(edges, n)
		}
	}
	for _, r := range g.related {
		if n := r.operand(); n != nil {
			edges = append(edges, n)
		}
	}
	for _, n := range g.edges {
		edges = append(edges, rational(n))
	}
	slices.SortFunc(edges, (*big.Rat).Cmp)
	edges = slices.CompactFunc(edges, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })

	one := big.NewRat(1, 1)
	step, fine := g.step(kind)
	for i, n := range edges {
		around := []*big.Rat{n, new(big.Rat).Add(n, one), new(big.Rat).Sub(n, one)}
		if i > 0 {
			sum := new(big.Rat).Add(n, edges[i-1])
			around = append(around, sum.Quo(sum, big.NewRat(2, 1)))
		}
		if !n.IsInt() {
			around = append(around, floor(n), new(big.Rat).Add(floor(n), one))
		}
		for k := 2; k <= g.steps; k++ {
			far := big.NewRat(int64(k), 1)
			around = append(around, new(big.Rat).Add(n, far), new(big.Rat).Sub(n, far))
		}
		if step != nil { // two multiples on each side, as one of them may be a multiple of what is to be failed, too
			last := new(big.Rat).Mul(floor(new(big.Rat).Quo(n, step)), step)
			for k := int64(-2); k <= 2+int64(g.steps); k++ {
				around = append(around, new(big.Rat).Add(last, new(big.Rat).Mul(big.NewRat(k, 1), step)))
			}
		}
		if fine != nil && i+1 < len(edges) { // of two numbers so near to each other one is no multiple
			apart := new(big.Rat).Sub(edges[i+1], n)
			apart.Mul(apart, big.NewRat(1, 4))
			if apart.Cmp(fine) > 0 {
				apart = fine
			}
			around = append(around, new(big.Rat).Add(n, apart), new(big.Rat).Add(n, new(big.Rat).Add(apart, apart)))
		} else if fine != nil {
			finer := new(big.Rat).Mul(fine, big.NewRat(1, 2))
			for _, by := range []*big.Rat{fine, finer} {
				around = append(around, new(big.Rat).Add(n, by), new(big.Rat).Sub(n, by))
			}
		}
		all = append(all, around...)
	}
	if kind == plan.KindInt {
		all = slices.DeleteFunc(all, func(n *big.Rat) bool { return !n.IsInt() })
	}
	g.sortByDistance(all)
	all = slices.CompactFunc(all, func(a, b *big.Rat) bool { return a.Cmp(b) == 0 })
	for _, n := range all {
		values = append(values, &value{kind: kind, text: spell(n, kind), exact: n})
	}
	return values
}

// step is the number of which those that the goal wants of a kind are multiples, nil where there is none; fine is half of
// what they are to be no multiple of, nil likewise.
func (g *goal) step(kind plan.Kind) (step, fine *big.Rat) {
	for _, c := range g.passes() {
		if c.Op != plan.MultipleOf || c.On&kind == 0 {
			continue
		}
		if n := rational(c.Bound); step == nil {
			step = n
		} else {
			step = commonMultiple(step, n)
		}
	}
	fails := g.fails != nil && g.fails.Op == plan.MultipleOf
	if fails && step == nil {
		step = big.NewRat(1, 1)
	}
	if step != nil && kind == plan.KindInt {
		step = commonMultiple(step, big.NewRat(1, 1))
	}
	if fails {
		n := rational(g.fails.Bound)
		fine = n.Quo(n, big.NewRat(2, 1))
	}
	return step, fine
}

// commonMultiple is the least one of two numbers above 0.
func commonMultiple(a, b *big.Rat) *big.Rat {
	x := new(big.Int).Mul(a.Num(), b.Denom())
	y := new(big.Int).Mul(b.Num(), a.Denom())
	common := new(big.Int).Div(x, new(big.Int).GCD(nil, nil, x, y))
	return new(big.Rat).SetFrac(common.Mul(common, y), new(big.Int).Mul(a.Denom(), b.Denom()))
}

// sortByDistance puts the numbers nearest to the bound at hand first, or the smallest; of two the smaller one, or the one above 0.
func (g *goal) sortByDistance(all []*big.Rat) {
	from := new(big.Rat)
	for _, c := range []*plan.Check{g.near, g.fails} {
		if c != nil && c.Bound != "" {
			from = rational(c.Bound)
		}
	}
	size := func(n *big.Rat) *big.Rat { return new(big.Rat).Abs(n) }
	distances := make(map[*big.Rat]*big.Rat, len(all))
	for _, n := range all {
		distances[n] = size(new(big.Rat).Sub(n, from))
	}
	slices.SortFunc(all, func(a, b *big.Rat) int {
		if c := distances[a].Cmp(distances[b]); c != 0 {
			return c
		}
		return cmp.Or(size(a).Cmp(size(b)), b.Cmp(a))
	})
}

func floor(n *big.Rat) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Div(n.Num(), n.Denom()))
}
