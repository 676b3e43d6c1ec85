package drawtest

import "strings"

// trial tries a value against types.
func (g *grammar) trial(depth int) drawn {
	how := g.s.Below(4)
	return g.tried(func() drawn {
		switch how {
		case 0, 1:
			return g.structure(depth - 1)
		case 2:
			return g.scalar()
		}
		return g.typ(depth - 1)
	})
}

// tried is matchN or matchIf of types that of draws.
func (g *grammar) tried(of func() drawn) drawn {
	if g.s.in(4) {
		a, b, c := of(), of(), of()
		return drawn{"matchIf(" + a.text + ", " + b.text + ", " + c.text + ")", either(either(a, b), c).like}
	}
	types, texts := []drawn{}, []string{}
	count := g.count()
	for range one(g.s, 1, 2, 2, 3) {
		d := of()
		types, texts = append(types, d), append(texts, d.text)
	}
	return drawn{"matchN(" + count + ", [" + strings.Join(texts, ", ") + "])", func(s *Stream) *value {
		v := one(s, types...).like(s)
		if s.in(3) {
			v = merge(v, one(s, types...).like(s))
		}
		return v
	}}
}
