package mutate

import (
	"slices"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// Exact reports whether a Solver knows all that a type asks for. Of what a value is tried against it knows alternatives
// only, and it does not know lists whose elements must be unlike, functions, sizes of objects, members that are compared,
// and types that contain themselves.
func Exact(t *plan.Type) bool {
	for i := range t.Checks {
		if c := &t.Checks[i]; !exactCheck(c) && !(isChoice(c) && exactTypes(c.Trial.Types)) {
			return false
		}
	}
	return exactTypes(t.Items) && t.Again == 0 && (t.Elem == nil || Exact(t.Elem)) && (t.Object == nil || exactObject(t.Object))
}

func exactTypes(all []plan.Type) bool {
	return !slices.ContainsFunc(all, func(t plan.Type) bool { return !Exact(&t) })
}

// isChoice reports whether a check is that a value is one of alternatives, each of which says in its place what is wrong.
func isChoice(c *plan.Check) bool { return c.Op == plan.Count && c.Trial.Shapes != nil }

func exactCheck(c *plan.Check) bool {
	info := ops.Of(c.Op)
	return info.Exact && (info.Measure != ops.Elements || c.On&plan.KindObject == 0)
}

func exactObject(o *plan.Object) bool {
	return !slices.ContainsFunc(o.Patterns, func(p plan.Pattern) bool { return !Exact(&p.Type) }) && o.Consequences == nil && o.Comparisons == nil && (o.Rest == nil || Exact(o.Rest)) &&
		!slices.ContainsFunc(o.Fields, func(f plan.Field) bool { return !Exact(&f.Type) })
}
