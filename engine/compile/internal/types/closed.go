package types

import (
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// A Closedness is how far a struct is closed, and how far a member is kept out by closed structs. What is closed loosely was
// embedded: any part of the struct around it lets a member in.
type Closedness uint8

const (
	Open Closedness = iota
	Loose
	Strict
)

// Shut reports whether m has no other members than those that it describes.
func (m *Members) Shut() bool { return m.Closed == Strict || m.Closed == Loose && !m.Ellipsis }

// Out reports whether a member that m describes is not one of it.
func (m *Members) Out(b Closedness) bool { return b == Strict || b == Loose && m.Shut() }

// Describes reports whether a member of the name is among those that m is for.
func (m *Members) Describes(name string) bool {
	if f := m.Find(name); f != nil {
		return f.KeptOut == Open
	}
	return slices.ContainsFunc(m.Patterns, func(p Pattern) bool { return !p.Narrows && p.matches(name) })
}

// Admits reports whether m describes members by patterns, and whether it describes all.
func (m *Members) Admits() (some, all bool) {
	for _, p := range m.Patterns {
		if !p.Narrows {
			some, all = true, all || p.Name == nil
		}
	}
	return some, all
}

// closeTogether keeps out, of the members of m, which are those of a and b together, what one of these admits and the other does not.
func (u *unifier) closeTogether(m, a, b *Members) {
	for i, f := range m.Fields {
		inA, inB := a.Find(f.Name), b.Find(f.Name)
		keptOut := Open
		switch {
		case inA != nil && inB != nil:
			keptOut = min(inA.KeptOut, inB.KeptOut)
			if max(inA.KeptOut, inB.KeptOut) == Strict {
				keptOut = Strict
			} else if inA.KeptOut == Loose {
				keptOut = Open // each is what the other was embedded beside
			}
		case inA != nil:
			keptOut = against(inA.KeptOut, b, f.Name)
		default:
			keptOut = against(inB.KeptOut, a, f.Name)
		}
		if keptOut != f.KeptOut {
			changed := *f
			changed.KeptOut = keptOut
			m.Fields[i] = &changed
		}
	}
	someA, allA := a.Admits()
	someB, allB := b.Admits()
	if a.Closed == Strict && b.Closed == Strict && someA && someB && !allA && !allB {
		u.unsupported(m.position(), "name the members of one of them", "two closed structs that describe members by patterns of their names are not supported together")
	}
	for i := range m.Patterns {
		p := &m.Patterns[i]
		if i < len(a.Patterns) {
			p.Narrows = p.Narrows || b.Closed == Strict && !allB
		} else {
			p.Narrows = p.Narrows || a.Closed == Strict && !allA
		}
	}
}

// against is how far a member is kept out that only one of two structs describes by its name, given that of this one and the other.
func against(keptOut Closedness, other *Members, name string) Closedness {
	switch {
	case keptOut == Loose && other.Describes(name):
		return Open
	case other.Closed == Strict && !other.Describes(name):
		return Strict
	}
	return keptOut
}

// close is what a definition makes of t: its structs, at any depth, have no members but those that are described, unless
// they say so.
func (u *unifier) close(t Type) Type {
	t.Inside(func(t *Type) { u.checkPatterns(t.Members) })
	return t.Inside(func(t *Type) {
		if t.Members == nil {
			return
		}
		m := *t.Members
		closes := m.Closed != Strict && !m.Ellipsis
		if closes {
			if m.Free {
				u.unsupported(t.Position(), "declare it as a definition of its own", "a struct inside of what close is given is not supported in a definition")
			}
			m.Closed = Strict
			u.checkClosed(t)
		} else if m.Closed == Loose {
			m.Closed = Open
		}
		t.Members = &m
	})
}

// checkClosed refuses what would open a struct that is closed.
func (u *unifier) checkClosed(t *Type) {
	for i := range t.Checks {
		if k := &t.Checks[i]; k.Subschemas != nil && !k.Subschemas.Alternatives && k.Op != plan.Contains && k.On&plan.KindObject != 0 {
			u.unsupported(k.At, "declare the struct as a definition of its own", "matchN and matchIf open the struct beside them")
		}
	}
}

// checkPatterns refuses structs in several patterns of m: one that all patterns of a name describe together is closed as one.
func (u *unifier) checkPatterns(m *Members) {
	if m == nil || len(m.Patterns) < 2 {
		return
	}
	for i := range m.Patterns {
		if p := &m.Patterns[i]; p.Type.closable() {
			u.unsupported(p.At, "declare its structs as definitions", "a struct in one of several patterns is not supported")
		}
	}
}

// Embedded is what embedding makes of t: members that its structs, at any depth, keep out may come in from beside it.
func Embedded(t Type) Type {
	return t.Inside(func(t *Type) {
		if t.Members == nil {
			return
		}
		m := *t.Members
		m.Closed = min(m.Closed, Loose)
		m.Fields = slices.Clone(m.Fields)
		for i, f := range m.Fields {
			if f.KeptOut == Strict {
				changed := *f
				changed.KeptOut = Loose
				m.Fields[i] = &changed
			}
		}
		t.Members = &m
	})
}

// closable reports whether there is a struct in t that a definition around it would close.
func (t *Type) closable() bool {
	return t.has(func(t *Type) bool { return t.Members != nil && t.Members.Closed != Strict && !t.Members.Ellipsis })
}
