package engine

import (
	"bytes"
	"slices"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// A canon writes values such that equal ones are the same bytes: numbers by value, though 1.0 is not 1, members by name. What it writes of one
// value is never the beginning of what it writes of another.
type canon struct {
	text  []byte
	parts []part // of a list or of the objects that are being written
}

// noObject has no fields. It is never changed.
var noObject plan.Object

// A part is a piece of the text of a canon.
type part struct{ start, end uint32 }

func (c *canon) compare(a, b part) int {
	return bytes.Compare(c.text[a.start:a.end], c.text[b.start:b.end])
}

// unique reports whether no two elements of a list are equal.
func (x *evaluator) unique(v *value, f *plan.Field) bool {
	c := &x.canon
	c.text, c.parts = slices.Grow(c.text[:0], 2*v.length), slices.Grow(c.parts[:0], v.count)
	x.inList(f, v.offset)
	slices.SortFunc(c.parts, c.compare)
	for i := 1; i < len(c.parts); i++ {
		if c.compare(c.parts[i-1], c.parts[i]) == 0 {
			return false
		}
	}
	return true
}

// inList writes the elements of the list at i, each a part, and returns the index after it.
func (x *evaluator) inList(f *plan.Field, i int) (end int) {
	c := &x.canon
	for i = scan.Space(x.in, i+1); x.in[i] != ']'; {
		start := uint32(len(c.text))
		i = scan.Space(x.in, x.comparable(f, i))
		c.parts = append(c.parts, part{start, uint32(len(c.text))})
		if x.in[i] == ',' {
			i = scan.Space(x.in, i+1)
		}
	}
	return i + 1
}

// comparable writes the value at i and returns the index after it.
func (x *evaluator) comparable(f *plan.Field, i int) (end int) {
	c := &x.canon
	switch x.in[i] {
	case '[':
		parts := len(c.parts)
		c.text = append(c.text, '[')
		end = x.inList(f, i)
		c.text = append(c.text, ']')
		c.parts = c.parts[:parts]
		return end
	case '{':
		return x.comparableObject(i)
	}
	var v value
	arena := len(x.arena)
	end, _ = x.value(&v, f, &anything, step{index: 1}, i, reread)
	switch v.kind {
	case plan.KindString:
		c.string(v.text)
	case plan.KindInt:
		c.text = scan.AppendDecimal(append(c.text, 'i'), v.text)
	case plan.KindFloat:
		c.text = scan.AppendDecimal(append(c.text, 'd'), v.text)
	case plan.KindNull: // which a text may be read as
		c.text = append(c.text, 'n')
	default:
		c.text = append(c.text, v.text[0])
	}
	x.arena = x.arena[:arena]
	return end
}

func (x *evaluator) comparableObject(i int) (end int) {
	c := &x.canon
	parts := len(c.parts)
	c.text = append(c.text, '{')
	members := len(c.text)
	for i = scan.Space(x.in, i+1); x.in[i] != '}'; {
		start, arena := uint32(len(c.text)), len(x.arena)
		name, _, colon, _ := x.name(&noObject, i)
		c.string(name)
		x.arena = x.arena[:arena]
		i = scan.Space(x.in, x.comparable(&noField, scan.Space(x.in, scan.Space(x.in, colon)+1)))
		c.parts = append(c.parts, part{start, uint32(len(c.text))})
		if x.in[i] == ',' {
			i = scan.Space(x.in, i+1)
		}
	}
	slices.SortFunc(c.parts[parts:], c.compare)
	written := len(c.text)
	for _, p := range c.parts[parts:] {
		c.text = append(c.text, c.text[p.start:p.end]...)
	}
	c.text = append(c.text[:members], c.text[written:]...)
	c.text = append(c.text, '}')
	c.parts = c.parts[:parts]
	return i + 1
}

// string writes a text, which its first zero byte that no 0xff follows ends.
func (c *canon) string(text []byte) {
	c.text = append(c.text, '"')
	for _, b := range text {
		if c.text = append(c.text, b); b == 0 {
			c.text = append(c.text, 0xff)
		}
	}
	c.text = append(c.text, 0, 0)
}
