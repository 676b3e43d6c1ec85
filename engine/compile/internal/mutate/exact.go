package mutate

import (
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// Exact reports whether a Solver knows all that a type asks for. It does not know what a value is tried against, lists whose
// elements differ in type or must be unlike, multiples, functions, sizes of objects, and members that are told by patterns.
func Exact(t *plan.Type) bool {
	for i := range t.Checks {
		switch c := &t.Checks[i]; c.Op {
		case plan.MultipleOf, plan.Call, plan.Unique, plan.Count, plan.Contains, plan.Branch, plan.Holds, plan.Delegated, plan.As:
			return false
		case plan.MinItems, plan.MaxItems:
			if c.On&plan.KindObject != 0 {
				return false
			}
		}
	}
	return len(t.Items) == 0 && t.Again == 0 && (t.Elem == nil || Exact(t.Elem)) && (t.Object == nil || exactObject(t.Object))
}

func exactObject(o *plan.Object) bool {
	return o.Patterns == nil && o.Consequences == nil && o.Comparisons == nil && (o.Rest == nil || Exact(o.Rest)) &&
		!slices.ContainsFunc(o.Fields, func(f plan.Field) bool { return !Exact(&f.Type) })
}
