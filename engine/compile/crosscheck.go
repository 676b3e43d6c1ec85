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
func (e lowering) crossCheckWith(t typ, definition string) {
	e.guard(nowhere, func() {
		e.crossCheck(t, e.value.LookupPath(cue.ParsePath(definition)), e.pos(), definition)
	})
}

// crossCheck compares what was read from the syntax with the value that CUE makes of it.
func (e lowering) crossCheck(t typ, v cue.Value, at token.Pos, path string) {
	if t.recurs != nil {
		return
	}
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
		e.crossCheckMembers(m, v, at, path, t.tries(func(*typ) bool { return true }))
	}
	for i := range t.items {
		if item := v.LookupPath(cue.MakePath(cue.Index(i))); item.Exists() && t.kinds == plan.KindList {
			e.crossCheck(t.items[i], item, at, "each of "+path)
		}
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

// undecided reports whether CUE has no kind for t before it sees a value: there is a condition on one, or the list or
// object that it takes for the value is not enough.
func undecided(t typ) bool {
	if t.choices != nil || t.members != nil && slices.ContainsFunc(t.members.conditions, condition.compares) {
		return true
	}
	return slices.ContainsFunc(t.checks, func(k check) bool { return k.Op == plan.MinItems && k.Limit > 0 || k.trial != nil })
}

func (e lowering) crossCheckMembers(m *members, v cue.Value, at token.Pos, path string, tried bool) {
	conditional, narrowed := map[string]bool{}, map[string]bool{}
	for _, cond := range m.conditions {
		conditional[cond.name] = true
		narrowed[cond.name] = narrowed[cond.name] || cond.then != nil
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
		if m.out(f.barred) {
			continue
		}
		if required := it.FieldType()&cue.OptionalConstraint == 0; required != f.required && !conditional[name] {
			e.consequence(f.at, "", "CUE does not agree on whether %s is required", name)
		}
		// To CUE conditions that are decided without a payload hold, and what is to be compared has no kind.
		if !narrowed[name] && f.typ.compared == nil {
			e.crossCheck(f.typ, it.Value(), f.at, name)
		}
	}
	if seen < len(m.fields) {
		for _, f := range m.fields {
			if !f.implied && !m.out(f.barred) && !v.LookupPath(cue.MakePath(cue.Str(f.name).Optional())).Exists() {
				e.consequence(f.at, "", "%s is not allowed by another part of %s", f.name, path)
			}
		}
	}
	if _, all := m.admits(); all {
		e.crossCheck(e.each(m).typ, v.LookupPath(cue.MakePath(cue.AnyString)), at, "each of "+path)
	}
	// A condition that is not decided yet, or a value to try, makes CUE allow everything; so do "..." and [string]: X in what
	// a closed struct meets, though no member comes in by them.
	if open := v.Allows(cue.Str(fresh)); len(m.conditions) == 0 && !tried && open != (!m.shut() || m.describes(fresh)) && !(open && (m.ellipsis || e.each(m) != nil)) {
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
