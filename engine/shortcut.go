package engine

import (
	"math"
	"slices"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// A shortcut accepts most of the values of a field that keep the contract, and only such, at little cost. Every other value is
// left to the plan, which alone can say what is wrong: an answer does not depend on shortcuts.
type shortcut struct {
	kinds   plan.Kind // of the values that may be accepted; lists and objects only once what is in them was
	empty   bool      // the empty string is accepted
	visible bool      // no other string is, unless something in it can be seen
	trimmed bool      // nor one that is to be trimmed
	nonzero bool      // a number that may be 0 is not accepted
	asked   bool      // the value may be asked for

	least, most int32           // of a string's length
	low, high   int64           // of a number
	blank       *plan.Automaton // that accepts texts with a visible ASCII character first; nil: all are accepted
	texts       []shortTest     // of strings
	others      []shortTest     // of other values
}

// A shortTest is what else a shortcut asks of a value.
type shortTest struct {
	on    plan.Kind
	op    shortOp
	small uint64 // of oneOfSmall: bit i is the integer i
	// What op is about.
	pattern  *plan.Automaton
	check    *plan.Check
	rule     rules.Checker
	accepter rules.Accepter
}

// A shortOp is what a shortTest does.
type shortOp uint8

const (
	general    shortOp = iota // the check, as the plan has it
	match                     // the pattern
	oneOfSmall                // one of some integers from 0 to 63
	rule                      // the rule, bound to the host's options
	accepter                  // likewise, which looks at nothing but the text
)

const (
	numbers    = plan.KindInt | plan.KindFloat
	containers = plan.KindList | plan.KindObject
	scalars    = numbers | plan.KindNull | plan.KindBool | plan.KindString
)

// field is the shortcut of a field, as it is read and judged.
func (m *outliner) field(f *plan.Field) shortcut {
	form := m.settings.input != plan.JSON
	nothing := f.Absent | f.Missing
	if form {
		nothing |= f.FormAbsent
	}
	s := m.shortcut(&f.Type, nothing, f.Verbatim)
	switch f.Read {
	case plan.Digits:
		s.kinds &^= numbers
	case plan.Int:
		s.kinds &= plan.KindInt | containers
	case plan.Nested:
		s.kinds &^= plan.KindString
	case plan.Plus:
		if form {
			s.kinds &^= plan.KindString
		}
	}
	if f.Instead != nil {
		s.kinds = 0
	}
	m.checks(&s, f.Expected)
	s.empty = s.empty && len(f.Expected) == 0 && f.Instead == nil
	return s
}

// shortcut is that of a type, where some values may stand for none.
func (m *outliner) shortcut(t *plan.Type, nothing plan.Nothing, verbatim bool) shortcut {
	read := &m.settings.plan.Read
	s := shortcut{
		kinds:   scalars | containers,
		visible: nothing&plan.Blank != 0 || read.EmptyNull,
		trimmed: !read.Trim.Empty() && !verbatim,
		nonzero: nothing&plan.Zero != 0,
		most:    math.MaxInt32,
		low:     math.MinInt64,
		high:    math.MaxInt64,
	}
	if nothing&plan.Null != 0 {
		s.kinds &^= plan.KindNull
	}
	if nothing&plan.EmptyList != 0 {
		s.kinds &^= plan.KindList
	}
	if nothing&plan.EmptyObject != 0 {
		s.kinds &^= plan.KindObject
	}
	for c := byte('!'); c <= '~'; c++ {
		if read.Trim.Has(c) {
			s.kinds &^= plan.KindString
		}
	}
	if m.settings.limits.Number < shortNumber {
		s.kinds &^= numbers
	}
	m.checks(&s, t.Checks)
	blank := value{kind: plan.KindString}
	s.empty = !s.visible && blank.in(t.Except)
	return s
}

// checks make s accept nothing that they refuse.
func (m *outliner) checks(s *shortcut, checks []plan.Check) {
	for i := range checks {
		c := &checks[i]
		s.kinds &^= c.Refuses
		if c.Op != plan.Kinds {
			s.kinds &^= c.On & containers
		}
		if on := c.On & scalars; on != 0 && (c.Rule == nil || c.Rule.Refs == nil) && !m.implied(c, checks) && !m.check(s, c, on) {
			s.kinds &^= on
		}
	}
}

// implied reports whether one of the checks is a rule, asked of the same texts, that accepts nothing which c refuses.
func (m *outliner) implied(c *plan.Check, checks []plan.Check) bool {
	return slices.ContainsFunc(checks, func(r plan.Check) bool {
		if r.Rule == nil || r.Rule.Refs != nil || c.On&^r.On != 0 {
			return false
		}
		switch c.Op {
		case plan.Match:
			return slices.Contains(r.Rule.Implies, c.Pattern.Pattern)
		case plan.Day:
			date, ok := r.Rule.With(m.settings.switches).(*rules.Date)
			return ok && date.Layout == c.Layout
		}
		return false
	})
}

// check makes s ask what c asks of values of some kinds, if it can.
func (m *outliner) check(s *shortcut, c *plan.Check, on plan.Kind) bool {
	add := func(t shortTest) {
		if t.on&plan.KindString != 0 {
			s.texts = append(s.texts, t)
		}
		if t.on&^plan.KindString != 0 {
			s.others = append(s.others, t)
		}
	}
	switch c.Op {
	case plan.Kinds:
	case plan.MinLength:
		s.least = max(s.least, int32(min(c.Limit, math.MaxInt32)))
		return on == plan.KindString
	case plan.MaxLength:
		s.most = min(s.most, int32(min(c.Limit, math.MaxInt32)))
		return on == plan.KindString
	case plan.AtLeast, plan.AtMost, plan.GreaterThan, plan.LessThan:
		if !s.bound(c) {
			add(shortTest{on: on, check: c})
		}
		return on&^numbers == 0
	case plan.Match:
		if s.blank == nil && on == plan.KindString && settles(c.Pattern) {
			s.blank = c.Pattern
			return true
		}
		add(shortTest{on: on, op: match, pattern: c.Pattern})
	case plan.OneOf:
		if set, ok := small(c.Values); ok && on&plan.KindInt != 0 {
			add(shortTest{on: plan.KindInt, op: oneOfSmall, small: set})
			on &^= plan.KindInt
		}
		if on != 0 {
			add(shortTest{on: on, check: c})
		}
	case plan.Judge:
		t := shortTest{on: on, op: rule, rule: c.Rule.With(m.settings.switches)}
		if a, ok := t.rule.(rules.Accepter); ok {
			t.op, t.accepter = accepter, a
		}
		add(t)
	default:
		if !ops.Of(c.Op).Alone {
			return false
		}
		add(shortTest{on: on, check: c})
	}
	return true
}

// bound makes s ask for numbers within an integer bound.
func (s *shortcut) bound(c *plan.Check) bool {
	n, ok := scan.Int64([]byte(c.Bound))
	switch {
	case !ok || n == math.MinInt64 || n == math.MaxInt64:
		return ok && (c.Op == plan.AtLeast && n < 0 || c.Op == plan.AtMost && n > 0) // those that are accepted have fewer digits
	case c.Op == plan.AtLeast:
		s.low = max(s.low, n)
	case c.Op == plan.AtMost:
		s.high = min(s.high, n)
	case c.Op == plan.GreaterThan:
		s.low = max(s.low, n+1)
	case c.Op == plan.LessThan:
		s.high = min(s.high, n-1)
	}
	return true
}

// settles reports whether any visible ASCII character at the beginning of a text is enough to a pattern.
func settles(a *plan.Automaton) bool {
	for c := byte('!'); c <= '~'; c++ {
		if a.Step(a.Start, c) != plan.AlwaysRow {
			return false
		}
	}
	return true
}

// small is the set of the integers of a list, if they are small ones.
func small(values []plan.Literal) (set uint64, ok bool) {
	for i := range values {
		if values[i].Kind == plan.KindInt {
			n, ok := scan.Int64([]byte(values[i].Text))
			if !ok || n < 0 || n > 63 {
				return 0, false
			}
			set |= 1 << n
		}
	}
	return set, true
}
