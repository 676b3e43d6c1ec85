package engine

import (
	"slices"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// split makes a list of a text, in brackets or not, at its commas.
func (x *evaluator) split(v *value, f *plan.Field, t *plan.Type, to step, depth int) (at int, code scan.Code) {
	elem := t.Elem
	if elem == nil {
		elem = &anything
	}
	x.path = append(x.path, x.spelled(f, to))
	l := x.list()
	all := x.parts(v, f, to)
	for part, ok := x.part(&all); ok; part, ok = x.part(&all) {
		if !x.scan.Count(depth) {
			return part.offset, scan.Values
		}
		v.count++
		at, before, first := step{index: v.count}, len(x.found), x.tape.Len()
		x.scalar(&part, part.formKinds(elem), f, elem, at, depth)
		x.element(&l, f, elem, at, &part, before, first, 0)
	}
	v.kind, v.text = plan.KindList, nil
	x.unmute(l.muted)
	x.path = x.path[:len(x.path)-1]
	return 0, scan.None
}

// parts are the texts of a form that are the parts of a list, from one on: those that commas separate in a text, and those of
// the further pairs of the field.
type parts struct {
	next, end int
	over      bool
	field     int // of which there may be further pairs, -1: none
	pair      int // after the last one
}

// parts are those of the list that begins with v, the value of a field, to which the step leads.
func (x *evaluator) parts(v *value, f *plan.Field, to step) parts {
	p := parts{field: -1, pair: v.offset + v.length}
	if fields := x.plan.Request.Fields; to.index == 0 && x.plan.Read.Lists&(plan.Repeats|plan.Brackets) != 0 {
		p.field = slices.IndexFunc(fields, func(o plan.Field) bool { return o.Name == f.Name })
	}
	x.begin(&p, v)
	return p
}

// begin goes to the parts of one text.
func (x *evaluator) begin(p *parts, v *value) {
	p.next, p.end = v.offset, v.offset+v.length
	comma := x.plan.Read.Splits()
	if n := len(v.text); comma && n >= 2 && v.text[0] == '[' && v.text[n-1] == ']' {
		_, p.next = scan.IndexEncoded(x.in, p.next, p.end, '[')
		if p.end--; x.in[p.end] != ']' {
			p.end -= len("%5")
		}
	}
	p.over = p.next == p.end && comma
}

// part takes the next of the parts.
func (x *evaluator) part(p *parts) (v value, ok bool) {
	for p.over {
		if v, ok = x.further(p); !ok {
			return v, false
		}
		x.begin(p, &v)
	}
	i, at, after := p.next, p.end, p.end
	if x.plan.Read.Splits() {
		at, after = scan.IndexEncoded(x.in, i, p.end, ',')
	}
	text, _, _ := x.decoded(i, at)
	p.next, p.over = after, at == p.end
	return value{kind: plan.KindString, text: text, offset: i, length: at - i}, true
}

// further is the value of the next pair of the field, none that is blank. A pair that cannot be read is none: it is found as one
// when its turn comes.
func (x *evaluator) further(p *parts) (v value, ok bool) {
	for p.field >= 0 {
		pair, more := scan.NextPair(x.in, p.pair)
		if !more {
			break
		}
		p.pair = pair.End
		arena := len(x.arena)
		if v, ok = x.furthered(p, pair); ok {
			return v, true
		}
		x.arena = x.arena[:arena]
	}
	return v, false
}

// furthered is the value of a pair, if it is one of the field that can be read and is not blank.
func (x *evaluator) furthered(p *parts, pair scan.Pair) (v value, ok bool) {
	name, _, code := x.decoded(pair.Name, pair.NameEnd)
	if code != scan.None {
		return v, false
	}
	if field, repeats := x.fieldOf(name); field != p.field || !repeats {
		return v, false
	}
	text, _, code := x.decoded(pair.Value, pair.End)
	return sent(pair, text), code == scan.None && !blank(text, &x.plan.Read.Trim)
}

// filled reports whether one of the texts of a list is not blank, and makes the first of them v.
func (x *evaluator) filled(v *value, f *plan.Field, to step) bool {
	if !blank(v.text, &x.plan.Read.Trim) {
		return true
	}
	all := x.parts(v, f, to)
	next, ok := x.further(&all)
	if ok {
		*v = next
	}
	return ok
}
