package engine

import (
	"bytes"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// pairs reads the text of a form as the request and judges it. A name or value that ends where the text was cut is not whole.
func (x *evaluator) pairs(cut bool) (at int, code scan.Code) {
	o := &x.plan.Request
	x.open(o)
	names, count, unknown := x.scan.Open(), 0, strangers{}
	for i := 0; ; {
		p, ok := scan.NextPair(x.in, i)
		if !ok {
			break
		}
		if count == x.lexical.Keys {
			return p.Name, scan.Keys
		}
		if !x.scan.Count(1) {
			return p.Name, scan.Values
		}
		count++
		name, at, code := x.decoded(p.Name, p.NameEnd)
		if code != scan.None {
			return at, code
		}
		if cut && p.NameEnd == len(x.in) {
			return len(x.in), scan.Size
		}
		field, again := x.fieldOf(name)
		again = again && x.slots[field].seen
		repeated := field < 0 && !x.scan.Name(names, name)
		if field >= 0 && x.slots[field].seen && !again || repeated && o.Rest != nil {
			return p.Name, scan.DuplicateKey
		}
		text, at, code := x.decoded(p.Value, p.End)
		switch {
		case code != scan.None:
			return at, code
		case field < 0 && x.plan.Read.Ignores(name):
		case cut && p.End == len(x.in):
			return len(x.in), scan.Size
		case again: // it was joined to the list that began before
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
			if at, code := x.typed(&v, f, &f.Type, to, 2); code != scan.None {
				return at, code
			}
			x.finishField(f, field, field, name, &v, &before, 0)
			x.meant(f, field, field, name, p.Name, p.NameEnd-p.Name)
			if x.more {
				x.recordField(f, field, &v, &before)
			}
		case o.Rest != nil:
			to, before := stranger(p, name), x.mark()
			v := sent(p, text)
			if at, code := x.typed(&v, &noField, o.Rest, to, 2); code != scan.None {
				return at, code
			}
			x.judgeOther(&noField, o.Rest, to, &v, &before, 0)
			x.mute(x.ahead, 0)
		case o.Open && x.recording && !repeated:
			to, before := stranger(p, name), x.mark()
			v := sent(p, text)
			if at, code := x.typed(&v, &noField, &anything, to, 2); code != scan.None {
				return at, code
			}
			x.judgeOther(&noField, &anything, to, &v, &before, 0)
		case !o.Open:
			x.unknownField(o, &noField, stranger(p, name), p.Name, p.NameEnd-p.Name, &unknown, 0)
		}
		i = p.End
	}
	x.scan.Close(names)
	x.muted = 0
	x.complete(&members{Object: o}, len(x.in))
	x.arrange(x.ahead)
	return len(x.in), scan.None
}

// fieldOf is the index of the field that a name of a form has, -1 for none, and whether there may be further pairs of it, the
// parts of one list.
func (x *evaluator) fieldOf(name []byte) (field int, repeats bool) {
	o, ways := &x.plan.Request, x.plan.Read.Lists
	if field = o.Names.Find(o.Fields, name, x.plan.Read.AnyCase); field >= 0 {
		return field, ways&plan.Repeats != 0 && o.Fields[field].Type.IsList()
	}
	if n := len(name) - len("[]"); ways&plan.Brackets != 0 && n >= 0 && string(name[n:]) == "[]" {
		if i := o.Names.Find(o.Fields, name[:n], x.plan.Read.AnyCase); i >= 0 && o.Fields[i].Type.IsList() {
			return i, true
		}
	}
	return field, false
}

// decoded is the text of a name or value.
func (x *evaluator) decoded(i, end int) (text []byte, at int, code scan.Code) {
	form, at, code := scan.Encoded(x.in, i, end, x.lexical.String)
	text = x.in[i:end]
	if code == scan.None && form&scan.Escaped != 0 {
		n := len(x.arena)
		x.arena = scan.AppendDecoded(x.arena, text)
		text = x.arena[n:len(x.arena):len(x.arena)]
	}
	return text, at, code
}

// stranger is the step to a pair that no field is for. Without "=" what it has is no name, but may be what is left of a value in
// which "&" was not escaped.
func stranger(p scan.Pair, name []byte) step {
	if p.NameEnd == p.Value {
		return step{name: name, index: nameless}
	}
	return step{name: name, index: anyMember}
}

// sent is the value of a pair, whose text is given.
func sent(p scan.Pair, text []byte) value {
	return value{kind: plan.KindString, text: text, offset: p.Value, length: p.End - p.Value}
}

// typed gives a text of a form the type that the contract has for it, where that has no such text, and reads it. It fails
// where that is a list of too many.
func (x *evaluator) typed(v *value, f *plan.Field, t *plan.Type, to step, depth int) (at int, code scan.Code) {
	switch kinds := v.formKinds(t); {
	case f.Read == plan.Nested && to.index == 0:
		x.read(v, f, t, to, depth)
	case kinds&(plan.KindString|plan.KindList) == plan.KindList && x.filled(v, f, to):
		return x.split(v, f, t, to, depth)
	default:
		x.scalar(v, kinds, f, t, to, depth)
	}
	return 0, scan.None
}

// scalar is typed for what is no list; the kinds are the type's.
func (x *evaluator) scalar(v *value, kinds plan.Kind, f *plan.Field, t *plan.Type, to step, depth int) {
	switch {
	case kinds&plan.KindString != 0:
	default:
		x.literal(v, kinds)
	}
	x.read(v, f, t, to, depth)
}

// literal makes of a text the boolean or the number that it holds, if it is of the kinds.
func (x *evaluator) literal(v *value, kinds plan.Kind) {
	read := &x.plan.Read
	if kinds&plan.KindBool != 0 {
		for _, literal := range literals {
			if bytes.Equal(v.text, literal) || read.AnyBool && bytes.EqualFold(v.text, literal) && len(v.text) == len(literal) {
				v.kind, v.text = plan.KindBool, literal
				return
			}
		}
	}
	text := v.text
	for len(text) > 0 && read.Space.Has(text[0]) {
		text = text[1:]
	}
	end, form, code := scan.Number(text, 0, &x.lexical)
	kind := plan.KindInt
	if form&scan.Fraction != 0 {
		kind = plan.KindFloat
	}
	if code == scan.None && end == len(text) && kinds&kind != 0 {
		v.kind, v.text = kind, text
	}
}

var literals = [...][]byte{[]byte("true"), []byte("false")}

// unquote makes of a text in JSON what its type has in the place of texts, if the contract reads it so.
func (x *evaluator) unquote(v *value, t *plan.Type) {
	if kinds := v.formKinds(t); kinds&plan.KindString == 0 {
		x.literal(v, kinds)
	}
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
