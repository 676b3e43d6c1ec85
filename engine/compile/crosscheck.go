package compile

import (
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// fresh is a name that no contract has.
const fresh = "\u0001"

// crossCheckWith compares what was read of a definition of the endpoint with its value.
func (e *endpoint) crossCheckWith(t typ, definition string) {
	e.guard(func() {
		e.crossCheck(t, e.value.LookupPath(cue.ParsePath(definition)), e.pos(), definition)
	})
}

// crossCheck compares what was read from the syntax with the value that CUE makes of it.
func (e *endpoint) crossCheck(t typ, v cue.Value, at token.Pos, path string) {
	kinds := kindsOf(v.IncompleteKind())
	if kinds == 0 && undecided(t) {
		kinds = t.kinds
	}
	if kinds != t.kinds {
		if kinds == 0 {
			e.consequence(at, "", "%s can never be satisfied", path)
			return
		}
		e.consequence(at, "", "%s is %s to CUE and %s as written here", path, kindNames(kinds), kindNames(t.kinds))
		return
	}
	if m := t.members; m != nil && t.kinds == plan.KindObject {
		e.crossCheckMembers(m, v, at, path)
	}
	if t.elem != nil && t.kinds == plan.KindList {
		for _, index := range []cue.Selector{cue.AnyIndex, cue.Index(0)} { // a list of fixed length has only the latter
			if elem := v.LookupPath(cue.MakePath(index)); elem.Exists() {
				e.crossCheck(*t.elem, elem, at, "each of "+path)
				break
			}
		}
	}
}

// undecided reports whether CUE has no kind for t before it sees a value: there is a condition on one, or the list that
// it takes for the value is too short.
func undecided(t typ) bool {
	if t.members != nil {
		return slices.ContainsFunc(t.members.conditions, func(c condition) bool { return c.equals != nil })
	}
	return slices.ContainsFunc(t.checks, func(k check) bool { return k.Op == plan.MinItems && k.Limit > 0 })
}

func (e *endpoint) crossCheckMembers(m *members, v cue.Value, at token.Pos, path string) {
	conditional := map[string]bool{}
	for _, cond := range m.conditions {
		conditional[cond.require] = true
	}
	seen := 0
	for it, err := v.Fields(cue.Optional(true)); err == nil && it.Next(); {
		name := it.Selector().Unquoted()
		f := m.find(name)
		if f == nil {
			e.consequence(at, "", "%s has a field %s to CUE that is not written here", path, name)
			continue
		}
		seen++
		if required := it.FieldType()&cue.OptionalConstraint == 0; required != f.required && !conditional[name] {
			e.consequence(f.at, "", "CUE does not agree on whether %s is required", name)
		}
		e.crossCheck(f.typ, it.Value(), f.at, name)
	}
	if seen < len(m.fields) {
		for _, f := range m.fields {
			if !v.LookupPath(cue.MakePath(cue.Str(f.name).Optional())).Exists() {
				e.consequence(f.at, "", "%s is not allowed by another part of %s", f.name, path)
			}
		}
	}
	if m.rest != nil {
		e.crossCheck(*m.rest, v.LookupPath(cue.MakePath(cue.AnyString)), at, "each of "+path)
	}
	// A condition that is not decided yet makes CUE allow everything.
	if open := v.Allows(cue.Str(fresh)); len(m.conditions) == 0 && open != (m.open || m.rest != nil) {
		e.consequence(at, "declare it as a definition of its own", "CUE does not agree on whether %s may have further fields", path)
	}
}

// kindsOf is the kinds that CUE has for a value, as a plan has them.
func kindsOf(k cue.Kind) (kinds plan.Kind) {
	for cueKind, kind := range map[cue.Kind]plan.Kind{
		cue.NullKind: plan.KindNull, cue.BoolKind: plan.KindBool, cue.IntKind: plan.KindInt, cue.FloatKind: plan.KindFloat,
		cue.StringKind: plan.KindString, cue.ListKind: plan.KindList, cue.StructKind: plan.KindObject,
	} {
		if k&cueKind != 0 {
			kinds |= kind
		}
	}
	return kinds
}
