package answer

import (
	"iter"

	"github.com/passant-go/passant/engine/internal/spell"
	"github.com/passant-go/passant/engine/plan"
)

// hint suggests a name of the contract for one that it does not have.
func (w *writer) hint(v *Finding) {
	if v.Object == nil {
		return
	}
	if near, ok := spell.Nearest(w.Text[v.Name.Start:v.Name.End], names(v.Object.Fields)); ok {
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
