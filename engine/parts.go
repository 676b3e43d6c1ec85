package engine

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// split makes a list of a text, in brackets or not, at its commas.
func (x *run) split(v *value, f *plan.Field, t *plan.Type, to step) {
	elem := t.Elem
	if elem == nil {
		elem = &plan.Type{}
	}
	x.path = append(x.path, x.spelled(f, to))
	l := x.list()
	all := x.parts(v)
	for part, ok := x.part(&all); ok; part, ok = x.part(&all) {
		v.count++
		at, before, first := step{index: v.count}, len(x.found), len(x.tape.Entries)
		x.scalar(&part, part.formKinds(elem), f, elem, at)
		x.element(&l, f, elem, at, &part, before, first)
	}
	v.kind = plan.KindList
	x.muted = l.muted
	x.path = x.path[:len(x.path)-1]
}

// parts are the texts that commas separate in a text of a form, from one on.
type parts struct {
	next, end int
	over      bool
}

func (x *run) parts(v *value) parts {
	p := parts{next: v.offset, end: v.offset + v.length}
	if n := len(v.text); n >= 2 && v.text[0] == '[' && v.text[n-1] == ']' {
		_, p.next = scan.IndexEncoded(x.in, p.next, p.end, '[')
		if p.end--; x.in[p.end] != ']' {
			p.end -= len("%5")
		}
	}
	p.over = p.next == p.end
	return p
}

// part takes the next of the parts.
func (x *run) part(p *parts) (v value, ok bool) {
	if p.over {
		return v, false
	}
	i := p.next
	at, after := scan.IndexEncoded(x.in, i, p.end, ',')
	text, _, _ := x.decoded(i, at)
	p.next, p.over = after, at == p.end
	return value{kind: plan.KindString, text: text, offset: i, length: at - i}, true
}
