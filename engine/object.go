package engine

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// object reads the object at i, which is in the field f and whose slots are the last of x.slots, and judges it. It returns
// the index after it, or a fault's offset, and the number of its members in the normal form.
func (x *run) object(o *plan.Object, f *plan.Field, i, depth int) (end, count int, code scan.Code) {
	if depth > x.lexical.Depth {
		return i, 0, scan.Depth
	}
	var (
		b       = x.in
		slots   = len(x.slots) - len(o.Fields)
		found   = len(x.found)
		muted   = x.muted
		outer   = x.left
		names   = -1 // the set of names that the contract does not have
		unknown = 0  // their number
		next    = 0  // the field that a payload in contract order has next
	)
	x.left = 0
	for i = scan.Space(b, i+1); ; i = scan.Space(b, i+1) {
		if i < len(b) && b[i] == '}' && count == 0 {
			break
		}
		if i >= len(b) || b[i] != '"' {
			return i, count, scan.Syntax
		}
		if count >= x.lexical.Keys {
			return i, count, scan.Keys
		}
		count++
		quote := i
		var name []byte
		var field int
		if name, field, i, code = x.name(o, next, i); code != scan.None {
			return i, count, code
		}
		if field < 0 {
			if names < 0 {
				names = x.scan.Open()
			}
			if !x.scan.Add(names, name) {
				return quote, count, scan.DuplicateKey
			}
		} else if x.slots[slots+field].seen {
			return quote, count, scan.DuplicateKey
		}
		length := i - quote
		if i = scan.Space(b, i); i >= len(b) || b[i] != ':' {
			return i, count, scan.Syntax
		}
		i = scan.Space(b, i+1)
		switch {
		case field >= 0:
			x.slots[slots+field].seen = true
			next = field + 1
			i, code = x.member(&o.Fields[field], slots+field, field, name, i, depth+1)
		case o.Patterns != nil && o.Lets(name):
			i, code = x.matching(o, f, name, i, depth+1)
			x.mute(found, muted)
		case o.Rest != nil:
			i, code = x.other(f, o.Rest, name, i, depth+1)
			x.mute(found, muted)
		default:
			if i, _, code = x.scan.Skip(b, i, depth+1); code == scan.None && !o.Open {
				unknown++
				x.unknownField(o, f, name, quote, length, unknown)
			}
		}
		if code != scan.None {
			return i, count, code
		}
		if i = scan.Space(b, i); i < len(b) && b[i] == '}' {
			break
		}
		if i >= len(b) || b[i] != ',' {
			return i, count, scan.Syntax
		}
	}
	if names >= 0 {
		x.scan.Close(names)
	}
	x.muted = muted
	x.complete(o, slots, i)
	x.arrange(found)
	count, x.left = count-x.left, outer
	return i + 1, count, scan.None
}

// name reads the name of a member at i, and finds the field that it names, or -1. Members that come in the contract's order
// have the field next.
func (x *run) name(o *plan.Object, next, i int) (name []byte, field, end int, code scan.Code) {
	b := x.in
	if next < len(o.Fields) && x.predict {
		want := o.Fields[next].Name
		if after := i + 1 + len(want); after < len(b) && b[after] == '"' && string(b[i+1:after]) == want {
			return b[i+1 : after], next, after + 1, scan.None
		}
	}
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
func (x *run) member(f *plan.Field, slot, index int, name []byte, i, depth int) (end int, code scan.Code) {
	before := x.mark()
	var v value
	if end, code = x.value(&v, f, &f.Type, step{name: name}, i, depth); code != scan.None {
		return end, code
	}
	x.settle(f, slot, index, name, &v, &before)
	if x.more {
		x.settled(f, slot, &v, &before)
	}
	return end, scan.None
}

// settle judges the value of a field, which was read since before.
func (x *run) settle(f *plan.Field, slot, index int, name []byte, v *value, before *mark) {
	to := step{name: name}
	s := &x.slots[slot]
	s.value, s.name = *v, name
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
	x.judge(f, &f.Type, to, v, index<<fieldShift|rankChecks)
	if x.errors > before.errors {
		x.slots[slot].failed = true // judging may have moved the slots
	} else if len(f.Expected) > 0 {
		x.expect(f, to, v, index<<fieldShift|rankExpected)
	}
	if f.Instead != nil {
		x.warn(f.Instead, f, to, v, index<<fieldShift|rankInstead)
	}
}

// absent is what counts as not sent for a field.
func (x *run) absent(f *plan.Field) plan.Nothing {
	if x.input != plan.JSON {
		return f.Absent | f.FormAbsent
	}
	return f.Absent
}

// other reads and judges the value at i of a member that no field of its object is for.
func (x *run) other(f *plan.Field, t *plan.Type, name []byte, i, depth int) (end int, code scan.Code) {
	var v value
	to, before := step{name: name, index: anyMember}, x.mark()
	if end, code = x.value(&v, f, t, to, i, depth); code == scan.None {
		x.judgeOther(f, t, to, &v, &before)
	}
	return end, code
}

// matching reads and judges the value at i of a member that no field of its object is for, by all patterns that match.
func (x *run) matching(o *plan.Object, f *plan.Field, name []byte, i, depth int) (end int, code scan.Code) {
	var v value
	to, before, known := step{name: name, index: anyMember}, x.mark(), false
	for nth, t := range o.Others(name) {
		found, rank := len(x.found), (len(o.Fields)+nth)<<fieldShift
		if known {
			x.again(f, t, to, &v, rank)
		} else if end, code = x.value(&v, f, t, to, i, depth); code == scan.None {
			x.judge(f, t, to, &v, rank)
			if x.more {
				x.settledOther(f, t, to, &v, &before)
			}
		} else {
			return end, code
		}
		known = true
		x.rank(found, rank)
	}
	if !known {
		end, _, code = x.scan.Skip(x.in, i, depth)
	}
	return end, code
}

// judgeOther judges the value of such a member, which was read since before.
func (x *run) judgeOther(f *plan.Field, t *plan.Type, to step, v *value, before *mark) {
	x.judge(f, t, to, v, 0)
	x.rank(before.found, rankUnknown)
	if x.more {
		x.settledOther(f, t, to, v, before)
	}
}

// complete judges what only a whole object can tell: what it lacks, and rules about several fields.
func (x *run) complete(o *plan.Object, slots, brace int) {
	closing := value{offset: brace}
	for i := range o.Fields {
		if f := &o.Fields[i]; f.Required != nil && !x.slots[slots+i].present {
			x.slots[slots+i].failed = true
			if x.wanted(slots + i) {
				x.fail(f.Required, f, step{}, &closing, i<<fieldShift)
			}
		}
	}
	for i := range o.Conditions {
		c := &o.Conditions[i]
		decides, required := &x.slots[slots+c.If], &x.slots[slots+c.Require]
		holds := decides.present == c.Present
		if c.Equals != nil {
			holds = decides.present && decides.value.same(c.Equals)
		}
		if holds && !required.present {
			required.failed = true
			if x.wanted(slots + c.Require) {
				x.fail(&c.Failure, &o.Fields[c.Require], step{}, &closing, c.Require<<fieldShift)
			}
		}
	}
	for i := range o.Consequences {
		x.follow(o, &o.Consequences[i], slots, &closing)
	}
	for i := range o.Comparisons {
		x.compare(o, &o.Comparisons[i], slots)
	}
	for i := range o.Late {
		x.late(o, &o.Late[i], slots)
	}
}

// compare judges a field by another.
func (x *run) compare(o *plan.Object, c *plan.Comparison, slots int) {
	s, other := &x.slots[slots+c.Field], &x.slots[slots+c.Other]
	if !s.present || !other.present || s.failed || other.failed || s.value.to(c.Op, &other.value) {
		return
	}
	s.failed = true
	if x.wanted(slots + c.Field) {
		x.note(&c.Failure, &o.Fields[c.Field], step{name: s.name}, &s.value, c.Field<<fieldShift|rankChecks, -1, false)
	}
}

// late runs a check whose rule refers to other fields, where none of them has a violation.
func (x *run) late(o *plan.Object, l *plan.Late, slots int) {
	f, s := &o.Fields[l.Field], &x.slots[slots+l.Field]
	checks, rank := f.Type.Checks, rankChecks
	if l.Expected {
		checks, rank = f.Expected, rankExpected
	}
	if !s.present || s.failed || !l.Expected && s.value.in(f.Type.Except) {
		return
	}
	c := &checks[l.Check]
	if s.kind&(c.On|c.Refuses) == 0 {
		return
	}
	x.refs = x.refs[:0]
	for _, r := range c.Rule.Refs {
		other := &x.slots[slots+r.Field]
		if other.failed {
			return
		}
		var text []byte // nil where the field is absent
		if other.present {
			text = other.text
			if r.Of != nil {
				text = r.Of.Part(text, r.Part)
			}
		}
		x.refs = append(x.refs, text)
	}
	var before mark
	if x.more {
		before = x.mark()
	}
	failed := x.test(f, c, step{name: s.name}, &s.value, l.Field<<fieldShift|rank+l.Check, l.Expected)
	if x.more {
		x.settledLate(f, c, slots+l.Field, failed || l.Expected, &before)
	}
	s.failed = s.failed || failed && !l.Expected
}

// unescape is the text of a string that has escapes.
func (x *run) unescape(raw []byte) []byte {
	n := len(x.arena)
	x.arena = scan.AppendUnescaped(x.arena, raw)
	return x.arena[n:len(x.arena):len(x.arena)]
}
