package engine

import (
	"encoding/binary"
	"math/bits"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// stride reads members, each after the comma or brace at i, as long as it is the field that is expected there, and judges them.
// It returns the index after the last of them, i where there is none, or a fault's offset.
func (x *evaluator) stride(m *members, i, depth int) (end int, code scan.Code) {
	const isTrue, isFals = 't' | 'r'<<8 | 'u'<<16 | 'e'<<24, 'f' | 'a'<<8 | 'l'<<16 | 's'<<24
	b := x.in
	for end = i; end >= 0 && end <= len(b)-glanceLength && b[end] == m.lead && m.last < uint(len(m.order)); {
		f := int(m.order[m.last])
		if f >= len(m.glances) {
			break
		}
		g, i := &m.glances[f], end+1
		if m.quote = i; g.key.begins(b[i:i+keyLength], g.length) {
			i += int(g.length % glanceLength)
		} else {
			if f, i = x.search(m, f, i); f < 0 || i < 0 || i >= len(b) {
				break
			}
			g = &m.glances[f]
		}
		slot := &m.open[f]
		if slot.seen {
			break
		}
		if m.count >= m.most && x.exhausted(m, depth) {
			return m.quote, scan.Values
		}
		slot.seen = true
		m.last = uint(f + 1)
		m.lead = ','
		m.count++
		c := b[i]
		if c <= ' ' {
			if i = scan.Space(b, i); i < 0 || i >= len(b) {
				return i, scan.Syntax
			}
			c = b[i]
		}
		end = 0 // as long as the value is not accepted
		if c == '"' {
			for j := i + 1; j <= len(b)-8; j += 8 {
				word := binary.LittleEndian.Uint64(b[j : j+8])
				marks := scan.Special(word)
				if marks == 0 {
					continue
				}
				if j += bits.TrailingZeros64(marks) >> 3; j >= len(b) || b[j] != '"' {
					break
				}
				if n := j - i - 1; uint(n)-uint(g.least) > uint(g.span) || g.ends && !(isVisible(b[i+1]) && isVisible(b[j-1])) {
					if n == 0 && g.empty {
						end = j + 1
					}
				} else if g.text || x.tested(m.outline.fields[f].texts, b[i+1:j]) {
					end = j + 1
				}
				break
			}
		} else if c-'0' <= 9 {
			n, j := uint64(c-'0'), i+1
			for ; j < len(b) && b[j]-'0' <= 9; j++ {
				n = n*10 + uint64(b[j]-'0')
			}
			if n-g.floor <= g.reach && (g.small == 0 || n <= 63 && g.small>>n&1 != 0) &&
				j-i <= 18 && (c != '0' || j-i == 1) && j < len(b) && b[j] != '.' && b[j]|0x20 != 'e' {
				end = j
			}
		} else if g.boolean && i <= len(b)-5 {
			switch word := binary.LittleEndian.Uint32(b[i : i+4]); {
			case word == isTrue:
				end = i + 4
			case word == isFals && b[i+4] == 'e':
				end = i + 5
			}
		}
		if end > 0 {
			if g.asked {
				x.remember(m, f, i, end)
			}
			slot.present = true
			m.required += int(g.required)
		} else {
			if end, code = x.field(m, f, i, depth); code != scan.None {
				return end, code
			}
		}
	}
	return end, scan.None
}

// search reads the name at i, where a field is expected, and the colon after it. It returns the field and the index after the
// colon, -1 where there is anything out of the ordinary.
//
//go:noinline
func (x *evaluator) search(m *members, expected, i int) (field, end int) {
	b := x.in
	if i = scan.Space(b, i); i >= len(b) || b[i] != '"' {
		return -1, i
	}
	m.quote = i
	if expected < len(m.Fields) {
		if end = member(b, i, m.Fields[expected].Name); end > 0 {
			return expected, end
		}
	}
	if end = scan.Plain(b, i+1, x.lexical.String); end == 0 {
		return -1, i
	}
	if field = m.Names.Find(m.Fields, b[i+1:end-1], x.plan.Read.AnyCase); field < 0 {
		return -1, i
	}
	if end = scan.Space(b, end); end >= len(b) || b[end] != ':' {
		return -1, i
	}
	m.order[m.last] = uint16(field)
	return field, end + 1
}

// field reads the value at i of a field, whose name is at m.quote, and judges it.
func (x *evaluator) field(m *members, field, i, depth int) (end int, code scan.Code) {
	s := &m.outline.fields[field]
	var v value
	end = x.accept(s, &v, i)
	name := m.name(x.in, field)
	if end == 0 {
		x.room(m, depth)
		end, code = x.member(s, &m.Fields[field], m.slots+field, field, name, m.quote, i, depth)
		x.room(m, depth)
		m.open = x.slots[m.slots:] // which may have moved
		return end, code
	}
	x.slots[m.slots+field].present = true
	m.required += int(m.outline.glances[field].required)
	if s.asked || m.all {
		x.accepted(m, field, &v, name)
	}
	return end, scan.None
}

// remember stores the value of a field from i to end: a plain string, a number or a bool.
//
//go:noinline
func (x *evaluator) remember(m *members, field, i, end int) {
	k := x.keeps(m.slots + field)
	k.kind, k.text, k.count = plan.KindInt, x.in[i:end], 0
	k.offset, k.length, k.name = i, end-i, m.name(x.in, field)
	switch x.in[i] {
	case '"':
		k.kind, k.text = plan.KindString, x.in[i+1:end-1]
	case 't', 'f':
		k.kind = plan.KindBool
	}
}

// name is the name at quote of a field: but for the case of letters it is the contract's.
func (m *members) name(b []byte, field int) []byte { return b[m.quote+1:][:len(m.Fields[field].Name)] }

// accepted takes down the value of a field where that is asked for.
//
//go:noinline
func (x *evaluator) accepted(m *members, field int, v *value, name []byte) {
	if m.outline.fields[field].asked || x.asked {
		x.store(m.slots+field, v, name)
	}
	if x.recording {
		f := &m.Fields[field]
		x.record(f, &f.Type, step{}, v, x.tape.Len())
	}
}
