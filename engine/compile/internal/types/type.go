package types

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/plan"
)

// A Type is what an expression says of a value.
type Type struct {
	Kinds    plan.Kind // what it accepts
	Checks   []Check   // in the order in which they are written
	Except   []plan.Literal
	Members  *Members
	Items    []Type       // the first elements of a list
	Elem     *Type        // the others
	Choices  []Type       // of which a value is one, besides what else t says; no two of them have structs in common
	Compared []Comparison // with members beside it
	Recurs   *ast.Field   // the declaration that it is inside of, and the same as
	Notes    Notes

	Written token.Pos // where an element of a list is

	Left bool // to CUE

	Forbidden bool // that kinds is empty is meant
}

// Notes are what the attributes of a declaration say besides its rules. Of each the nearest holds.
type Notes struct {
	Read     *source.Attribute
	Absent   *source.Attribute
	Instead  *source.Attribute
	Lookups  []source.Attribute
	Secret   bool
	Inferred *plan.Inference
}

// And is what two declarations say together, m the nearer one.
func (n Notes) And(m Notes) Notes {
	if m.Read != nil {
		n.Read = m.Read
	}
	if m.Absent != nil {
		n.Absent = m.Absent
	}
	if m.Instead != nil {
		n.Instead = m.Instead
	}
	n.Lookups = slices.Clone(n.Lookups)
	for _, l := range m.Lookups {
		if !slices.ContainsFunc(n.Lookups, func(k source.Attribute) bool { return k.First() == l.First() }) {
			n.Lookups = append(n.Lookups, l)
		}
	}
	n.Secret = n.Secret || m.Secret
	n.Inferred = Nearer(n.Inferred, m.Inferred)
	return n
}

// Nearer is what a and b, the nearer one, say together: b, unless a alone says why.
func Nearer(a, b *plan.Inference) *plan.Inference {
	if b == nil || b.Why == "" && a != nil {
		return a
	}
	return b
}

// Position is where t is written.
func (t *Type) Position() token.Pos {
	if len(t.Checks) > 0 {
		return t.Checks[0].At
	}
	return token.NoPos
}

// Bare reports whether t is nothing but kinds.
func (t *Type) Bare() bool {
	return t.Members == nil && t.Elem == nil && t.Items == nil && t.Choices == nil && t.Compared == nil && t.Recurs == nil && len(t.Except) == 0 &&
		!slices.ContainsFunc(t.Checks, func(k Check) bool { return k.Op != plan.Kinds })
}

// Reads reports whether something in a value is read in another way than it was sent.
func (t *Type) Reads() bool {
	return t.Notes.Read != nil || t.Notes.Absent != nil || t.anyElem((*Type).Reads) || t.AnyChoice((*Type).Reads) ||
		t.Members != nil && (t.Members.unnamed((*Type).Reads) || slices.ContainsFunc(t.Members.Fields, func(f *Field) bool { return f.Type.Reads() }))
}

// element is the type of the element i of a list; nil where anything may be there.
func (t *Type) element(i int) *Type {
	if i < len(t.Items) {
		return &t.Items[i]
	}
	return t.Elem
}

// anyElem reports whether the type of an element of a list is one of which is holds.
func (t *Type) anyElem(is func(*Type) bool) bool {
	for i := range t.Items {
		if is(&t.Items[i]) {
			return true
		}
	}
	return t.Elem != nil && is(t.Elem)
}

// EachChoice is t with every alternative of it, or t itself where it has none, changed.
func (t Type) EachChoice(change func(Type) Type) Type {
	if t.Choices == nil {
		return change(t)
	}
	t.Choices = slices.Clone(t.Choices)
	for i := range t.Choices {
		t.Choices[i] = change(t.Choices[i])
	}
	return t
}

// AnyChoice reports whether an alternative of t is one of which is holds.
func (t *Type) AnyChoice(is func(*Type) bool) bool {
	return slices.ContainsFunc(t.Choices, func(choice Type) bool { return is(&choice) })
}

// Inside is t with a change made to it and to every type in it, the innermost first. What a function tries a value against is not in it.
func (t Type) Inside(change func(*Type)) Type {
	t.Choices = slices.Clone(t.Choices)
	for i := range t.Choices {
		t.Choices[i] = t.Choices[i].Inside(change)
	}
	t.Items = slices.Clone(t.Items)
	for i := range t.Items {
		t.Items[i] = t.Items[i].Inside(change)
	}
	if t.Elem != nil {
		elem := t.Elem.Inside(change)
		t.Elem = &elem
	}
	if t.Members != nil {
		m := *t.Members
		m.Fields = slices.Clone(m.Fields)
		for i, f := range m.Fields {
			changed := *f
			changed.Type = f.Type.Inside(change)
			m.Fields[i] = &changed
		}
		m.Patterns = slices.Clone(m.Patterns)
		for i := range m.Patterns {
			m.Patterns[i].Type = m.Patterns[i].Type.Inside(change)
		}
		t.Members = &m
	}
	change(&t)
	return t
}

// has reports whether t, or a type in it, is one of which is holds. What a function tries a value against is not in it.
func (t *Type) has(is func(*Type) bool) bool {
	within := func(t *Type) bool { return t.has(is) }
	return is(t) || t.AnyChoice(within) || t.anyElem(within) || t.Members != nil && (t.Members.unnamed(within) ||
		slices.ContainsFunc(t.Members.Fields, func(f *Field) bool { return f.Type.has(is) }))
}

// lists reports whether there may be structs in the lists of t.
func (t *Type) lists() bool { return t.Items == nil && t.Elem == nil || t.anyElem((*Type).Structured) }

// shortest is the length of the shortest list of t.
func (t *Type) shortest() (n int) {
	for _, k := range t.Checks {
		if k.Op == plan.MinItems && k.On&plan.KindList != 0 {
			n = max(n, k.Limit)
		}
	}
	return n
}

// Structured reports whether a value of t may hold a struct.
func (t *Type) Structured() bool {
	return t.Kinds&plan.KindObject != 0 || t.Kinds&plan.KindList != 0 && t.lists() || t.AnyChoice((*Type).Structured)
}

// Opens reports whether a function in t would open a struct beside it.
func (t *Type) Opens() bool {
	return slices.ContainsFunc(t.Checks, func(k Check) bool { return k.Subschemas != nil && k.On&plan.KindObject != 0 })
}

// Described reports whether the members of a struct in t are described.
func (t *Type) Described() bool {
	return t.has(func(t *Type) bool { return t.Members != nil })
}

// Tries reports whether a value of t is tried against a type of which is holds.
func (t *Type) Tries(is func(*Type) bool) bool {
	return slices.ContainsFunc(t.Checks, func(k Check) bool {
		return k.Subschemas != nil && slices.ContainsFunc(k.Subschemas.Types, func(t Type) bool { return is(&t) })
	})
}

// Branches reports whether there is a matchIf in t.
func (t *Type) Branches() bool {
	return t.has(func(t *Type) bool {
		return slices.ContainsFunc(t.Checks, func(k Check) bool { return k.Op == plan.Branch })
	})
}

// Pending reports whether CUE cannot tell what t is before it has a value: matchIf then refuses every value.
func (t *Type) Pending() bool {
	return t.Kinds == 0 || t.has(func(t *Type) bool {
		return t.Members != nil && len(t.Members.Conditions) > 0 || slices.ContainsFunc(t.Checks, func(k Check) bool {
			return (k.Op == plan.MinItems || k.Op == plan.MaxItems) && k.On&plan.KindObject != 0
		})
	})
}

// Secret reports whether a value, its elements or all of its members are secret.
func (t *Type) Secret() bool {
	return t.Notes.Secret || t.anyElem((*Type).Secret) || t.AnyChoice((*Type).Secret) ||
		t.Members != nil && t.Members.unnamed((*Type).Secret) || t.Tries((*Type).Secret)
}

// HoldsSecret reports whether anything in a value is secret.
func (t *Type) HoldsSecret() bool {
	return t.Secret() || t.anyElem((*Type).HoldsSecret) || t.AnyChoice((*Type).HoldsSecret) ||
		t.Members != nil && t.Members.unnamed((*Type).HoldsSecret) ||
		t.Members != nil && slices.ContainsFunc(t.Members.Fields, func(f *Field) bool { return f.Type.HoldsSecret() }) ||
		t.Tries((*Type).HoldsSecret)
}
