package mutate

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// A relation is what a value is to one that is known: op, or the contrary.
type relation struct {
	op  plan.Op // as of plan.Comparison
	to  *value
	not bool
}

// relate is what a value is to one of the members that comparisons are about, the field itself or the other.
func relate(c *plan.Comparison, of int, to *value, not bool) relation {
	if of == c.Field {
		return relation{c.Op, to, not}
	}
	return relation{ops.Of(c.Op).Turned, to, not}
}

// holds reports whether v is related so. Values that cannot be compared are not.
func (r relation) holds(v *value) bool {
	var order int
	switch a, b := v.number(), r.to.number(); {
	case r.op == plan.OneOf || r.op == plan.NoneOf:
		return (v.same(r.to) == (r.op == plan.OneOf)) != r.not
	case a != nil && b != nil:
		order = a.Cmp(b)
	case v.kind == plan.KindString && r.to.kind == plan.KindString:
		order = strings.Compare(v.text, r.to.text)
	default:
		return false
	}
	return ordered(r.op, order) != r.not
}

// ordered reports whether op holds where values compare so.
func ordered(op plan.Op, order int) bool {
	switch op {
	case plan.AtLeast:
		return order >= 0
	case plan.AtMost:
		return order <= 0
	case plan.GreaterThan:
		return order > 0
	}
	return order < 0
}

// operand is the number of a relation, nil where it has none.
func (r relation) operand() *big.Rat { return r.to.number() }

// language is the texts that are related so, if it is a relation to a text.
func (r relation) language() (l language, ok bool) {
	if r.to.kind != plan.KindString {
		return l, false
	}
	switch r.op {
	case plan.OneOf, plan.NoneOf:
		l = among([]string{r.to.text})
		if (r.op == plan.NoneOf) != r.not {
			l = l.not()
		}
		return l, true
	}
	return compared(r.to.text, func(order int) bool { return ordered(r.op, order) != r.not }), true
}

// compared is the texts whose order to a text, by their bytes, is as wanted.
func compared(to string, wanted func(order int) bool) language {
	const below, above = ^uint32(0), ^uint32(0) - 1 // other states are how many bytes are the same
	order := func(state uint32) int {
		switch state {
		case below:
			return -1
		case above:
			return 1
		}
		return cmp.Compare(int(state), len(to))
	}
	var known [256]bool
	for _, b := range []byte(to) {
		known[b] = true
	}
	class := make([]uint16, 256) // the bytes of the text, and those between two of them
	for b := 1; b < 256; b++ {
		class[b] = class[b-1]
		if known[b] || known[b-1] {
			class[b]++
		}
	}
	return language{
		next: func(state uint32, b byte) uint32 {
			switch {
			case state == below || state == above:
				return state
			case int(state) == len(to) || b > to[state]:
				return above
			case b < to[state]:
				return below
			}
			return state + 1
		},
		has:   func(state uint32) bool { return wanted(order(state)) },
		dead:  func(state uint32) bool { return (state == below || state == above) && !wanted(order(state)) },
		class: func(b byte) uint16 { return class[b] },
	}
}

// Implies reports whether an object already says what a comparison of two of its members does: as it stands, from the other
// side, more strictly, or by way of members that are always there.
func Implies(o *plan.Object, c *plan.Comparison) bool {
	switch c.Op {
	case plan.LessThan, plan.AtMost:
		return Implies(o, &plan.Comparison{Field: c.Other, Op: ops.Of(c.Op).Turned, Other: c.Field})
	case plan.NoneOf:
		above, below := *c, *c
		above.Op, below.Op = plan.GreaterThan, plan.LessThan
		return slices.ContainsFunc(o.Comparisons, func(k plan.Comparison) bool {
			return k.Op == plan.NoneOf && (k.Field == c.Field && k.Other == c.Other || k.Field == c.Other && k.Other == c.Field)
		}) || Implies(o, &above) || Implies(o, &below)
	}
	type place struct {
		field  int
		strict bool
	}
	seen := map[place]bool{}
	var reaches func(from place) bool
	reaches = func(from place) bool {
		if from.field == c.Other && (from.strict || c.Op != plan.GreaterThan) {
			return true
		}
		if seen[from] || from.field != c.Field && o.Fields[from.field].Required == nil {
			return false
		}
		seen[from] = true
		return slices.ContainsFunc(o.Comparisons, func(k plan.Comparison) bool {
			for _, k := range []plan.Comparison{k, {Field: k.Other, Op: ops.Of(k.Op).Turned, Other: k.Field}} {
				up := k.Op == plan.OneOf || c.Op != plan.OneOf && (k.Op == plan.AtLeast || k.Op == plan.GreaterThan)
				if k.Field == from.field && up && reaches(place{k.Other, from.strict || k.Op == plan.GreaterThan}) {
					return true
				}
			}
			return false
		})
	}
	return reaches(place{field: c.Field})
}
