package compile

import (
	"slices"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// A bar is how far closed structs keep members out. What bars loosely was embedded: any part of the struct around it lets
// a member in.
type bar uint8

const (
	open bar = iota
	loose
	strict
)

// shut reports whether m has no other members than those that it describes.
func (m *members) shut() bool { return m.closed == strict || m.closed == loose && !m.ellipsis }

// out reports whether a member that m describes is not one of it.
func (m *members) out(b bar) bool { return b == strict || b == loose && m.shut() }

// describes reports whether a member of the name is among those that m is for.
func (m *members) describes(name string) bool {
	if f := m.find(name); f != nil {
		return f.barred == open
	}
	return slices.ContainsFunc(m.patterns, func(p pattern) bool { return !p.narrows && p.matches(name) })
}

// admits reports whether m describes members by patterns, and whether it describes all.
func (m *members) admits() (some, all bool) {
	for _, p := range m.patterns {
		if !p.narrows {
			some, all = true, all || p.name == nil
		}
	}
	return some, all
}

// meet bars what one of two structs that meet lets in and the other does not, in the members of m, which are those of both.
func (r reader) meet(m, a, b *members) {
	for i, f := range m.fields {
		inA, inB := a.find(f.name), b.find(f.name)
		barred := open
		switch {
		case inA != nil && inB != nil:
			barred = min(inA.barred, inB.barred)
			if max(inA.barred, inB.barred) == strict {
				barred = strict
			} else if inA.barred == loose {
				barred = open // each is what the other was embedded beside
			}
		case inA != nil:
			barred = against(inA.barred, b, f.name)
		default:
			barred = against(inB.barred, a, f.name)
		}
		if barred != f.barred {
			changed := *f
			changed.barred = barred
			m.fields[i] = &changed
		}
	}
	someA, allA := a.admits()
	someB, allB := b.admits()
	if a.closed == strict && b.closed == strict && someA && someB && !allA && !allB {
		r.unsupported(m.at(), "name the members of one of them", "two closed structs that describe members by patterns of their names are not supported together")
	}
	for i := range m.patterns {
		p := &m.patterns[i]
		if i < len(a.patterns) {
			p.narrows = p.narrows || b.closed == strict && !allB
		} else {
			p.narrows = p.narrows || a.closed == strict && !allA
		}
	}
}

// against is the bar of a member that only one of two structs describes by its name, given that of this one and the other.
func against(barred bar, other *members, name string) bar {
	switch {
	case barred == loose && other.describes(name):
		return open
	case other.closed == strict && !other.describes(name):
		return strict
	}
	return barred
}

// at is where m is written.
func (m *members) at() token.Pos {
	if len(m.fields) > 0 {
		return m.fields[0].at
	}
	if len(m.patterns) > 0 {
		return m.patterns[0].at
	}
	return token.NoPos
}

// closed is what a definition makes of t: its structs, at any depth, have no members but those that are described, unless
// they say so.
func (r reader) closed(t typ) typ {
	t.inside(func(t *typ) { r.checkPatterns(t.members) })
	return t.inside(func(t *typ) {
		if t.members == nil {
			return
		}
		m := *t.members
		closes := m.closed != strict && !m.ellipsis
		if closes {
			if m.free {
				r.unsupported(t.place(), "declare it as a definition of its own", "a struct inside of what close is given is not supported in a definition")
			}
			m.closed = strict
			r.checkClosed(t)
		} else if m.closed == loose {
			m.closed = open
		}
		t.members = &m
	})
}

// checkClosed refuses what would open a struct that is closed.
func (r reader) checkClosed(t *typ) {
	for i := range t.checks {
		if k := &t.checks[i]; k.trial != nil && !k.trial.choice && k.Op != plan.Contains && k.On&plan.KindObject != 0 {
			r.unsupported(k.at, "declare the struct as a definition of its own", "matchN and matchIf open the struct beside them")
		}
	}
}

// checkPatterns refuses structs in several patterns of m: one that all patterns of a name describe together is closed as one.
func (r reader) checkPatterns(m *members) {
	if m == nil || len(m.patterns) < 2 {
		return
	}
	for i := range m.patterns {
		if p := &m.patterns[i]; p.typ.closable() {
			r.unsupported(p.at, "declare its structs as definitions", "a struct in one of several patterns is not supported")
		}
	}
}

// loosened is what embedding makes of t: members that its structs, at any depth, keep out may come in from beside it.
func loosened(t typ) typ {
	return t.inside(func(t *typ) {
		if t.members == nil {
			return
		}
		m := *t.members
		m.closed = min(m.closed, loose)
		m.fields = slices.Clone(m.fields)
		for i, f := range m.fields {
			if f.barred == strict {
				changed := *f
				changed.barred = loose
				m.fields[i] = &changed
			}
		}
		t.members = &m
	})
}

// inside is t with a change made to it and to every type in it, the innermost first. What a function tries a value against is not in it.
func (t typ) inside(change func(*typ)) typ {
	t.choices = slices.Clone(t.choices)
	for i := range t.choices {
		t.choices[i] = t.choices[i].inside(change)
	}
	t.items = slices.Clone(t.items)
	for i := range t.items {
		t.items[i] = t.items[i].inside(change)
	}
	if t.elem != nil {
		elem := t.elem.inside(change)
		t.elem = &elem
	}
	if t.members != nil {
		m := *t.members
		m.fields = slices.Clone(m.fields)
		for i, f := range m.fields {
			changed := *f
			changed.typ = f.typ.inside(change)
			m.fields[i] = &changed
		}
		m.patterns = slices.Clone(m.patterns)
		for i := range m.patterns {
			m.patterns[i].typ = m.patterns[i].typ.inside(change)
		}
		t.members = &m
	}
	change(&t)
	return t
}

// closable reports whether there is a struct in t that a definition around it would close.
func (t *typ) closable() bool {
	return t.has(func(t *typ) bool { return t.members != nil && t.members.closed != strict && !t.members.ellipsis })
}

// has reports whether t, or a type in it, is one of which is holds. What a function tries a value against is not in it.
func (t *typ) has(is func(*typ) bool) bool {
	within := func(t *typ) bool { return t.has(is) }
	return is(t) || t.anyChoice(within) || t.anyElem(within) || t.members != nil && (t.members.unnamed(within) ||
		slices.ContainsFunc(t.members.fields, func(f *field) bool { return f.typ.has(is) }))
}
