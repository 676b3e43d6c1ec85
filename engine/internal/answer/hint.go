package answer

import (
	"iter"

	"github.com/passant-go/passant/engine/internal/spell"
	"github.com/passant-go/passant/engine/plan"
)

// Nearest is the name of the contract that was probably meant where v is about a member that it does not have.
func (f *Findings) Nearest(v *Finding) (name string, ok bool) {
	if v.Object == nil {
		return "", false
	}
	sent := f.text(v.Name)
	for i := range v.Object.Fields {
		if name := v.Object.Fields[i].Name; spell.Same(sent, name) {
			return name, true
		}
	}
	return spell.Nearest(sent, names(v.Object.Fields))
}

// hint suggests a name of the contract for one that it does not have.
func (w *writer) hint(v *Finding) {
	if near, ok := w.Nearest(v); ok {
		w.text(`, did you mean "`)
		w.text(near)
		w.text(`"?`)
	}
}

func names(fields []plan.Field) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := range fields {
			if !yield(fields[i].Name) {
				return
			}
		}
	}
}
