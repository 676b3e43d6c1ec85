package types

import (
	"slices"

	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/plan"
)

// limitChoices is how many alternatives there may be, those of conjunctions multiplied.
const limitChoices = 64

// choose is t with one of the alternatives, each put together with t, and with every alternative of t, by with.
func (u *unifier) choose(t Type, alternatives []Type, with func(t, alternative Type) Type) Type {
	out := t
	out.Kinds, out.Choices, out.Members = 0, []Type{}, nil
	if t.Choices == nil {
		out.Checks = []Check{KindCheck(t.Kinds, t.Position()), choiceCheck(t.Kinds, t.Position())}
		out.Except, out.Items, out.Elem = nil, nil, nil
		t.Choices = []Type{t}
	}
	for _, own := range t.Choices {
		for _, alternative := range alternatives {
			one := with(own, alternative)
			if one.Kinds == 0 {
				out.Forbidden = out.Forbidden || one.Forbidden
				continue
			}
			out.Kinds |= one.Kinds
			out.Choices = append(out.Choices, one)
		}
	}
	if len(out.Choices) > limitChoices {
		u.unsupported(t.Position(), "name the alternatives once", "these are more than %d alternatives", limitChoices)
		out.Choices = out.Choices[:limitChoices]
	}
	return out
}

// unifyChoices is the conjunction of types of which one has alternatives, or both.
func (u *unifier) unifyChoices(a, b Type) Type {
	if a.Choices == nil {
		t := u.choose(a, b.Choices, u.unify)
		t.Checks = slices.Concat(b.Checks, a.whole())
		t.Notes = a.Notes.And(b.Notes)
		return t
	}
	alternatives := b.Choices
	if alternatives == nil {
		alternatives = []Type{b}
	}
	t := u.choose(a, alternatives, u.unify)
	t.Checks = slices.Concat(a.Checks, b.whole())
	t.Notes = a.Notes.And(b.Notes)
	return t
}

// whole are the checks of a value that has one of the alternatives of t, without the one that it has.
func (t *Type) whole() []Check {
	if t.Choices == nil {
		return nil // they are among those of each alternative
	}
	return slices.DeleteFunc(slices.Clone(t.Checks), func(k Check) bool { return k.Subschemas != nil && k.Subschemas.Alternatives })
}

// overlapping is a disjunction whose alternatives have kinds in common.
func overlapping(at token.Pos, alternatives []Type) Type {
	t := Type{}
	for _, a := range alternatives {
		t.Kinds |= a.Kinds
		t.Notes = t.Notes.And(a.Notes)
		if a.Choices == nil {
			t.Choices = append(t.Choices, a)
			continue
		}
		t.Choices = append(t.Choices, a.Choices...)
	}
	t.Checks = []Check{KindCheck(t.Kinds, at), choiceCheck(t.Kinds, at)}
	return t
}

// Union is a disjunction whose alternatives a value's kind tells apart: the constraints of each are asked for its
// kinds only, and one check answers for all others. For a type that contains itself, which can have no alternative but null, ok is false.
func Union(at token.Pos, alternatives []Type) (_ Type, ok bool) {
	var t Type
	for i, a := range alternatives {
		if a.Choices != nil || t.Kinds&a.Kinds != 0 && slices.ContainsFunc(alternatives[:i+1], func(b Type) bool { return b.Kinds&a.Kinds != 0 && !b.Bare() }) {
			return overlapping(at, alternatives), true
		}
		t.Kinds |= a.Kinds
	}
	t.Checks = []Check{KindCheck(t.Kinds, at)}
	for _, a := range alternatives {
		for _, k := range a.Checks {
			if k.Op == plan.Kinds {
				continue
			}
			k.On &= a.Kinds
			k.Mute = true
			t.Checks = append(t.Checks, k)
		}
		t.Except = append(t.Except, a.Except...)
		t.Notes = t.Notes.And(a.Notes)
		if a.Members != nil {
			t.Members = a.Members
		}
		if a.Elem != nil || a.Items != nil {
			t.Items, t.Elem = a.Items, a.Elem
		}
		if a.Recurs != nil {
			return t, false
		}
	}
	return t, true
}

// Possible are the alternatives of t that a value may have. Where none is left for want of a literal, all are, so that this
// is told.
func (t *Type) Possible() []Type {
	without := func(choices []Type, impossible func(m *Members, f *Field) bool) []Type {
		return slices.DeleteFunc(slices.Clone(choices), func(choice Type) bool {
			return choice.Kinds == plan.KindObject && choice.Members != nil &&
				slices.ContainsFunc(choice.Members.Fields, func(f *Field) bool { return f.Required && impossible(choice.Members, f) })
		})
	}
	let := without(t.Choices, func(m *Members, f *Field) bool { return m.Out(f.KeptOut) })
	if left := without(let, func(_ *Members, f *Field) bool { return f.Type.exhausted() }); len(left) > 0 {
		return left
	}
	return let
}

// Shape is what of t tells it from other alternatives: names, kinds and literals.
func (t Type) Shape() Type {
	s := Type{Kinds: t.Kinds, Except: t.Except}
	for _, k := range t.Checks {
		switch k.Op {
		case plan.Kinds, plan.OneOf, plan.NoneOf, plan.MinItems, plan.MaxItems:
			if k.Subschemas == nil && k.On&plan.KindObject == 0 || k.Op == plan.Kinds {
				s.Checks = append(s.Checks, k)
			}
		}
	}
	for _, item := range t.Items {
		s.Items = append(s.Items, item.Shape())
	}
	if t.Elem != nil {
		elem := t.Elem.Shape()
		s.Elem = &elem
	}
	if t.Members != nil {
		m := *t.Members
		m.Conditions, m.Vague = nil, false
		m.Fields = make([]*Field, len(t.Members.Fields))
		for i, f := range t.Members.Fields {
			g := *f
			g.Type = f.Type.Shape()
			m.Fields[i] = &g
		}
		m.Patterns = slices.Clone(m.Patterns)
		for i := range m.Patterns {
			m.Patterns[i].Type = Type{Kinds: source.AnyKind}
		}
		s.Members = &m
	}
	return s
}
