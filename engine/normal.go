package engine

import (
	"bytes"
	"fmt"

	"github.com/passant-go/passant/engine/answer"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// A MalformedError says why and where, in bytes, a payload cannot be read.
type MalformedError struct {
	Endpoint string
	Code     string // a code of the rule json or, for a form, of the rule query (schemas/contract)
	Offset   int
}

func (e *MalformedError) Error() string {
	return fmt.Sprintf("passant: %s: the payload is malformed at byte %d: %s", e.Endpoint, e.Offset, e.Code)
}

// AppendNormal appends the payload's normal form, which is JSON whatever the input: what is left of it after reading as
// the contract says (trimmed texts, converted values, the contract's spelling of names, nothing for what counts as
// absent). A payload keeps the contract's constraints exactly where CUE accepts its normal form. Members keep their order;
// those that the contract does not have are kept. The error, if any, is a *MalformedError.
func (e *Endpoint) AppendNormal(dst, body []byte) ([]byte, error) {
	x := e.begin(body)
	defer e.end(x)
	x.payload()
	if x.malformed {
		f := &x.found[0]
		return dst, &MalformedError{e.plan.Name, f.Reason(), f.Offset}
	}
	n := normal{x, dst}
	x.muted++ // what is found again is of no interest
	if x.input == plan.JSON {
		n.object(&x.plan.Request, &noField, scan.Space(x.in, 0), 1)
	} else {
		n.pairs()
	}
	return n.dst, nil
}

// A normal form in the making, of a text that is known to be well-formed.
type normal struct {
	*run
	dst []byte
}

// object writes the object at i, which is in the field f and nested depth deep, and returns the index after it. Of what is
// below a member that the contract does not have it knows nothing: o and f are nil.
func (n *normal) object(o *plan.Object, f *plan.Field, i, depth int) (end int) {
	if o == nil {
		o = &plan.Object{}
	}
	n.dst = append(n.dst, '{')
	for i = scan.Space(n.in, i+1); n.in[i] != '}'; {
		name, field, colon, _ := n.run.name(o, i)
		i = scan.Space(n.in, scan.Space(n.in, colon)+1)
		switch {
		case field >= 0:
			i = n.member(&o.Fields[field], i, depth+1)
		default:
			n.name(string(name))
			i = n.other(o, f, name, i, depth+1)
		}
		if i = scan.Space(n.in, i); n.in[i] == ',' {
			i = scan.Space(n.in, i+1)
		}
	}
	n.dst = append(n.dst, '}')
	return i + 1
}

// other writes the value at i of a member that no field is for. Of several types that it has, the first says how it is read.
func (n *normal) other(o *plan.Object, f *plan.Field, name []byte, i, depth int) (end int) {
	for _, t := range o.Others(name) {
		return n.value(f, t, step{index: anyMember}, i, depth)
	}
	return n.value(nil, &plan.Type{}, step{}, i, depth)
}

// member writes a field, unless its value at i counts as absent.
func (n *normal) member(f *plan.Field, i, depth int) (end int) {
	var v value
	end, _ = n.run.value(&v, f, &f.Type, step{}, i, depth)
	if n.nothing(f, &v)&(n.absent(f)|f.Missing) == 0 {
		n.name(f.Name)
		n.value(f, &f.Type, step{}, i, depth)
	}
	return end
}

// pairs writes the object that the pairs of a form are.
func (n *normal) pairs() {
	o := &n.plan.Request
	n.dst = append(n.dst, '{')
	for i := 0; ; {
		p, ok := scan.NextPair(n.in, i)
		if !ok {
			break
		}
		i = p.End
		name, _, _ := n.decoded(p.Name, p.NameEnd)
		text, _, _ := n.decoded(p.Value, p.End)
		v := sent(p, text)
		switch field := o.Names.Find(o.Fields, name, n.plan.Read.AnyCase); {
		case field >= 0:
			n.pair(&o.Fields[field], v)
		case n.plan.Read.Ignores(name):
		case o.Rest != nil:
			n.name(string(name))
			n.texts(v, &noField, o.Rest, step{index: anyMember})
		default:
			n.name(string(name))
			n.read(&v, &noField, &plan.Type{}, step{index: anyMember}, 2)
			n.scalar(&v)
		}
	}
	n.dst = append(n.dst, '}')
}

// pair writes a field that was sent as a text, unless that counts as absent.
func (n *normal) pair(f *plan.Field, sent value) {
	v := sent
	n.typed(&v, f, &f.Type, step{})
	switch {
	case n.nothing(f, &v)&(n.absent(f)|f.Missing) != 0:
	case f.Read == plan.Nested:
		n.name(f.Name)
		n.read(&sent, unread(f), &f.Type, step{}, 2)
		n.text(&sent, f, &f.Type, 2)
	default:
		n.name(f.Name)
		n.texts(sent, f, &f.Type, step{})
	}
}

// texts writes what a text of a form is to a type, which may be a list of texts.
func (n *normal) texts(sent value, f *plan.Field, t *plan.Type, to step) {
	v := sent
	if n.typed(&v, f, t, to); v.kind == plan.KindList {
		n.split(&sent, f, t.Elem)
	} else {
		n.scalar(&v)
	}
}

// split writes the list that a text of a form is.
func (n *normal) split(v *value, f *plan.Field, t *plan.Type) {
	if t == nil {
		t = &plan.Type{}
	}
	n.dst = append(n.dst, '[')
	all := n.parts(v)
	for part, ok := n.part(&all); ok; part, ok = n.part(&all) {
		if n.dst[len(n.dst)-1] != '[' {
			n.dst = append(n.dst, ',')
		}
		n.run.scalar(&part, part.formKinds(t), f, t, step{index: 1})
		n.scalar(&part)
	}
	n.dst = append(n.dst, ']')
}

// unread is f without its conversion.
func unread(f *plan.Field) *plan.Field {
	plain := *f
	plain.Read = plan.AsIs
	return &plain
}

func (n *normal) name(name string) {
	if n.dst[len(n.dst)-1] != '{' {
		n.dst = append(n.dst, ',')
	}
	n.string([]byte(name))
	n.dst = append(n.dst, ':')
}

// string writes text. U+FEFF is escaped, because CUE refuses it inside of a string as it is.
func (n *normal) string(text []byte) {
	start := len(n.dst)
	n.dst = answer.AppendString(n.dst, text, plan.Plain)
	if mark := []byte("\uFEFF"); bytes.Contains(text, mark) {
		n.dst = append(n.dst[:start], bytes.ReplaceAll(n.dst[start:], mark, []byte(`\ufeff`))...)
	}
}

// value writes the value at i, to which a field leads, or to an element of one; f is nil below a member that the contract
// does not have.
func (n *normal) value(f *plan.Field, t *plan.Type, to step, i, depth int) (end int) {
	if t.Again != 0 {
		t = &n.plan.Types[t.Again-1]
	}
	switch n.in[i] {
	case '{':
		return n.object(t.Object, f, i, depth)
	case '[':
		return n.list(f, t, i, depth)
	}
	if f == nil {
		f = &plan.Field{}
	}
	var v value
	if f.Read == plan.Nested && to.index == 0 && n.in[i] == '"' {
		end, _ = n.run.value(&v, unread(f), t, to, i, depth)
		n.text(&v, f, t, depth)
		return end
	}
	end, _ = n.run.value(&v, f, t, to, i, depth)
	n.scalar(&v)
	return end
}

// scalar writes a value that is no list and no object.
func (n *normal) scalar(v *value) {
	switch v.kind {
	case plan.KindString:
		n.string(v.text)
	case plan.KindNull:
		n.dst = append(n.dst, "null"...)
	default:
		n.dst = append(n.dst, v.text...)
	}
}

// text writes the value that a string holds as JSON text, or the string where it holds none.
func (n *normal) text(v *value, f *plan.Field, t *plan.Type, depth int) {
	if inner := *v; !n.readNested(&inner, f, t, step{}, depth) {
		n.scalar(v)
		return
	}
	outer := n.in
	n.in = v.text
	n.value(unread(f), t, step{}, scan.Space(n.in, 0), depth)
	n.in = outer
}

func (n *normal) list(f *plan.Field, t *plan.Type, i, depth int) (end int) {
	n.dst = append(n.dst, '[')
	element := step{index: 1}
	for i = scan.Space(n.in, i+1); n.in[i] != ']'; element.index++ {
		if element.index > 1 {
			n.dst = append(n.dst, ',')
		}
		of := t.At(element.index - 1)
		if of == nil {
			of = &anything
		}
		i = scan.Space(n.in, n.value(f, of, element, i, depth+1))
		if n.in[i] == ',' {
			i = scan.Space(n.in, i+1)
		}
	}
	n.dst = append(n.dst, ']')
	return i + 1
}
