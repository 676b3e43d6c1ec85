package compile

import (
	"slices"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// limitChoices is how many alternatives there may be, those of conjunctions multiplied.
const limitChoices = 64

// each is t with every alternative of it, or t itself where it has none, changed.
func (t typ) each(change func(typ) typ) typ {
	if t.choices == nil {
		return change(t)
	}
	t.choices = slices.Clone(t.choices)
	for i := range t.choices {
		t.choices[i] = change(t.choices[i])
	}
	return t
}

// anyChoice reports whether an alternative of t is one of which is holds.
func (t *typ) anyChoice(is func(*typ) bool) bool {
	return slices.ContainsFunc(t.choices, func(choice typ) bool { return is(&choice) })
}

// choose is t with one of the alternatives, each put together with t, and with every alternative of t, by with.
func (r reader) choose(t typ, alternatives []typ, with func(t, alternative typ) typ) typ {
	out := t
	out.kinds, out.choices, out.members = 0, []typ{}, nil
	if t.choices == nil {
		out.checks = []check{kindCheck(t.kinds, t.place()), choiceCheck(t.kinds, t.place())}
		out.except, out.items, out.elem = nil, nil, nil
		t.choices = []typ{t}
	}
	for _, own := range t.choices {
		for _, alternative := range alternatives {
			one := with(own, alternative)
			if one.kinds == 0 {
				out.forbidden = out.forbidden || one.forbidden
				continue
			}
			out.kinds |= one.kinds
			out.choices = append(out.choices, one)
		}
	}
	if len(out.choices) > limitChoices {
		r.unsupported(t.place(), "name the alternatives once", "these are more than %d alternatives", limitChoices)
		out.choices = out.choices[:limitChoices]
	}
	return out
}

// choiceCheck is the check that a value is one of alternatives, which the type has.
func choiceCheck(kinds plan.Kind, at token.Pos) check {
	k := plainCheck(plan.Count, kinds, "pattern.choice", at)
	k.trial = &trial{least: 1, most: -1, choice: true}
	return k
}

// place is where t is written.
func (t *typ) place() token.Pos {
	if len(t.checks) > 0 {
		return t.checks[0].at
	}
	return token.NoPos
}

// chosen is the conjunction of types of which one has alternatives, or both.
func (r reader) chosen(a, b typ) typ {
	if a.choices == nil {
		t := r.choose(a, b.choices, r.both)
		t.checks = slices.Concat(b.checks, a.whole())
		t.notes = a.notes.and(b.notes)
		return t
	}
	alternatives := b.choices
	if alternatives == nil {
		alternatives = []typ{b}
	}
	t := r.choose(a, alternatives, r.both)
	t.checks = slices.Concat(a.checks, b.whole())
	t.notes = a.notes.and(b.notes)
	return t
}

// whole are the checks of a value that has one of the alternatives of t, without the one that it has.
func (t *typ) whole() []check {
	if t.choices == nil {
		return nil // they are among those of each alternative
	}
	return slices.DeleteFunc(slices.Clone(t.checks), func(k check) bool { return k.trial != nil && k.trial.choice })
}

// overlapping is a disjunction whose alternatives have kinds in common.
func (r reader) overlapping(at token.Pos, alternatives []typ) typ {
	t := typ{}
	for _, a := range alternatives {
		t.kinds |= a.kinds
		t.notes = t.notes.and(a.notes)
		if a.choices == nil {
			t.choices = append(t.choices, a)
			continue
		}
		t.choices = append(t.choices, a.choices...)
	}
	t.checks = []check{kindCheck(t.kinds, at), choiceCheck(t.kinds, at)}
	return t
}

// checkChoices refuses alternatives that one value may have: to CUE it is then ambiguous, where they are structs.
func (e lowering) checkChoices(t typ, at token.Pos) {
	if e.tried && t.anyChoice((*typ).structured) {
		e.unsupported(at, "write matchN(1, [A, B, …])", "alternatives of structs inside of matchN, matchIf or list.MatchN are not supported: to CUE a value has them that lacks what all require")
		return
	}
	for i, a := range t.choices {
		for _, b := range t.choices[:i] {
			if !exclusive(a, b) {
				e.unsupported(at, `give each a member like type!: "card" with a text of its own`, "to CUE a value of two alternatives is ambiguous, and nothing tells these apart")
				return
			}
		}
	}
}

// possible are the alternatives of t that a value may have. Where none is left for want of a literal, all are, so that this
// is told.
func (t *typ) possible() []typ {
	without := func(choices []typ, impossible func(m *members, f *field) bool) []typ {
		return slices.DeleteFunc(slices.Clone(choices), func(choice typ) bool {
			return choice.kinds == plan.KindObject && choice.members != nil &&
				slices.ContainsFunc(choice.members.fields, func(f *field) bool { return f.required && impossible(choice.members, f) })
		})
	}
	let := without(t.choices, func(m *members, f *field) bool { return m.out(f.barred) })
	if left := without(let, func(_ *members, f *field) bool { return f.typ.exhausted() }); len(left) > 0 {
		return left
	}
	return let
}

// exclusive reports whether a value of one of two types is in conflict with the other, values without structs apart. That it
// lacks a member is no conflict to CUE.
func exclusive(a, b typ) bool {
	kinds := a.kinds & b.kinds
	if kinds&plan.KindObject != 0 && !a.conflicts(b) {
		return false
	}
	if kinds&plan.KindList == 0 || !a.lists() && !b.lists() {
		return true
	}
	if len(a.items)+len(b.items) == 0 && a.elem != nil && b.elem != nil && apart(*a.elem, *b.elem) {
		return true // but for [], which has no structs
	}
	for i := range min(a.shortest(), b.shortest()) {
		if x, y := a.at(i), b.at(i); x != nil && y != nil && apart(*x, *y) {
			return true
		}
	}
	return false
}

// conflicts reports whether every object of one of two types is in conflict with the other.
func (t *typ) conflicts(u typ) bool {
	return t.members != nil && u.members != nil && t.members.excludes(u.members) && u.members.excludes(t.members)
}

// lists reports whether there may be structs in the lists of t.
func (t *typ) lists() bool { return t.items == nil && t.elem == nil || t.anyElem((*typ).structured) }

// shortest is the length of the shortest list of t.
func (t *typ) shortest() (n int) {
	for _, k := range t.checks {
		if k.Op == plan.MinItems && k.On&plan.KindList != 0 {
			n = max(n, k.Limit)
		}
	}
	return n
}

// structured reports whether a value of t may hold a struct.
func (t *typ) structured() bool {
	return t.kinds&plan.KindObject != 0 || t.kinds&plan.KindList != 0 && t.lists() || t.anyChoice((*typ).structured)
}

// shape is what of t tells it from other alternatives: names, kinds and literals.
func (t typ) shape() typ {
	s := typ{kinds: t.kinds, except: t.except}
	for _, k := range t.checks {
		switch k.Op {
		case plan.Kinds, plan.OneOf, plan.NoneOf, plan.MinItems, plan.MaxItems:
			if k.trial == nil && k.On&plan.KindObject == 0 || k.Op == plan.Kinds {
				s.checks = append(s.checks, k)
			}
		}
	}
	for _, item := range t.items {
		s.items = append(s.items, item.shape())
	}
	if t.elem != nil {
		elem := t.elem.shape()
		s.elem = &elem
	}
	if t.members != nil {
		m := *t.members
		m.conditions, m.vague = nil, false
		m.fields = make([]*field, len(t.members.fields))
		for i, f := range t.members.fields {
			g := *f
			g.typ = f.typ.shape()
			m.fields[i] = &g
		}
		m.patterns = slices.Clone(m.patterns)
		for i := range m.patterns {
			m.patterns[i].typ = typ{kinds: anyKind}
		}
		s.members = &m
	}
	return s
}

// excludes reports whether a member that m requires is none of n, or of another type there.
func (m *members) excludes(n *members) bool {
	return slices.ContainsFunc(m.fields, func(f *field) bool {
		if !f.required || m.out(f.barred) {
			return false
		}
		g := n.find(f.name)
		if g == nil {
			return n.shut() && !n.describes(f.name)
		}
		return n.out(g.barred) || apart(f.typ, g.typ)
	})
}

// apart reports whether no value has both of two types, as far as their kinds and literals tell.
func apart(a, b typ) bool {
	if a.choices != nil || b.choices != nil || a.except != nil || b.except != nil {
		return false
	}
	return a.kinds&b.kinds == 0 || a.misses(b) || b.misses(a) || a.kinds&b.kinds == plan.KindObject && a.conflicts(b)
}

// misses reports whether each of the literals that t consists of is none of u.
func (t *typ) misses(u typ) bool {
	i := slices.IndexFunc(t.checks, func(k check) bool { return k.Op == plan.OneOf && t.kinds&^k.On == 0 })
	if i < 0 {
		return false
	}
	for _, value := range t.checks[i].Values {
		none := value.Kind&u.kinds == 0 || slices.ContainsFunc(u.checks, func(k check) bool {
			in := slices.ContainsFunc(k.Values, func(v plan.Literal) bool { return equal(v, value) })
			return value.Kind&k.On != 0 && (k.Op == plan.OneOf && !in || k.Op == plan.NoneOf && in)
		})
		if !none {
			return false
		}
	}
	return true
}

// equal reports whether two literals are the same value; 5.0 is 5.
func equal(a, b plan.Literal) bool {
	if a.Kind&numbers != 0 && b.Kind&numbers != 0 {
		return scan.Compare([]byte(a.Text), b.Text) == 0
	}
	return a == b
}
