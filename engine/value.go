package engine

import (
	"bytes"
	"math"
	"unicode/utf8"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// A value is a JSON value as the contract reads it.
type value struct {
	kind   plan.Kind
	text   []byte // the characters of a string, the literal of a number or bool
	count  int    // the members or elements of an object or list
	offset int    // of the value as it was sent
	length int
}

// Depths of a value that was read before: it is well-formed, and within the limits.
const (
	retried = math.MinInt32     // by a type that it is tried against, mode strict
	reread  = math.MinInt32 / 2 // by any other
)

// A mode is how what is wrong with a value counts.
type mode uint8

const (
	warns  mode = 1 << iota // what does not hold is a warning
	strict                  // a member that the contract does not have is a violation, whatever the policy
)

// modeAt is the mode of a value that is so deep.
func modeAt(depth int) mode {
	if depth < reread {
		return strict
	}
	return 0
}

// depth is that of a value which is read once more in a mode.
func (m mode) depth() int {
	if m&strict != 0 {
		return retried
	}
	return reread
}

// value reads the value at i, to which the last step of the path is to. What is wrong inside it is found on the way;
// the value itself is left to judge.
func (x *evaluator) value(v *value, f *plan.Field, t *plan.Type, to step, i, depth int) (end int, code scan.Code) {
	b := x.in
	if i >= len(b) {
		return i, scan.Syntax
	}
	v.offset = i
	if t.Again != 0 {
		t = &x.plan.Types[t.Again-1]
	}
	var form scan.Form
	switch c := b[i]; c {
	case '"':
		if end, form, code = scan.String(b, i+1, x.lexical.String); code != scan.None {
			return end, code
		}
		v.kind, v.text = plan.KindString, b[i+1:end-1]
		if form&scan.Escaped != 0 {
			v.text = x.unescape(v.text)
		}
		if x.plan.Read.Quoted {
			x.unquote(v, t)
		}
	case '{':
		v.kind = plan.KindObject
		if t.Object != nil {
			end, code = x.inside(v, t.Object, f, to, i, depth)
		} else {
			end, v.count, code = x.skip(i, depth)
		}
	case '[':
		v.kind = plan.KindList
		if t.Elem != nil || t.Items != nil {
			end, code = x.elements(v, f, t, to, i, depth)
		} else {
			end, v.count, code = x.skip(i, depth)
		}
	case 't':
		v.kind = plan.KindBool
		end, code = scan.Literal(b, i, "true")
	case 'f':
		v.kind = plan.KindBool
		end, code = scan.Literal(b, i, "false")
	case 'n':
		v.kind = plan.KindNull
		end, code = scan.Literal(b, i, "null")
	default:
		v.kind = plan.KindInt
		if end, form, code = scan.Number(b, i, &x.lexical); form&scan.Fraction != 0 {
			v.kind = plan.KindFloat
		}
	}
	if code != scan.None {
		return end, code
	}
	v.length = end - i
	if v.kind&(plan.KindString|plan.KindList|plan.KindObject) == 0 && b[i] != '"' {
		v.text = b[i:end]
	}
	x.read(v, f, t, to, depth)
	return end, scan.None
}

// inside reads an object whose members the contract describes.
func (x *evaluator) inside(v *value, o *plan.Object, f *plan.Field, to step, i, depth int) (end int, code scan.Code) {
	x.path = append(x.path, x.spelled(f, to))
	x.open(o)
	end, v.count, code = x.object(o, f, i, depth)
	x.slots = x.slots[:len(x.slots)-len(o.Fields)]
	x.path = x.path[:len(x.path)-1]
	return end, code
}

// anything is the type of an element that the contract does not describe.
var anything plan.Type

// elements reads a list of type t, whose elements the contract describes.
func (x *evaluator) elements(v *value, f *plan.Field, t *plan.Type, to step, i, depth int) (end int, code scan.Code) {
	if depth > x.lexical.Depth {
		return i, scan.Depth
	}
	b := x.in
	if i = scan.Space(b, i+1); i < len(b) && b[i] == ']' {
		return i + 1, scan.None
	}
	x.path = append(x.path, x.spelled(f, to))
	l := x.list()
	var element value // outside of the loop, where it stays on the stack
	short := x.outlines.elements[t.Elem]
	for ; ; i = scan.Space(b, i+1) {
		if code = x.scan.CountElement(b, i, depth); code != scan.None {
			return i, code
		}
		of := t.At(v.count)
		if of == nil {
			of = &anything
		}
		v.count++
		at := step{index: v.count}
		before, first := len(x.found), x.tape.Len()
		after := 0
		if short != nil && v.count > len(t.Items) {
			after = x.accept(short, &element, i)
		}
		if after > 0 {
			i = after
			if x.recording {
				x.record(f, of, at, &element, first)
			}
		} else {
			element = value{}
			if i, code = x.value(&element, f, of, at, i, depth+1); code != scan.None {
				return i, code
			}
			x.element(&l, f, of, at, &element, before, first, modeAt(depth))
		}
		if i = scan.Space(b, i); i < len(b) && b[i] == ']' {
			break
		}
		if i >= len(b) || b[i] != ',' {
			return i, scan.Syntax
		}
	}
	x.unmute(l.muted)
	x.path = x.path[:len(x.path)-1]
	return i + 1, scan.None
}

// A list is where the findings about its elements begin.
type list struct{ found, muted int }

func (x *evaluator) list() list { return list{len(x.found), x.muted} }

// element judges an element of a list, in which something was found since before, and recorded since first.
func (x *evaluator) element(l *list, f *plan.Field, t *plan.Type, at step, v *value, before, first int, m mode) {
	if x.more {
		x.record(f, t, at, v, first)
	}
	x.rank(before, 0)
	x.judge(f, t, at, v, 0, m)
	x.mute(l.found, l.muted)
}

// spelled is a step whose name is given where it is the contract's own.
func (x *evaluator) spelled(f *plan.Field, to step) step {
	if to.index == 0 && to.name == nil {
		to.name = []byte(f.Name)
	}
	return to
}

// read makes of a value as it was sent the one that is checked. Conversions are of a field's own value, not of what is in it.
func (x *evaluator) read(v *value, f *plan.Field, t *plan.Type, to step, depth int) {
	if v.kind == plan.KindString {
		if !f.Verbatim {
			v.text = trim(v.text, &x.plan.Read.Trim)
		}
		if len(v.text) == 0 && x.plan.Read.EmptyNull {
			v.kind = plan.KindNull
		}
	}
	if to.index != 0 {
		return
	}
	switch f.Read {
	case plan.Digits:
		x.readDigits(v)
	case plan.Int:
		x.readInt(v)
	case plan.Plus:
		x.readPlus(v)
	case plan.Nested:
		x.readNested(v, f, t, to, depth)
	}
}

func trim(text []byte, set *plan.ASCIISet) []byte {
	for len(text) > 0 && set.Has(text[0]) {
		text = text[1:]
	}
	for len(text) > 0 && set.Has(text[len(text)-1]) {
		text = text[:len(text)-1]
	}
	return text
}

// nothing tells which of the values that may stand for none v is.
func (x *evaluator) nothing(f *plan.Field, v *value) plan.Nothing {
	switch v.kind {
	case plan.KindNull:
		return plan.Null
	case plan.KindString:
		if blank(v.text, &x.plan.Read.Trim) {
			return plan.Blank
		}
	case plan.KindInt, plan.KindFloat:
		if scan.Compare(v.text, "0") == 0 {
			return plan.Zero
		}
	case plan.KindList:
		if v.count == 0 {
			return plan.EmptyList
		}
	case plan.KindObject:
		if v.count == 0 {
			return plan.EmptyObject
		}
	}
	return 0
}

// blank reports whether text has only characters of set or, where that is empty, none that can be seen.
func blank(text []byte, set *plan.ASCIISet) bool {
	if !set.Empty() {
		return len(trim(text, set)) == 0
	}
	return rules.IsBlank(text)
}

// equals reports whether v is the value of l.
func (v *value) equals(l *plan.Literal) bool {
	if v.kind != l.Kind {
		return false
	}
	switch v.kind {
	case plan.KindInt, plan.KindFloat:
		return scan.Compare(v.text, l.Text) == 0
	case plan.KindNull:
		return true
	}
	return string(v.text) == l.Text
}

// same reports whether v is the value of l, numbers compared by value: 5.0 is 5.
func (v *value) same(l *plan.Literal) bool {
	if v.kind&numbers != 0 && l.Kind&numbers != 0 {
		return scan.Compare(v.text, l.Text) == 0
	}
	return v.equals(l)
}

// to reports whether v is to a value as op says. Numbers are compared by value, though 5.0 is not 5 to a type, and texts by their
// bytes.
func (v *value) to(op plan.Op, w *value) bool {
	var order int
	switch {
	case v.kind&numbers != 0 && w.kind&numbers != 0:
		order = scan.Compare(v.text, string(w.text))
	case v.kind != w.kind && op == plan.NoneOf:
		return true
	case v.kind != w.kind:
		return false
	case v.kind != plan.KindNull:
		order = bytes.Compare(v.text, w.text)
	}
	switch op {
	case plan.AtLeast:
		return order >= 0
	case plan.AtMost:
		return order <= 0
	case plan.GreaterThan:
		return order > 0
	case plan.LessThan:
		return order < 0
	case plan.NoneOf:
		return order != 0
	}
	return order == 0 && v.kind == w.kind
}

// relates reports whether a comparison with w says something of v although w has a violation.
func (v *value) relates(op plan.Op, w *value) bool {
	return v.kind&numbers != 0 && w.kind&numbers != 0 || v.kind == w.kind && (op == plan.OneOf || op == plan.NoneOf)
}

// runes is the length of text in code points.
func runes(text []byte) int { return utf8.RuneCount(text) }

// units is the length of text in UTF-16 code units: a character beyond the basic plane, of four bytes in UTF-8, has two.
func units(text []byte) int {
	n := utf8.RuneCount(text)
	for _, c := range text {
		if c >= 0xf0 {
			n++
		}
	}
	return n
}
