package engine

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// judge runs the checks of a type over a value. The rank of the first is given.
func (x *evaluator) judge(f *plan.Field, t *plan.Type, to step, v *value, rank int, m mode) {
	if v.in(t.Except) {
		return
	}
	failed := false
	for i := range t.Checks {
		c := &t.Checks[i]
		switch {
		case v.kind&(c.On|c.Refuses) == 0:
		case c.Rule != nil && c.Rule.Refs != nil:
			if failed { // it is not asked any more, but may know why
				x.reason(f, c, v)
			}
		case x.test(f, t, c, to, v, rank+i, m):
			if failed = true; c.Stop {
				return
			}
		}
	}
}

// reason gives the violation that a constraint beside a rule has found the rule's own reason, if the text alone tells it.
func (x *evaluator) reason(f *plan.Field, c *plan.Check, v *value) {
	if rule, ok := c.Rule.With(x.switches).(rules.Reasoner); ok {
		if code := rule.Reason(v.text); code != "" {
			x.explain(c.Failure.For(code), code, f, v)
		}
	}
}

// expect runs the checks of what a contract merely expects.
func (x *evaluator) expect(f *plan.Field, to step, v *value, rank int, m mode) {
	for i := range f.Expected {
		c := &f.Expected[i]
		if v.kind&(c.On|c.Refuses) != 0 && (c.Rule == nil || c.Rule.Refs == nil) {
			x.test(f, &f.Type, c, to, v, rank+i, m|warns)
		}
	}
}

// test runs one check of a type, of which v's kind is known to be a matter, and notes what it finds. It reports whether the
// check failed.
func (x *evaluator) test(f *plan.Field, t *plan.Type, c *plan.Check, to step, v *value, rank int, m mode) (failed bool) {
	warning := m&warns != 0
	if v.kind&c.Refuses != 0 {
		x.note(c.Failure, f, to, v, rank, -1, warning)
		return true
	}
	length := -1
	switch c.Op {
	case plan.As:
		before := x.errors
		x.judge(f, &x.plan.Types[c.Limit], to, v, rank, m&^warns)
		return x.errors > before
	case plan.Call:
		failed = !c.Function.Accepts(v.kind, x.operand(v, f, t))
	case plan.MaxItems:
		length = x.size(v, f, t, c)
		failed = length > c.Limit
	case plan.MinItems:
		length = x.size(v, f, t, c)
		failed = length < c.Limit
	case plan.Unique, plan.Count, plan.Contains, plan.Branch, plan.Holds, plan.Delegated:
		return x.inspect(f, t, c, to, v, rank, m)
	case plan.Judge:
		in := rules.Value{Text: v.text, Now: x.now}
		if c.Rule.Refs != nil {
			in.Refs = x.refs
		}
		verdict := c.Rule.With(x.switches).Check(in)
		if verdict.Outcome == rules.Accept {
			return false
		}
		failed = verdict.Outcome == rules.Refuse
		failure := c.Failure.For(verdict.Code)
		if n := x.note(failure, f, to, v, rank, -1, warning || !failed); n != nil {
			n.Code = verdict.Code
		} else if failed && !warning {
			x.explain(failure, verdict.Code, f, v)
		}
		return failed
	default:
		failed, length = x.fails(c, v)
	}
	if failed {
		x.note(c.Failure, f, to, v, rank, length, warning)
	}
	return failed
}

// fails decides a check that looks at nothing but the value, and tells the length that a length rule found, else -1.
func (x *evaluator) fails(c *plan.Check, v *value) (failed bool, length int) {
	length = -1
	switch c.Op {
	case plan.Kinds:
	case plan.MaxLength:
		failed, length = x.tooLong(v, c.Limit)
	case plan.MinLength:
		failed, length = x.tooShort(v, c.Limit)
	case plan.Match:
		failed = !c.Pattern.Match(v.text)
	case plan.NoMatch:
		failed = c.Pattern.Match(v.text)
	case plan.OneOf:
		failed = !v.in(c.Values)
	case plan.NoneOf:
		failed = v.in(c.Values)
	case plan.AtLeast:
		failed = scan.Compare(v.text, c.Bound) < 0
	case plan.AtMost:
		failed = scan.Compare(v.text, c.Bound) > 0
	case plan.GreaterThan:
		failed = scan.Compare(v.text, c.Bound) <= 0
	case plan.LessThan:
		failed = scan.Compare(v.text, c.Bound) >= 0
	case plan.MultipleOf:
		failed = !scan.Multiple(v.text, c.Bound)
	case plan.Day:
		failed = rules.CheckDate(v.text, c.Layout) != ""
	}
	return failed, length
}

// tooLong tells whether v has more than limit characters or elements, and how many.
func (x *evaluator) tooLong(v *value, limit int) (bool, int) {
	if v.kind != plan.KindString {
		return v.count > limit, v.count
	}
	if len(v.text) <= limit { // a character has at least one byte
		return false, 0
	}
	n := 0
	if x.plan.Read.UTF16 {
		n = units(v.text)
	} else {
		n = runes(v.text)
	}
	return n > limit, n
}

// tooShort tells whether v has fewer than limit characters or elements, and how many.
func (x *evaluator) tooShort(v *value, limit int) (bool, int) {
	if v.kind != plan.KindString {
		return v.count < limit, v.count
	}
	n := runes(v.text)
	if n < limit && x.plan.Read.UTF16 {
		return true, units(v.text)
	}
	return n < limit, n
}

func (v *value) in(values []plan.Literal) bool {
	for i := range values {
		if v.equals(&values[i]) {
			return true
		}
	}
	return false
}
