package answer

import "github.com/passant-go/passant/engine/plan"

// expand writes a text and what the violation fills in; it reports whether there is a text.
func (w *writer) expand(text plan.Text, v *Finding) bool {
	for i := range text {
		w.text(text[i].Literal)
		w.fill(text[i].Then, v)
	}
	return len(text) > 0
}

func (w *writer) fill(p plan.Placeholder, v *Finding) {
	switch p {
	case plan.FieldName:
		w.field(v)
	case plan.AttributeName:
		w.attribute(v)
	case plan.PropertyName:
		w.property(v)
	case plan.Value:
		w.span(v.Value)
	case plan.Length:
		if v.Found >= 0 {
			w.integer(v.Found)
		}
	case plan.Hint:
		w.hint(v)
	case plan.Line:
		w.integer(w.line(v))
	case plan.Column:
		w.integer(w.column(v))
	}
}

// say writes the message of the finding i as a JSON string, in the words of Findings.Message where there are any.
func (w *writer) say(i int) {
	if w.Message == nil {
		w.put(plan.MarkMessage, i)
		return
	}
	w.string(w.Message(i))
}

// AppendMessage appends the contract's message of the finding i.
func (f *Findings) AppendMessage(dst []byte, i int) []byte {
	w := writer{Findings: *f, dst: dst, escape: raw}
	w.expand(w.message(&f.List[i]).Text, &f.List[i])
	return w.dst
}

// AppendPointer appends the JSON Pointer (RFC 6901) of the finding i, in the sender's spelling.
func (f *Findings) AppendPointer(dst []byte, i int) []byte {
	w := writer{Findings: *f, dst: dst, escape: raw}
	w.pointer(&f.List[i])
	return w.dst
}

// AppendField appends the name of the member that the finding i is about: the names of the contract from the root,
// joined by ".", or the member's own name where the contract does not have it. At the root it appends nothing.
func (f *Findings) AppendField(dst []byte, i int) []byte {
	w := writer{Findings: *f, dst: dst, escape: raw}
	w.field(&f.List[i])
	return w.dst
}
