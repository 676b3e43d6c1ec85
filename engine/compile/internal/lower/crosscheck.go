package lower

import (
	"slices"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// fresh is a name that no contract has.
const fresh = "\u0001"

// crossCheckWith compares what was read of a definition of the endpoint with its value.
func (e lowering) crossCheckWith(t types.Type, definition string) {
	e.Guard(source.Nowhere, func() {
		e.crossCheck(t, e.value.LookupPath(cue.ParsePath(definition)), e.pos(), definition)
	})
}

// crossCheck compares what was read from the syntax with the value that CUE makes of it.
func (e lowering) crossCheck(t types.Type, v cue.Value, at token.Pos, path string) {
	if t.Recurs != nil {
		return
	}
	kinds := source.KindsOf(v.IncompleteKind())
	if kinds == 0 && undecided(t) {
		kinds = t.Kinds
	}
	if kinds != t.Kinds {
		if kinds == 0 {
			e.Consequence(at, "", "%s can never be satisfied", path)
			return
		}
		e.Consequence(at, "", "%s is %s to CUE and %s as written here", path, types.KindNames(kinds), types.KindNames(t.Kinds))
		return
	}
	if m := t.Members; m != nil && t.Kinds == plan.KindObject {
		e.crossCheckMembers(m, v, at, path, t.Tries(func(*types.Type) bool { return true }))
	}
	for i := range t.Items {
		if item := v.LookupPath(cue.MakePath(cue.Index(i))); item.Exists() && t.Kinds == plan.KindList {
			e.crossCheck(t.Items[i], item, at, "each of "+path)
		}
	}
	if t.Elem != nil && t.Kinds == plan.KindList {
		for _, index := range []cue.Selector{cue.AnyIndex, cue.Index(0)} { // a list of fixed length has only the latter
			if elem := v.LookupPath(cue.MakePath(index)); elem.Exists() {
				e.crossCheck(*t.Elem, elem, at, "each of "+path)
				break
			}
		}
	}
}

// undecided reports whether CUE has no kind for t before it sees a value: there is a condition on one, or the list or
// object that it takes for the value is not enough.
func undecided(t types.Type) bool {
	if t.Choices != nil || t.Members != nil && slices.ContainsFunc(t.Members.Conditions, types.Condition.Compares) {
		return true
	}
	return slices.ContainsFunc(t.Checks, func(k types.Check) bool { return k.Op == plan.MinItems && k.Limit > 0 || k.Subschemas != nil })
}

func (e lowering) crossCheckMembers(m *types.Members, v cue.Value, at token.Pos, path string, tried bool) {
	conditional, narrowed := map[string]bool{}, map[string]bool{}
	for _, cond := range m.Conditions {
		conditional[cond.Name] = true
		narrowed[cond.Name] = narrowed[cond.Name] || cond.Then != nil
	}
	seen := 0
	for it, err := v.Fields(cue.Optional(true)); err == nil && it.Next(); {
		name := it.Selector().Unquoted()
		f := m.Find(name)
		if f == nil {
			e.Consequence(at, "", "%s has a field %s to CUE that is not written here", path, name)
			continue
		}
		seen++
		if m.Out(f.KeptOut) {
			continue
		}
		if required := it.FieldType()&cue.OptionalConstraint == 0; required != f.Required && !conditional[name] {
			e.Consequence(f.At, "", "CUE does not agree on whether %s is required", name)
		}
		// To CUE conditions that are decided without a payload hold, and what is to be compared has no kind.
		if !narrowed[name] && f.Type.Compared == nil {
			e.crossCheck(f.Type, it.Value(), f.At, name)
		}
	}
	if seen < len(m.Fields) {
		for _, f := range m.Fields {
			if !f.Implied && !m.Out(f.KeptOut) && !v.LookupPath(cue.MakePath(cue.Str(f.Name).Optional())).Exists() {
				e.Consequence(f.At, "", "%s is not allowed by another part of %s", f.Name, path)
			}
		}
	}
	if _, all := m.Admits(); all {
		e.crossCheck(e.Every(m).Type, v.LookupPath(cue.MakePath(cue.AnyString)), at, "each of "+path)
	}
	// A condition that is not decided yet, or a value to try, makes CUE allow everything; so do "..." and [string]: X in what
	// a closed struct meets, though no member comes in by them.
	if open := v.Allows(cue.Str(fresh)); len(m.Conditions) == 0 && !tried && open != (!m.Shut() || m.Describes(fresh)) && !(open && (m.Ellipsis || e.Every(m) != nil)) {
		e.Consequence(at, "declare it as a definition of its own", "CUE does not agree on whether %s may have further fields", path)
	}
}
