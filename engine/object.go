package engine

import (
	"math"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/internal/spell"
	"github.com/passant-go/passant/engine/plan"
)

// members are those of an object that is being read.
type members struct {
	*plan.Object
	field    *plan.Field // that the object is in
	mode     mode
	outline  *outline  // nil: there is none
	glances  []glance  // its own, none where every value is asked for
	order    []uint16  // by last: the index of the field that came next the last time
	open     []slot    // of its fields
	all      bool      // every value is asked for
	lead     byte      // what the next member comes after
	quote    int       // where the name of the field is that was read last
	slots    int       // where those of its fields are
	count    int       // how many members were read
	required int       // how many of them must be there, and were accepted
	last     uint      // 1 + index of the field that was read last, 0 at first
	found    int       // where the findings begin
	muted    int       // what findings.muted was there
	names    int       // the set of names that the contract does not have, -1: none so far
	unknown  strangers // how many of them are noted
	others   int       // how many members are no fields
	counted  int       // how many members the scanner has counted
	most     int       // how many members the limit of values allows for
}

// object reads the object at i, which is in the field f and whose slots are the last of x.slots, and judges it. It returns
// the index after it, or a fault's offset, and the number of its members in the normal form.
func (x *evaluator) object(o *plan.Object, f *plan.Field, i, depth int) (end, count int, code scan.Code) {
	if depth > x.lexical.Depth {
		return i, 0, scan.Depth
	}
	outer := x.left
	x.left = 0
	var m members // assigned to one by one, a literal would be copied
	m.Object, m.field, m.mode, m.outline = o, f, modeAt(depth), x.outlines.of(o)
	m.slots, m.found, m.muted, m.names = len(x.slots)-len(o.Fields), len(x.found), x.muted, -1
	if m.outline != nil {
		m.order, m.lead = x.order[m.outline.order:], '{'
		if m.all = x.asked || x.recording; !m.all {
			m.glances = m.outline.glances
		}
	}
	x.room(&m, depth+1)
	if i, code = x.members(&m, i, depth+1); code != scan.None {
		x.left = outer
		return i, m.count, code
	}
	x.room(&m, depth+1)
	if m.names >= 0 {
		x.scan.Close(m.names)
	}
	x.unmute(m.muted)
	x.complete(&m, i)
	x.arrange(m.found)
	count, x.left = m.count-x.left, outer
	return i + 1, count, scan.None
}

// members reads and judges those after the brace at i. It returns the index of the brace after them, or a fault's offset.
func (x *evaluator) members(m *members, i, depth int) (end int, code scan.Code) {
	b := x.in
	for {
		if m.glances != nil && m.others+len(m.Fields) <= x.lexical.Keys {
			m.open = x.slots[m.slots:] // which may have moved
			if i, code = x.stride(m, i, depth); code != scan.None {
				return i, code
			}
		}
		first := m.count == 0
		if !first {
			if i = scan.Space(b, i); i < len(b) && b[i] == '}' {
				return i, scan.None
			}
			if i >= len(b) || b[i] != ',' {
				return i, scan.Syntax
			}
		}
		if i = scan.Space(b, i+1); first && i < len(b) && b[i] == '}' {
			return i, scan.None
		}
		if i, code = x.next(m, i, depth); code != scan.None {
			return i, code
		}
	}
}

// room counts the members that were read, and sees how many the limit of values allows for. It comes before what may have
// values in it, and after it.
func (x *evaluator) room(m *members, depth int) {
	if m.most = math.MaxInt; depth > 0 {
		m.most = m.count + x.scan.Add(m.count-m.counted)
		m.counted = m.count
	}
}

// exhausted reports whether the limit of values allows for no further member.
//
//go:noinline
func (x *evaluator) exhausted(m *members, depth int) bool {
	x.room(m, depth)
	return m.count >= m.most
}

// next reads the member at i and judges it.
func (x *evaluator) next(m *members, i, depth int) (end int, code scan.Code) {
	b, quote := x.in, i
	if i >= len(b) || b[i] != '"' {
		return i, scan.Syntax
	}
	if m.count >= x.lexical.Keys {
		return i, scan.Keys
	}
	if x.exhausted(m, depth) {
		return i, scan.Values
	}
	m.count++
	x.room(m, depth)
	m.lead = ','
	if m.outline != nil {
		if field, end := x.search(m, int(m.order[m.last]), i); field >= 0 && !x.slots[m.slots+field].seen {
			x.meet(m, field)
			return x.field(m, field, scan.Space(b, end), depth)
		}
	}
	name, field, i, code := x.name(m.Object, i)
	if code != scan.None {
		return i, code
	}
	if field < 0 {
		m.others++
		if m.names < 0 {
			m.names = x.scan.Open()
		}
		if !x.scan.Name(m.names, name) {
			return quote, scan.DuplicateKey
		}
	} else if x.slots[m.slots+field].seen {
		return quote, scan.DuplicateKey
	}
	length := i - quote
	if i = scan.Space(b, i); i >= len(b) || b[i] != ':' {
		return i, scan.Syntax
	}
	i = scan.Space(b, i+1)
	folds := field < 0 && !x.folded && hasFolded(m.Fields, name)
	if folds {
		x.ambiguous(m.Object, m.field, step{name: name}, quote, length, &m.unknown)
	}
	switch {
	case field >= 0:
		x.meet(m, field)
		i, code = x.member(nil, &m.Fields[field], m.slots+field, field, name, quote, i, depth)
	case m.Patterns != nil && m.Lets(name):
		i, code = x.matching(m.Object, m.field, name, i, depth)
		x.mute(m.found, m.muted)
	case m.Rest != nil:
		i, code = x.other(m.field, m.Rest, name, i, depth)
		x.mute(m.found, m.muted)
	case m.Open && x.recording && !folds:
		i, code = x.other(m.field, &anything, name, i, depth)
	default:
		if i, _, code = x.skip(i, depth); code == scan.None && !m.Open && !folds {
			x.unknownField(m.Object, m.field, step{name: name, index: anyMember}, quote, length, &m.unknown, m.mode)
		}
	}
	return i, code
}

// hasFolded reports whether encoding/json takes the name for that of one of the fields.
func hasFolded(fields []plan.Field, name []byte) bool {
	for i := range fields {
		if spell.Same(name, fields[i].Name) {
			return true
		}
	}
	return false
}

// meet notes that a field comes next.
func (x *evaluator) meet(m *members, field int) {
	x.slots[m.slots+field].seen = true
	if m.outline != nil {
		m.order[m.last] = uint16(field)
	}
	m.last = uint(field + 1)
}

// name reads the name of a member at i, and finds the field that it names, or -1.
func (x *evaluator) name(o *plan.Object, i int) (name []byte, field, end int, code scan.Code) {
	b := x.in
	end, form, code := scan.String(b, i+1, x.lexical.String)
	if code != scan.None {
		return nil, -1, end, code
	}
	name = b[i+1 : end-1]
	if form&scan.Escaped != 0 {
		name = x.unescape(name)
	}
	return name, o.Names.Find(o.Fields, name, x.plan.Read.AnyCase), end, scan.None
}

// member reads and judges the value at i of a field; its slot is x.slots[slot], its place in the contract index.
// The shortcut may be nil; the name was sent at quote.
func (x *evaluator) member(s *shortcut, f *plan.Field, slot, index int, name []byte, quote, i, depth int) (end int, code scan.Code) {
	var before mark
	before.set(x)
	var v value
	if end, code = x.value(&v, f, &f.Type, step{name: name}, i, depth); code != scan.None {
		return end, code
	}
	if s != nil && v.kind&s.kinds&containers != 0 && len(x.found) == before.found && x.errors == before.errors {
		x.slots[slot].present = true
		x.store(slot, &v, name)
	} else {
		x.finishField(f, slot, index, name, &v, &before, modeAt(depth))
	}
	if f.Instead != nil {
		end, _, _ := scan.String(x.in, quote+1, x.lexical.String)
		x.meant(f, slot, index, name, quote, end-quote)
	}
	if x.more {
		x.recordField(f, slot, &v, &before)
	}
	return end, scan.None
}

// finishField judges the value of a field, which was read since before.
func (x *evaluator) finishField(f *plan.Field, slot, index int, name []byte, v *value, before *mark, m mode) {
	to := step{name: name}
	s := &x.slots[slot]
	x.store(slot, v, name)
	absent := x.absent(f)
	if absent|f.Missing != 0 {
		nothing := x.nothing(f, v)
		if nothing&(absent|f.Missing) != 0 {
			x.left++
			x.undo(*before)                               // what was found inside
			if nothing&absent != 0 || f.Required == nil { // only a condition requires it, and has it for absent
				return
			}
		}
		if nothing&f.Missing != 0 {
			s.present, s.failed = true, true
			x.fail(f.Required, f, to, v, index<<fieldShift)
			if f.Stop {
				return
			}
		}
	}
	s.present = true
	x.rank(before.found, index<<fieldShift|rankInside)
	x.judge(f, &f.Type, to, v, index<<fieldShift|rankChecks, m)
	if x.errors > before.errors {
		x.slots[slot].failed = true // judging may have moved the slots
	} else if len(f.Expected) > 0 {
		x.expect(f, to, v, index<<fieldShift|rankExpected, m)
	}
}

// meant warns that another field was probably meant than the one of a slot, whose name was sent at offset.
func (x *evaluator) meant(f *plan.Field, slot, index int, name []byte, offset, length int) {
	if f.Instead != nil && x.slots[slot].present {
		x.warn(f.Instead, f, step{name: name}, &value{offset: offset, length: length}, index<<fieldShift|rankInstead)
	}
}

// absent is what counts as not sent for a field.
func (x *evaluator) absent(f *plan.Field) plan.Nothing {
	if x.input != plan.JSON {
		return f.Absent | f.FormAbsent
	}
	return f.Absent
}

// other reads and judges the value at i of a member that no field of its object is for.
func (x *evaluator) other(f *plan.Field, t *plan.Type, name []byte, i, depth int) (end int, code scan.Code) {
	var v value
	to, before := step{name: name, index: anyMember}, x.mark()
	if end, code = x.value(&v, f, t, to, i, depth); code == scan.None {
		x.judgeOther(f, t, to, &v, &before, modeAt(depth))
	}
	return end, code
}

// matching reads and judges the value at i of a member that no field of its object is for, by all patterns that match.
func (x *evaluator) matching(o *plan.Object, f *plan.Field, name []byte, i, depth int) (end int, code scan.Code) {
	var v value
	to, before, known := step{name: name, index: anyMember}, x.mark(), false
	for nth, t := range o.Others(name) {
		found, rank := len(x.found), (len(o.Fields)+nth)<<fieldShift
		if known {
			x.revalidate(f, t, to, &v, rank, modeAt(depth))
		} else if end, code = x.value(&v, f, t, to, i, depth); code == scan.None {
			x.judge(f, t, to, &v, rank, modeAt(depth))
			if x.more {
				x.recordOther(f, t, to, &v, &before)
			}
		} else {
			return end, code
		}
		known = true
		x.rank(found, rank)
	}
	if !known && x.recording { // the object is open
		return x.other(f, &anything, name, i, depth)
	}
	if !known {
		end, _, code = x.skip(i, depth)
	}
	return end, code
}

// judgeOther judges the value of such a member, which was read since before.
func (x *evaluator) judgeOther(f *plan.Field, t *plan.Type, to step, v *value, before *mark, m mode) {
	x.judge(f, t, to, v, 0, m)
	x.rank(before.found, rankUnknown)
	if x.more {
		x.recordOther(f, t, to, v, before)
	}
}
