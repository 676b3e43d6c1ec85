package engine

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// pairs reads the text of a form as the request and judges it. A name or value that ends where the text was cut is not whole.
func (x *run) pairs(cut bool) (at int, code scan.Code) {
	o := &x.plan.Request
	x.open(o)
	names, count, unknown := x.scan.Open(), 0, 0
	for i := 0; ; {
		p, ok := scan.NextPair(x.in, i)
		if !ok {
			break
		}
		if count == x.lexical.Keys {
			return p.Name, scan.Keys
		}
		count++
		name, at, code := x.decoded(p.Name, p.NameEnd)
		if code != scan.None {
			return at, code
		}
		if cut && p.NameEnd == len(x.in) {
			return len(x.in), scan.Size
		}
		field := o.Names.Find(o.Fields, name, x.plan.Read.AnyCase)
		if field >= 0 && x.slots[field].seen || field < 0 && !x.scan.Add(names, name) {
			return p.Name, scan.DuplicateKey
		}
		text, at, code := x.decoded(p.Value, p.End)
		switch {
		case code != scan.None:
			return at, code
		case field < 0 && x.plan.Read.Ignores(name):
		case cut && p.End == len(x.in):
			return len(x.in), scan.Size
		case field >= 0:
			x.slots[field].seen = true
			v := sent(p, text)
			if all := x.outlines.root; all != nil && !x.more && x.acceptText(&all.fields[field], text, false) {
				x.slots[field].present = true
				if x.asked || all.fields[field].asked {
					x.store(field, &v, name)
				}
				break
			}
			f, to, before := &o.Fields[field], step{name: name}, x.mark()
			x.typed(&v, f, &f.Type, to)
			x.settle(f, field, field, name, &v, &before)
			if x.more {
				x.settled(f, field, &v, &before)
			}
		case o.Rest != nil:
			to, before := step{name: name, index: anyMember}, x.mark()
			v := sent(p, text)
			x.typed(&v, &noField, o.Rest, to)
			x.judgeOther(&noField, o.Rest, to, &v, &before)
			x.mute(x.ahead, 0)
		case !o.Open:
			unknown++
			x.unknownField(o, &noField, name, p.Name, p.NameEnd-p.Name, unknown)
		}
		i = p.End
	}
	x.scan.Close(names)
	x.muted = 0
	x.complete(&members{Object: o}, len(x.in))
	x.arrange(x.ahead)
	return len(x.in), scan.None
}

// decoded is the text of a name or value.
func (x *run) decoded(i, end int) (text []byte, at int, code scan.Code) {
	form, at, code := scan.Encoded(x.in, i, end, x.lexical.String)
	text = x.in[i:end]
	if code == scan.None && form&scan.Escaped != 0 {
		n := len(x.arena)
		x.arena = scan.AppendDecoded(x.arena, text)
		text = x.arena[n:len(x.arena):len(x.arena)]
	}
	return text, at, code
}

// sent is the value of a pair, whose text is given.
func sent(p scan.Pair, text []byte) value {
	return value{kind: plan.KindString, text: text, offset: p.Value, length: p.End - p.Value}
}

// typed gives a text of a form the type that the contract has for it, where that has no such text, and reads it.
func (x *run) typed(v *value, f *plan.Field, t *plan.Type, to step) {
	switch kinds := v.formKinds(t); {
	case f.Read == plan.Nested && to.index == 0:
		x.read(v, f, t, to, 2)
	case kinds&(plan.KindString|plan.KindList) == plan.KindList && !blank(v.text, &x.plan.Read.Trim):
		x.split(v, f, t, to)
	default:
		x.scalar(v, kinds, f, t, to)
	}
}

// scalar is typed for what is no list; the kinds are the type's.
func (x *run) scalar(v *value, kinds plan.Kind, f *plan.Field, t *plan.Type, to step) {
	switch {
	case kinds&plan.KindString != 0:
	case kinds&plan.KindBool != 0 && (string(v.text) == "true" || string(v.text) == "false"):
		v.kind = plan.KindBool
	case kinds&(plan.KindInt|plan.KindFloat) != 0:
		end, form, code := scan.Number(v.text, 0, &x.lexical)
		kind := plan.KindInt
		if form&scan.Fraction != 0 {
			kind = plan.KindFloat
		}
		if code == scan.None && end == len(v.text) && kinds&kind != 0 {
			v.kind = kind
		}
	}
	x.read(v, f, t, to, 2)
}

// formKinds are the kinds that t has for the text v: that of texts only where v may be one of them.
func (v *value) formKinds(t *plan.Type) plan.Kind {
	if v.in(t.Except) {
		return plan.KindString
	}
	kinds := ^plan.Kind(0)
	for i := range t.Checks {
		c := &t.Checks[i]
		kinds &^= c.Refuses
		if c.Op == plan.OneOf && c.On&plan.KindString != 0 && !v.in(c.Values) {
			kinds &^= plan.KindString
		}
	}
	return kinds
}
