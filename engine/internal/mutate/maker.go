package mutate

import (
	"math"
	"slices"
	"strconv"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// longest is by how many characters a text that patterns want may pass the least that it may have.
const longest = 255

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

// fits reports whether v is what the checks ask for.
func (m *maker) fits(v *value) bool {
	for c, pass := range m.relevant {
		if accepts(c, v) != pass {
			return false
		}
	}
	return true
}

// value makes a value that fits, as far as one try goes.
func (m *maker) value(t *plan.Type) *value {
	if t.Again != 0 {
		if m.inside >= 2*deepest && m.kind&(plan.KindList|plan.KindObject) != 0 { // all of these are required: no value ends
			return &value{kind: m.kind}
		}
		t = &m.plan.Types[t.Again-1]
		m.inside++
		defer func() { m.inside-- }()
	}
	if m.kind != plan.KindString || m.rand.IntN(4) > 0 {
		candidates := m.candidates(t)
		m.rand.Shuffle(len(candidates), func(i, j int) { candidates[i], candidates[j] = candidates[j], candidates[i] })
		if i := slices.IndexFunc(candidates, m.fits); i >= 0 {
			return candidates[i]
		}
	}
	switch m.kind {
	case plan.KindString:
		return m.text()
	case plan.KindList:
		return m.list(t)
	case plan.KindObject:
		return m.object(t.Object)
	}
	return m.anything(m.kind)
}

// candidates are values at the edges of what the checks tell apart, if that can be listed.
func (m *maker) candidates(t *plan.Type) (all []*value) {
	if m.kind&numbers != 0 {
		all = near(strconv.Itoa(m.rand.IntN(2000)-500), m.kind)
	}
	all = append(all, m.tried(t)...)
	for c := range m.relevant {
		for _, l := range c.Values {
			if l.Kind == m.kind {
				all = append(all, literal(l))
			}
			if m.kind == plan.KindString {
				all = append(all, text(m.alter(l.Text)))
			}
		}
		if m.kind&numbers != 0 {
			for _, operand := range operands(c) {
				all = append(all, near(operand, m.kind)...)
			}
		}
		if c.Op == plan.Day {
			all = append(all, days(m.rand, c.Layout)...)
		}
		if c.Op == plan.Call {
			all = append(all, m.subjects(c.Function)...)
		}
	}
	return all
}

// limits are the sizes between which the checks want that of the value.
func (m *maker) limits() (low, high int) {
	high = math.MaxInt
	for c, pass := range m.relevant {
		switch {
		case !ops.Of(c.Op).IsSize():
		case ops.Of(c.Op).Side == ops.Above:
			if !pass {
				return max(0, c.Limit-1), max(0, c.Limit-1)
			}
			low = max(low, c.Limit)
		default:
			if !pass {
				return c.Limit + 1, c.Limit + 1
			}
			high = min(high, c.Limit)
		}
	}
	return low, max(low, high)
}

// size is a number of characters, elements or members.
func (m *maker) size() int {
	low, high := m.limits()
	switch m.rand.IntN(4) {
	case 0:
		return low
	case 1:
		if high < math.MaxInt {
			return high
		}
	}
	return low + m.rand.IntN(min(high-low, 16)+1)
}

func (m *maker) list(t *plan.Type) *value {
	v, size := &value{kind: plan.KindList}, m.size()
	if m.deep(t.Elem) {
		size, _ = m.limits()
	}
	for i := range size {
		if elem := t.At(i); elem != nil {
			v.elems = append(v.elems, m.Source.value(&plan.Field{}, elem, nil))
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

// text is one that the patterns want, of a size within the limits.
func (m *maker) text() *value {
	var demands []demand
	for c, pass := range m.relevant {
		if c.Op == plan.Match || c.Op == plan.NoMatch {
			demands = append(demands, demand{c.Pattern, (c.Op == plan.Match) == pass})
		}
	}
	w := m.walk(demands)
	made, ok := w.text(m.size())
	low, high := m.limits()
	for n := low; !ok && n <= min(high, low+longest); n++ {
		made, ok = w.text(n)
	}
	if !ok {
		return m.anything(plan.KindString)
	}
	return text(made)
}
