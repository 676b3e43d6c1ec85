package engine

import (
	"bytes"
	"fmt"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// A MalformedError says why and where, in bytes, a payload cannot be read.
type MalformedError struct {
	Endpoint string
	Code     string // a code of the rule json or, for a form, of the rule query (schemas/contract); "media_type" for JSON as a form
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
	if x.malformed || x.barred {
		f := &x.found[0]
		return dst, &MalformedError{e.plan.Name, f.Reason(), f.Offset}
	}
	n := normal{x, dst}
	x.muted++             // what is found again is of no interest
	x.arena = x.arena[:0] // nor is what was read the first time
	if x.input == plan.JSON {
		n.object(&x.plan.Request, &noField, scan.Space(x.in, 0), reread)
	} else {
		n.pairs()
	}
	return n.dst, nil
}

// unconverted is the step to a value for which the conversion of its field is not: it was made, or is not wanted. It is that
// to an element, which no conversion is for.
var unconverted = step{index: 1}

// A normal form in the making, of a text that is known to be well-formed.
type normal struct {
	*evaluator
	dst []byte
}

// object writes the object at i, which is in the field f and nested depth deep, and returns the index after it. Of what is
// below a member that the contract does not have it knows nothing: o and f are nil.
func (n *normal) object(o *plan.Object, f *plan.Field, i, depth int) (end int) {
	if o == nil {
		o = &noObject
	}
	n.dst = append(n.dst, '{')
	for i = scan.Space(n.in, i+1); n.in[i] != '}'; {
		name, field, colon, _ := n.evaluator.name(o, i)
		i = scan.Space(n.in, scan.Space(n.in, colon)+1)
		switch {
		case field >= 0:
			i = n.member(&o.Fields[field], i, depth+1)
		default:
			n.name(name)
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
	return n.value(nil, &anything, step{}, i, depth)
}

// member writes a field, unless its value at i counts as absent.
func (n *normal) member(f *plan.Field, i, depth int) (end int) {
	var v value
	absent := n.absent(f) | f.Missing
	if c := n.in[i]; c == '{' || c == '[' { // it is read only once, which each level would double
		start := len(n.dst)
		n.name([]byte(f.Name))
		written := len(n.dst)
		end = n.value(f, &f.Type, step{}, i, depth)
		if v.kind = plan.KindObject; c == '[' {
			v.kind = plan.KindList
		}
		if len(n.dst)-written == len("{}") && n.nothing(f, &v)&absent != 0 {
			n.dst = n.dst[:start]
		}
		return end
	}
	end, _ = n.evaluator.value(&v, f, &f.Type, step{}, i, depth)
	if n.nothing(f, &v)&absent == 0 {
		n.name([]byte(f.Name))
		n.value(f, &f.Type, step{}, i, depth)
	}
	return end
}

// pairs writes the object that the pairs of a form are.
func (n *normal) pairs() {
	o := &n.plan.Request
	n.dst = append(n.dst, '{')
	written, names := make([]bool, len(o.Fields)), n.scan.Open()
	defer n.scan.Close(names)
	for i := 0; ; {
		p, ok := scan.NextPair(n.in, i)
		if !ok {
			break
		}
		i = p.End
		name, _, _ := n.decoded(p.Name, p.NameEnd)
		text, _, _ := n.decoded(p.Value, p.End)
		v := sent(p, text)
		switch field, _ := n.fieldOf(name); {
		case field >= 0 && written[field]: // it was joined to the list that began before
		case field >= 0:
			written[field] = true
			n.pair(&o.Fields[field], v)
		case n.plan.Read.Ignores(name) || !n.scan.Name(names, name): // JSON has a name once: the first
		case o.Rest != nil:
			n.name(name)
			n.texts(v, &noField, o.Rest, step{index: anyMember})
		default:
			n.name(name)
			n.read(&v, &noField, &anything, step{index: anyMember}, reread)
			n.scalar(&v)
		}
	}
	n.dst = append(n.dst, '}')
}

// pair writes a field that was sent as a text, unless that counts as absent.
func (n *normal) pair(f *plan.Field, sent value) {
	v, arena := sent, len(n.arena)
	n.typed(&v, f, &f.Type, step{}, reread)
	absent := n.nothing(f, &v)&(n.absent(f)|f.Missing) != 0
	n.arena = n.arena[:arena]
	switch {
	case absent:
	case f.Read == plan.Nested:
		n.name([]byte(f.Name))
		n.read(&sent, f, &f.Type, unconverted, reread)
		n.text(&sent, f, &f.Type, reread)
	default:
		n.name([]byte(f.Name))
		n.texts(sent, f, &f.Type, step{})
	}
}

// texts writes what a text of a form is to a type, which may be a list of texts.
func (n *normal) texts(sent value, f *plan.Field, t *plan.Type, to step) {
	v, arena := sent, len(n.arena)
	if n.typed(&v, f, t, to, reread); v.kind == plan.KindList {
		n.arena = n.arena[:arena]
		first := sent
		n.filled(&first, f, to)
		n.split(&first, f, t.Elem, to)
	} else {
		n.scalar(&v)
	}
}

// split writes the list that a text of a form is.
func (n *normal) split(v *value, f *plan.Field, t *plan.Type, to step) {
	if t == nil {
		t = &anything
	}
	n.dst = append(n.dst, '[')
	all := n.parts(v, f, to)
	for part, ok := n.part(&all); ok; part, ok = n.part(&all) {
		if n.dst[len(n.dst)-1] != '[' {
			n.dst = append(n.dst, ',')
		}
		n.evaluator.scalar(&part, part.formKinds(t), f, t, step{index: 1}, reread)
		n.scalar(&part)
	}
	n.dst = append(n.dst, ']')
}

func (n *normal) name(name []byte) {
	if n.dst[len(n.dst)-1] != '{' {
		n.dst = append(n.dst, ',')
	}
	n.string(name)
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
		f = &noField
	}
	var v value
	if f.Read == plan.Nested && to.index == 0 && n.in[i] == '"' {
		end, _ = n.evaluator.value(&v, f, t, unconverted, i, depth)
		n.text(&v, f, t, depth)
		return end
	}
	end, _ = n.evaluator.value(&v, f, t, to, i, depth)
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
	n.value(f, t, unconverted, scan.Space(n.in, 0), depth)
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
