package engine

import (
	"bytes"
	"fmt"

	"github.com/passant-go/passant/engine/answer"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// A MalformedError says why and where, in bytes, a text is not JSON.
type MalformedError struct {
	Endpoint string
	Code     string // syntax bom utf8 surrogate duplicate_key trailing not_object depth size keys string_size number_size
	Offset   int
}

func (e *MalformedError) Error() string {
	return fmt.Sprintf("passant: %s: the payload is malformed at byte %d: %s", e.Endpoint, e.Offset, e.Code)
}

// AppendNormal appends the payload's normal form: what is left of it after reading as the contract says (trimmed texts,
// converted values, the contract's spelling of names, nothing for what counts as absent). A payload keeps the contract's
// constraints exactly where CUE accepts its normal form. Members keep their order; those that the contract does not have
// are kept. The error, if any, is a *MalformedError.
func (e *Endpoint) AppendNormal(dst, body []byte) ([]byte, error) {
	x := e.begin(body)
	defer e.end(x)
	x.payload()
	if x.malformed {
		f := &x.found[0]
		return dst, &MalformedError{e.plan.Name, f.Reason(), f.Offset}
	}
	n := normal{x, dst}
	n.object(&x.plan.Request, scan.Space(x.in, 0), 1)
	return n.dst, nil
}

// A normal form in the making, of a text that is known to be well-formed.
type normal struct {
	*run
	dst []byte
}

// object writes the object at i, nested depth deep, of which the contract may know nothing, and returns the index after it.
func (n *normal) object(o *plan.Object, i, depth int) (end int) {
	if o == nil {
		o = &plan.Object{}
	}
	n.dst = append(n.dst, '{')
	for i = scan.Space(n.in, i+1); n.in[i] != '}'; {
		name, field, colon, _ := n.run.name(o, 0, i)
		i = scan.Space(n.in, scan.Space(n.in, colon)+1)
		if field < 0 {
			n.name(string(name))
			i = n.value(nil, &plan.Type{}, step{}, i, depth+1)
		} else {
			i = n.member(&o.Fields[field], i, depth+1)
		}
		if i = scan.Space(n.in, i); n.in[i] == ',' {
			i = scan.Space(n.in, i+1)
		}
	}
	n.dst = append(n.dst, '}')
	return i + 1
}

// member writes a field, unless its value at i counts as absent.
func (n *normal) member(f *plan.Field, i, depth int) (end int) {
	var v value
	end, _ = n.run.value(&v, f, &f.Type, step{}, i, depth)
	if n.nothing(f, &v)&(f.Absent|f.Missing) == 0 {
		n.name(f.Name)
		n.value(f, &f.Type, step{}, i, depth)
	}
	return end
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
	switch n.in[i] {
	case '{':
		return n.object(t.Object, i, depth)
	case '[':
		return n.list(f, t.Elem, i, depth)
	}
	if f == nil {
		f = &plan.Field{}
	}
	var v value
	end, _ = n.run.value(&v, f, t, to, i, depth)
	switch {
	case f.Read == plan.Nested && to.index == 0 && n.in[i] == '"' && v.kind != plan.KindNull:
		n.text(f, t, i, depth)
	case v.kind == plan.KindString:
		n.string(v.text)
	case v.kind == plan.KindNull:
		n.dst = append(n.dst, "null"...)
	default:
		n.dst = append(n.dst, v.text...)
	}
	return end
}

// text writes the value that the string at i holds as JSON text, or the string where it holds none.
func (n *normal) text(f *plan.Field, t *plan.Type, i, depth int) {
	plain := *f
	plain.Read = plan.AsIs
	var v value
	n.run.value(&v, &plain, t, step{}, i, depth)
	if inner := v; !n.readNested(&inner, f, t, step{}, depth) {
		n.string(v.text)
		return
	}
	outer := n.in
	n.in = v.text
	n.value(&plain, t, step{}, scan.Space(n.in, 0), depth)
	n.in = outer
}

func (n *normal) list(f *plan.Field, t *plan.Type, i, depth int) (end int) {
	if t == nil {
		t = &plan.Type{}
	}
	n.dst = append(n.dst, '[')
	element := step{index: 1}
	for i = scan.Space(n.in, i+1); n.in[i] != ']'; element.index++ {
		if element.index > 1 {
			n.dst = append(n.dst, ',')
		}
		i = scan.Space(n.in, n.value(f, t, element, i, depth+1))
		if n.in[i] == ',' {
			i = scan.Space(n.in, i+1)
		}
	}
	n.dst = append(n.dst, ']')
	return i + 1
}
