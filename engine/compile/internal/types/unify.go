package types

import (
	"cmp"
	"fmt"
	"slices"

	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/plan"
)

// A Fault is why types cannot be put together.
type Fault struct {
	At            token.Pos
	Hint, Message string
	Unsupported   bool // no plan has it, but CUE does
	InUse         bool // it is about a declaration as the member that is read uses it
}

// A unifier collects what is wrong with the types that it puts together.
type unifier struct{ faults []Fault }

func (u *unifier) unsupported(at token.Pos, hint, format string, args ...any) {
	u.faults = append(u.faults, Fault{At: at, Hint: hint, Message: fmt.Sprintf(format, args...), Unsupported: true})
}

func (u *unifier) inUse(at token.Pos, hint, format string, args ...any) {
	u.faults = append(u.faults, Fault{At: at, Hint: hint, Message: fmt.Sprintf(format, args...), InUse: true})
}

// Unify is the conjunction of two types, a written first.
func Unify(a, b Type) (Type, []Fault) {
	var u unifier
	t := u.unify(a, b)
	return t, u.faults
}

// UnifyMembers is the conjunction of two objects.
func UnifyMembers(a, b *Members) (*Members, []Fault) {
	var u unifier
	m := u.unifyMembers(a, b)
	return m, u.faults
}

// Choose is t with one of the alternatives, each put together with t, and with every alternative of t, by with.
func Choose(t Type, alternatives []Type, with func(t, alternative Type) Type) (Type, []Fault) {
	var u unifier
	chosen := u.choose(t, alternatives, with)
	return chosen, u.faults
}

// Close is what a definition makes of t: its structs, at any depth, have no members but those that are described, unless
// they say so.
func Close(t Type) (Type, []Fault) {
	var u unifier
	closed := u.close(t)
	return closed, u.faults
}

// CheckClosed is what would open t, a struct that is closed.
func CheckClosed(t *Type) []Fault {
	var u unifier
	u.checkClosed(t)
	return u.faults
}

// Every is the pattern of every name, those of m taken together; nil: it has none.
func Every(m *Members) (*Pattern, []Fault) {
	var u unifier
	every := u.every(m)
	return every, u.faults
}

// unify is the conjunction of a and b, a written first.
func (u *unifier) unify(a, b Type) Type {
	if a.Choices != nil || b.Choices != nil {
		return u.unifyChoices(a, b)
	}
	if a.Recurs != nil || b.Recurs != nil {
		return u.unifyRecursive(a, b)
	}
	u.checkExcept(a, b)
	u.checkExcept(b, a)
	if a.unclosed(b) || b.unclosed(a) {
		u.unsupported(cmp.Or(a.Position(), b.Position()), "leave it out: a struct is not null", "!=null beside a struct is not supported: CUE lets that have any members then")
	}
	if a.opened(b) || b.opened(a) {
		list := &a
		if b.opened(a) {
			list = &b
		}
		u.unsupported(list.Position(), "declare the elements as a definition", "a list of structs beside another constraint is not supported: CUE lets its elements have any members then")
	}
	if a.Left && b.Structured() && !b.Bare() || b.Left && a.Structured() && !a.Bare() {
		u.unsupported(cmp.Or(a.Position(), b.Position()), "write them in one declaration", "what is left to CUE is not supported beside another struct or list")
	}
	t := Type{
		Kinds:    a.Kinds & b.Kinds,
		Checks:   slices.Clone(a.Checks),
		Except:   append(slices.Clone(a.Except), b.Except...),
		Compared: slices.Concat(a.Compared, b.Compared),
		Notes:    a.Notes.And(b.Notes),

		Written:   cmp.Or(a.Written, b.Written),
		Left:      a.Left || b.Left,
		Forbidden: a.Forbidden || b.Forbidden,
	}
	for _, k := range b.Checks {
		if !slices.ContainsFunc(a.Checks, func(o Check) bool { return o.At == k.At && o.Op == k.Op }) {
			if k.Judge != nil && slices.ContainsFunc(a.Checks, func(o Check) bool { return o.Judge != nil && o.Told.Rule == k.Told.Rule }) {
				u.inUse(k.At, "give it once, beside the field", "the rule %s is given twice", k.Told.Rule)
			}
			t.Checks = append(t.Checks, k)
		}
	}
	switch {
	case a.Members == nil:
		t.Members = b.Members
	case b.Members == nil:
		t.Members = a.Members
	default:
		t.Members = u.unifyMembers(a.Members, b.Members)
	}
	u.unifyElements(&t, a, b)
	return t
}

// unclosed reports whether t is a struct that CUE leaves open where its literal meets a comparison.
func (t *Type) unclosed(by Type) bool {
	return t.Members != nil && t.Members.Closed != Strict && !t.Members.Ellipsis && by.Members == nil && slices.ContainsFunc(by.Checks, func(k Check) bool {
		return k.Op == plan.NoneOf && k.On&plan.KindObject != 0
	})
}

// opened reports whether elements of t are structs that CUE leaves open where a list literal meets something else.
func (t *Type) opened(by Type) bool {
	return t.anyElem((*Type).closable) && t.Kinds&by.Kinds&plan.KindList != 0
}

// checkExcept refuses constraints that would have to hold for the values which a lets pass.
func (u *unifier) checkExcept(a, b Type) {
	for _, k := range b.Checks {
		for _, value := range a.Except {
			if k.Op != plan.Kinds || value.Kind&k.On == 0 {
				u.inUse(k.At, "write it inside the alternative that it is meant for", "a constraint beside an alternative like \"\" | X is not supported")
				return
			}
		}
	}
}

// unifyRecursive is the conjunction of types of which one is inside of itself, or both are: nothing but kinds may be beside it.
func (u *unifier) unifyRecursive(a, b Type) Type {
	if a.Recurs == nil {
		a, b = b, a
	}
	if b.Recurs != a.Recurs && !b.Bare() {
		u.unsupported(cmp.Or(a.Position(), b.Position()), "write what is needed of it in its declaration", "a type that contains itself is not supported beside another")
	}
	a.Kinds &= b.Kinds
	a.Notes = a.Notes.And(b.Notes)
	return a
}

// unifyMembers is the conjunction of two objects.
func (u *unifier) unifyMembers(a, b *Members) *Members {
	m := &Members{
		Conditions: slices.Concat(a.Conditions, b.Conditions),
		Patterns:   slices.Concat(a.Patterns, b.Patterns),
		Ellipsis:   a.Ellipsis || b.Ellipsis,
		Closed:     max(a.Closed, b.Closed),
		Free:       a.Free || b.Free,
		Vague:      a.Vague && b.Vague,
	}
	for _, f := range a.Fields {
		g := b.Find(f.Name)
		if g == nil {
			m.Fields = append(m.Fields, u.narrow(f, b.Patterns))
			continue
		}
		merged := *f
		merged.Required = merged.Required || g.Required
		merged.Implied = merged.Implied && g.Implied
		merged.Type = u.unify(merged.Type, g.Type)
		if g.Doc != "" {
			merged.Doc = g.Doc
		}
		m.Fields = append(m.Fields, &merged)
	}
	for _, f := range b.Fields {
		if a.Find(f.Name) == nil {
			m.Fields = append(m.Fields, u.narrow(f, a.Patterns))
		}
	}
	u.closeTogether(m, a, b)
	return m
}

// unifyElements gives t the elements of both a and b.
func (u *unifier) unifyElements(t *Type, a, b Type) {
	join := func(a, b *Type) *Type {
		if a == nil {
			return b
		}
		if b == nil {
			return a
		}
		both := u.unify(*a, *b)
		return &both
	}
	for i := range max(len(a.Items), len(b.Items)) {
		t.Items = append(t.Items, *join(a.element(i), b.element(i)))
	}
	t.Elem = join(a.Elem, b.Elem)
}

// narrow is a field with what patterns say of every member by its name.
func (u *unifier) narrow(f *Field, patterns []Pattern) *Field {
	for _, p := range patterns {
		if p.matches(f.Name) {
			narrower := *f
			narrower.Type = u.unify(f.Type, p.Type)
			f = &narrower
		}
	}
	return f
}

// every is the pattern of every name, those of m taken together; nil: it has none.
func (u *unifier) every(m *Members) (each *Pattern) {
	for _, one := range m.Patterns {
		switch {
		case one.Name != nil:
		case each == nil:
			each = &one
		default:
			each = &Pattern{Type: u.unify(each.Type, one.Type), At: each.At}
		}
	}
	return each
}
