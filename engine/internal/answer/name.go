package answer

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/passant-go/passant/engine/plan"
)

// atRoot reports whether no member is concerned. One that the contract does not have always has a pointer of its own.
func (v *Finding) atRoot() bool { return v.Field == nil && v.Pointer.Start == v.Pointer.End }

func (w *writer) field(v *Finding) bool {
	if v.Field != nil {
		w.text(v.Field.Inside)
		return w.text(v.Field.Name)
	}
	if v.In != nil {
		w.text(v.In.Inside)
		w.text(v.In.Name)
		w.text(".")
	}
	w.span(v.Name)
	return !v.atRoot()
}

func (w *writer) property(v *Finding) bool {
	if v.Field != nil {
		w.capital([]byte(v.Field.Name))
		return true
	}
	w.capital(w.Findings.text(v.Name))
	return !v.atRoot()
}

func (w *writer) attribute(v *Finding) bool {
	if v.Field == nil {
		w.people(w.Findings.text(v.Name))
		return !v.atRoot()
	}
	names, catalogue := v.Field.Attribute, w.Catalogue
	if len(names) == 0 {
		w.people([]byte(v.Field.Name))
		return true
	}
	if catalogue >= len(names) {
		catalogue = 0
	}
	return w.text(names[catalogue])
}

func (w *writer) pointer(v *Finding) { w.span(v.Pointer) }

// people writes name as Plan.Attribute has it for people.
func (w *writer) people(name []byte) {
	switch w.Plan.Attribute {
	case plan.ByName:
		w.bytes(name)
	case plan.ByWords:
		w.words(name)
	case plan.ByTitle:
		w.title(name)
	}
}

// words writes name with spaces for underscores.
func (w *writer) words(name []byte) {
	for {
		word, rest, more := bytes.Cut(name, []byte("_"))
		w.bytes(word)
		if !more {
			return
		}
		w.dst = append(w.dst, ' ')
		name = rest
	}
}

// Title is name as [plan.ByTitle] has it for people: with a capital first and a space before every word, which begins with
// a capital that follows or precedes a letter that is none. So FluentValidation makes labels of names.
func Title(name string) string {
	w := writer{escape: raw}
	w.title([]byte(name))
	return string(w.dst)
}

// Capital is name with its first letter in upper case.
func Capital(name string) string {
	w := writer{escape: raw}
	w.capital([]byte(name))
	return string(w.dst)
}

func (w *writer) title(name []byte) {
	n := word(name)
	w.capital(name[:n])
	for n < len(name) {
		name = name[n:]
		n = word(name)
		w.dst = append(w.dst, ' ')
		w.bytes(name[:n])
	}
}

// word is the length of the first word of name.
func word(name []byte) int {
	capital := true // what comes first is written as one
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRune(name[i:])
		next, more := utf8.DecodeRune(name[i+size:])
		upper := unicode.IsUpper(r)
		if i > 0 && upper && (!capital || more > 0 && !unicode.IsUpper(next)) {
			return i
		}
		capital = upper || i == 0
		i += size
	}
	return len(name)
}

// capital writes name with its first letter in upper case.
func (w *writer) capital(name []byte) {
	r, size := utf8.DecodeRune(name)
	if size > 0 {
		var upper [utf8.UTFMax]byte
		w.bytes(upper[:utf8.EncodeRune(upper[:], unicode.ToUpper(r))])
	}
	w.bytes(name[size:])
}
