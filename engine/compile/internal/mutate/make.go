package mutate

import (
	"math/big"
	"strconv"

	"github.com/passant-go/passant/engine/plan"
)

const (
	numbers = plan.KindInt | plan.KindFloat
	anyKind = plan.KindNull | plan.KindBool | numbers | plan.KindString | plan.KindList | plan.KindObject
)

// object makes an object that keeps the contract, as far as its fields can.
func (s *Source) object(o *plan.Object) *value {
	v := &value{kind: plan.KindObject}
	add := func(i int) {
		f := &o.Fields[i]
		if v.member(f.Name) == nil {
			v.members = append(v.members, member{f.Name, s.value(f, &f.Type, nil)})
		}
	}
	for i := range o.Fields {
		if o.Fields[i].Required != nil || s.rand.IntN(2) == 0 {
			add(i)
		}
	}
	for range o.Conditions { // one may bring about another
		for i := range o.Conditions {
			c := &o.Conditions[i]
			if decides := v.member(o.Fields[c.If].Name); c.Equals != nil && decides != nil && s.rand.IntN(4) == 0 {
				place{value: decides}.become(literal(*c.Equals))
			}
			if holds(o, c, v) {
				add(c.Require)
			}
		}
	}
	return v
}

// holds reports whether a condition asks for its field in v.
func holds(o *plan.Object, c *plan.Condition, v *value) bool {
	decides := v.member(o.Fields[c.If].Name)
	if c.Equals == nil {
		return decides == nil
	}
	return decides != nil && decides.equals(*c.Equals)
}

// value makes a value of a field that is of type t or, where a check is given, fails that check alone. It is often at
// a limit. Where there seems to be no such value, any other is made.
func (s *Source) value(f *plan.Field, t *plan.Type, against *plan.Check) *value {
	v := s.attempt(f, t, against)
	for range 8 {
		if v.nothing(&s.plan.Read)&(f.Missing|f.Absent) == 0 {
			break
		}
		v = s.attempt(f, t, against)
	}
	v.field, v.typ = f, t
	return v
}

func (s *Source) attempt(f *plan.Field, t *plan.Type, against *plan.Check) *value {
	if against == nil && len(t.Except) > 0 && s.rand.IntN(4) == 0 {
		return literal(pick(s.rand, t.Except))
	}
	checks := pointers(t.Checks)
	if t == &f.Type && s.rand.IntN(4) > 0 {
		checks = append(checks, pointers(f.Expected)...)
	}
	kinds := anyKind
	for _, c := range checks {
		kinds &^= c.Refuses
	}
	if against != nil {
		if kinds &= against.On; kinds == 0 || s.rand.IntN(2) == 0 {
			kinds = against.On | against.Refuses
		}
	}
	m := maker{s, checks, s.kind(kinds), against}
	if values := m.values(); len(values) > 0 {
		return literal(pick(s.rand, values))
	}
	if against != nil && against.Refuses&m.kind != 0 {
		return s.anything(m.kind)
	}
	switch m.kind {
	case plan.KindInt, plan.KindFloat:
		return m.number()
	case plan.KindString:
		return m.text()
	case plan.KindList:
		return m.list(t.Elem)
	case plan.KindObject:
		return m.object(t.Object)
	}
	return s.anything(m.kind)
}

func pointers(checks []plan.Check) (all []*plan.Check) {
	for i := range checks {
		all = append(all, &checks[i])
	}
	return all
}

// kind is one of kinds.
func (s *Source) kind(kinds plan.Kind) plan.Kind {
	var all []plan.Kind
	for k := plan.KindNull; k <= plan.KindObject; k <<= 1 {
		if kinds&k != 0 {
			all = append(all, k)
		}
	}
	if len(all) == 0 {
		return plan.KindNull
	}
	return pick(s.rand, all)
}

// A maker makes a value of a kind that passes all checks but one.
type maker struct {
	*Source
	checks  []*plan.Check
	kind    plan.Kind
	against *plan.Check
}

// relevant are the checks that decide on the kind.
func (m *maker) relevant(yield func(c *plan.Check, pass bool) bool) {
	for _, c := range m.checks {
		if c.On&m.kind != 0 && !yield(c, c != m.against) {
			return
		}
	}
}

// values are the literals that the value must be one of, if it must.
func (m *maker) values() (values []plan.Literal) {
	for c, pass := range m.relevant {
		if c.Op == plan.OneOf && pass || c.Op == plan.NoneOf && !pass {
			for _, l := range c.Values {
				if l.Kind == m.kind {
					values = append(values, l)
				}
			}
		}
	}
	return values
}

// size is a number of characters, elements or members.
func (m *maker) size() int {
	low, high := 0, -1
	for c, pass := range m.relevant {
		switch c.Op {
		case plan.MinLength, plan.MinItems:
			if !pass {
				return max(0, c.Limit-1)
			}
			low = max(low, c.Limit)
		case plan.MaxLength, plan.MaxItems:
			if !pass {
				return c.Limit + 1
			}
			if high < 0 || c.Limit < high {
				high = c.Limit
			}
		}
	}
	if high < low {
		high = low + 12
	}
	switch m.rand.IntN(4) {
	case 0:
		return low
	case 1:
		return high
	}
	return low + m.rand.IntN(min(high-low, 12)+1)
}

func (m *maker) list(elem *plan.Type) *value {
	v := &value{kind: plan.KindList}
	for range m.size() {
		if elem != nil {
			v.elems = append(v.elems, m.value(&plan.Field{}, elem, nil))
		} else {
			v.elems = append(v.elems, m.anything(m.Source.kind(anyKind)))
		}
	}
	return v
}

func (m *maker) object(o *plan.Object) *value {
	if o != nil {
		return m.Source.object(o)
	}
	v := &value{kind: plan.KindObject}
	for i := range m.size() {
		v.members = append(v.members, member{"k" + strconv.Itoa(i), m.anything(plan.KindInt)})
	}
	return v
}

// text is sometimes surrounded by what reading cuts off.
func (m *maker) text() *value {
	w := &walk{rand: m.rand, spice: pick(m.rand, []int{0, 1, 8}), dead: map[string]struct{}{}}
	for c, pass := range m.relevant {
		switch c.Op {
		case plan.Match, plan.NoMatch:
			w.demands = append(w.demands, demand{c.Pattern, (c.Op == plan.Match) == pass})
		case plan.OneOf:
			return text(m.alter(pick(m.rand, c.Values).Text))
		}
	}
	made, ok := "", false
	for try := 0; !ok && try < 40; try++ {
		n := m.size()
		if try >= 8 {
			n = try - 8
		}
		made, ok = w.text(n)
	}
	if !ok {
		return m.anything(plan.KindString)
	}
	if m.rand.IntN(8) == 0 {
		made = m.padded(made)
	}
	return text(made)
}

// number is one near a bound, if there are any.
func (m *maker) number() *value {
	candidates := []*big.Rat{big.NewRat(m.rand.Int64N(2000)-500, 1), big.NewRat(m.rand.Int64N(1000), 8)}
	for c := range m.relevant {
		for _, text := range operands(c) {
			for _, distance := range []*big.Rat{{}, big.NewRat(1, 1), big.NewRat(-1, 1), big.NewRat(1, 1024), big.NewRat(-1, 1024)} {
				candidates = append(candidates, distance.Add(distance, rational(text)))
			}
		}
	}
	m.rand.Shuffle(len(candidates), func(i, j int) { candidates[i], candidates[j] = candidates[j], candidates[i] })
	for _, n := range candidates {
		if m.kind == plan.KindInt && !n.IsInt() {
			continue
		}
		good := true
		for c, pass := range m.relevant {
			good = good && accepts(c, n) == pass
		}
		if good {
			return scalar(spell(n, m.kind))
		}
	}
	return m.anything(m.kind)
}
