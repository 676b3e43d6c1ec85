package types

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// Contradicts reports whether there is something in t that no value is, and that is not meant.
func (t *Type) Contradicts() bool {
	return t.has(func(t *Type) bool {
		return t.Kinds == 0 && !t.Forbidden || t.Kinds&^source.Numbers == 0 && t.crossed() || t.Tries((*Type).Contradicts)
	})
}

// Unmet reports whether no value is of t, as its kinds, bounds and lengths tell, and that is not meant.
func (t *Type) Unmet() bool {
	switch {
	case t.Forbidden:
		return false
	case t.Kinds == 0, t.exhausted():
		return true
	case t.Choices != nil || t.Except != nil:
		return false
	case t.Kinds&^source.Numbers == 0:
		return t.crossed()
	case t.Kinds == plan.KindString:
		return t.beyond(plan.MinLength, plan.MaxLength, t.Kinds) || t.tooLong()
	case t.Kinds == plan.KindList || t.Kinds == plan.KindObject:
		return t.beyond(plan.MinItems, plan.MaxItems, t.Kinds)
	}
	return false
}

// crossed reports whether one bound of a number is beyond another.
func (t *Type) crossed() bool {
	for _, low := range t.Checks {
		for _, high := range t.Checks {
			if (low.Op == plan.AtLeast || low.Op == plan.GreaterThan) && (high.Op == plan.AtMost || high.Op == plan.LessThan) {
				order := scan.Compare([]byte(low.Bound), high.Bound)
				if order > 0 || order == 0 && (low.Op == plan.GreaterThan || high.Op == plan.LessThan) {
					return true
				}
			}
		}
	}
	return false
}

// exhausted reports whether none of the literals that t consists of is left by what else t says.
func (t *Type) exhausted() bool {
	if t.Choices != nil || t.Except != nil {
		return false
	}
	for i := range t.Checks {
		k := &t.Checks[i]
		if k.Op == plan.OneOf && t.Kinds&^k.On == 0 && !slices.ContainsFunc(k.Values, func(v plan.Literal) bool { return !t.Excludes(v) }) {
			return true
		}
	}
	return false
}

// Excludes reports whether a literal is none of t, as its kinds, literals, bounds, lengths and patterns tell.
func (t *Type) Excludes(v plan.Literal) bool {
	return t.Kinds&v.Kind == 0 || slices.ContainsFunc(t.Checks, func(k Check) bool { return k.excludes(v) })
}

func (k *Check) excludes(v plan.Literal) bool {
	if k.On&v.Kind == 0 {
		return false
	}
	switch k.Op {
	case plan.OneOf, plan.NoneOf:
		return slices.ContainsFunc(k.Values, func(own plan.Literal) bool { return equal(own, v) }) != (k.Op == plan.OneOf)
	case plan.MinLength:
		return v.Kind == plan.KindString && utf8.RuneCountInString(v.Text) < k.Limit
	case plan.MaxLength:
		return v.Kind == plan.KindString && utf8.RuneCountInString(v.Text) > k.Limit
	case plan.Match, plan.NoMatch:
		return k.Pattern != nil && k.Pattern.Match([]byte(v.Text)) != (k.Op == plan.Match)
	case plan.AtLeast:
		return scan.Compare([]byte(v.Text), k.Bound) < 0
	case plan.GreaterThan:
		return scan.Compare([]byte(v.Text), k.Bound) <= 0
	case plan.AtMost:
		return scan.Compare([]byte(v.Text), k.Bound) > 0
	case plan.LessThan:
		return scan.Compare([]byte(v.Text), k.Bound) >= 0
	}
	return false
}

// beyond reports whether the least size of values of a kind is beyond the most.
func (t *Type) beyond(least, most plan.Op, kind plan.Kind) bool {
	return slices.ContainsFunc(t.Checks, func(low Check) bool {
		return low.Op == least && low.On&kind != 0 && slices.ContainsFunc(t.Checks, func(high Check) bool {
			return high.Op == most && high.On&kind != 0 && low.Limit > high.Limit
		})
	})
}

// tooLong reports whether a pattern accepts only texts that are longer than t lets them be, if that is short.
func (t *Type) tooLong() bool {
	const short = 16
	for _, k := range t.Checks {
		if k.Op != plan.MaxLength || k.Limit > short {
			continue
		}
		longer, err := automaton.Compile(fmt.Sprintf(`(?s)^.{%d,}$`, k.Limit+1))
		if err == nil && slices.ContainsFunc(t.Checks, func(k Check) bool {
			return k.Op == plan.Match && k.Pattern != nil && automaton.Within(k.Pattern, longer)
		}) {
			return true
		}
	}
	return false
}
