package engine

import (
	"slices"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// inspect is test for what looks into a value anew.
func (x *evaluator) inspect(f *plan.Field, t *plan.Type, c *plan.Check, to step, v *value, rank int, m mode) (failed bool) {
	found := len(x.found)
	failed = x.inspects(f, t, c, to, v, rank, m)
	for i := found; i < len(x.found); i++ { // what tried adds stands in the order of names that the contract does not have
		if x.found[i].Rank >= rankUnknown {
			x.found[i].Rank = rank
		}
	}
	return failed
}

func (x *evaluator) inspects(f *plan.Field, t *plan.Type, c *plan.Check, to step, v *value, rank int, m mode) (failed bool) {
	if c.Trial != nil && c.Trial.Normal && c.Op != plan.Holds && !x.asIs {
		y, normal := x.normalised(v, f, t)
		y.inspect(&noField, &anything, c, step{}, &normal, 0, strict)
		failed = y.errors > 0
	} else {
		switch c.Op {
		case plan.Count:
			return x.count(f, c, to, v, rank, m)
		case plan.Branch:
			return x.branch(f, c, to, v, rank, m)
		case plan.Unique:
			failed = !x.unique(v, f)
		case plan.Contains:
			failed = !c.Trial.Allows(x.contained(v, f, &c.Trial.Types[0]))
		case plan.Holds:
			failed = !x.holdsJSON(v.text, &c.Trial.Types[0])
		case plan.Delegated:
			failed = !c.Trial.Delegate.Accepts(x.normalForm(v, f, t))
		}
	}
	if y := x.plain; y != nil && len(y.hushed) > 0 {
		y.hushed = y.hushed[:0]
		x.locate(f, c, to, v)
	}
	if failed {
		x.note(c.Failure, f, to, v, rank, -1, m&warns != 0)
	}
	return failed
}

// locate finds the ambiguous names in a value that was tried in another form than it was sent in, at the value where they are
// in a text.
func (x *evaluator) locate(f *plan.Field, c *plan.Check, to step, v *value) {
	if c.Op != plan.Holds {
		for i := range c.Trial.Types {
			x.violations(f, &c.Trial.Types[i], to, v)
		}
	}
	n := answer.Finding{Failure: x.plan.UnknownField.For(codeAmbiguous), Code: codeAmbiguous, Found: -1}
	n.Offset, n.Length = x.place(v)
	inside := func(o answer.Finding) bool {
		return o.Code == codeAmbiguous && o.Offset >= n.Offset && o.Offset < n.Offset+n.Length
	}
	if slices.ContainsFunc(x.found, inside) || slices.ContainsFunc(x.hushed, inside) {
		return
	}
	x.whose(&n, own(f), to)
	x.hush(n)
	x.tried()
}

// size is the number of the elements of a list, or of the members of an object.
func (x *evaluator) size(v *value, f *plan.Field, t *plan.Type, c *plan.Check) int {
	if c.Trial == nil || !c.Trial.Normal || v.kind != plan.KindObject || x.asIs {
		return v.count
	}
	_, normal := x.normalised(v, f, t)
	return normal.count
}

// normalised is the normal form of a value of type t, and an evaluator in which it is the text being read.
func (x *evaluator) normalised(v *value, f *plan.Field, t *plan.Type) (y *evaluator, normal value) {
	y = x.isolate(x.normalForm(v, f, t))
	y.value(&normal, &noField, &anything, step{}, 0, reread)
	return y, normal
}

// holdsJSON reports whether text is JSON, within the limits, of a value of type t.
func (x *evaluator) holdsJSON(text []byte, t *plan.Type) bool {
	y := x.isolate(text)
	var v value
	end, code := y.value(&v, &noField, &anything, step{}, scan.Space(text, 0), 1)
	if code == scan.None {
		_, code = scan.End(text, end)
	}
	return code == scan.None && y.has(&noField, t, step{}, &v)
}

// isolate is an evaluator in which a text is being read as it stands, and nothing is noted but the number of violations.
func (x *evaluator) isolate(text []byte) *evaluator {
	if x.plain == nil {
		x.plain = newEvaluator(x.settings.isolated())
	}
	y := x.plain
	y.reset(text)
	y.arena, y.muted = y.arena[:0], 1
	return y
}

// normalForm is that of a value of type t. It is overwritten by the next one.
func (x *evaluator) normalForm(v *value, f *plan.Field, t *plan.Type) []byte {
	if x.asIs {
		t = &anything // it is a normal form already
	}
	n := normal{x, slices.Grow(x.normal[:0], v.length)}
	x.normal = nil // it is in use: a text that holds JSON may have a normal form made
	before := x.mark()
	x.muted++
	if v.kind&(plan.KindList|plan.KindObject) == 0 {
		n.scalar(v)
	} else if x.nested != nil {
		n.value(f, t, unconverted, v.offset, reread)
	} else {
		n.value(f, t, step{}, v.offset, reread)
	}
	x.undo(before)
	x.normal = n.dst
	return n.dst
}

// revalidate judges a value by another type than the one it was read for. What is inside of a list or object is read anew, and what is
// known of it is not told again.
func (x *evaluator) revalidate(f *plan.Field, t *plan.Type, to step, v *value, rank int, m mode) {
	fresh, entries, found := *v, x.tape.Len(), len(x.found)
	if v.kind == plan.KindObject && t.Object != nil || v.kind == plan.KindList && (t.Elem != nil || t.Items != nil) ||
		t.Again != 0 && v.kind&(plan.KindObject|plan.KindList) != 0 {
		before := len(x.found)
		fresh = value{}
		x.value(&fresh, f, t, to, v.offset, m.depth())
		x.rank(before, rank)
	}
	x.judge(f, t, to, &fresh, rank, m&^warns)
	x.tape.Cut(entries)
	x.unrepeat(found)
}

// has reports whether a value is one of a type, where members that it does not have are violations. It finds nothing.
func (x *evaluator) has(f *plan.Field, t *plan.Type, to step, v *value) (ok bool) {
	return x.violations(f, t, to, v) == 0
}

// violations counts those of a type that a value has.
func (x *evaluator) violations(f *plan.Field, t *plan.Type, to step, v *value) int {
	before, arena := x.mark(), len(x.arena)
	if x.muted == 0 {
		x.hushed = x.hushed[:0]
	}
	x.muted++
	x.revalidate(f, t, to, v, 0, strict)
	n := x.errors - before.errors
	x.arena = x.arena[:arena]
	x.undo(before)
	x.tried()
	return n
}

// count tries a value against every type of a trial. Where too few have it and it has something inside, it is judged by
// the type with the fewest violations, or by the only one whose shape it has.
func (x *evaluator) count(f *plan.Field, c *plan.Check, to step, v *value, rank int, m mode) (failed bool) {
	types, shapes := c.Trial.Types, c.Trial.Shapes
	warning := m&warns != 0
	if chosen := x.chosen(f, c, to, v, warning); chosen != nil {
		before := x.errors
		x.revalidate(f, chosen, to, v, rank, strict)
		return x.errors > before
	}
	n, closest, fewest := 0, 0, -1
	for i := range types {
		violations := 0
		if shapes != nil {
			violations = x.violations(f, &shapes[i], to, v) << 16
		}
		if violations == 0 {
			violations = x.violations(f, &types[i], to, v)
		}
		switch {
		case violations == 0:
			n++
		case fewest < 0 || violations < fewest:
			closest, fewest = i, violations
		case violations == fewest && shapes != nil:
			closest = -1 // nothing tells which is meant
		}
	}
	if c.Trial.Allows(n) {
		return false
	}
	if x.muted == 0 && n < c.Trial.Least && fewest > 0 && closest >= 0 && !warning && v.kind&(plan.KindList|plan.KindObject) != 0 {
		x.revalidate(f, &types[closest], to, v, rank, strict)
	} else {
		x.note(c.Failure, f, to, v, rank, -1, warning)
	}
	return true
}

// chosen is the only one of alternatives whose shape a value has, nil where it may be another: its violations are those of
// the value, which is tried no more.
func (x *evaluator) chosen(f *plan.Field, c *plan.Check, to step, v *value, warning bool) (chosen *plan.Type) {
	if c.Trial.Shapes == nil || warning || x.muted > 0 || v.kind&(plan.KindList|plan.KindObject) == 0 || c.Trial.Allows(0) || !c.Trial.Allows(1) {
		return nil
	}
	fit := 0
	x.muted++
	for i := range c.Trial.Shapes {
		if x.has(f, &c.Trial.Shapes[i], to, v) {
			chosen = &c.Trial.Types[i]
			fit++
		}
	}
	x.muted--
	x.hushed = x.hushed[:0] // who judges the value finds it again
	if fit != 1 {
		return nil
	}
	return chosen
}

// branch judges a value by the second or third type of a trial, as the first decides.
func (x *evaluator) branch(f *plan.Field, c *plan.Check, to step, v *value, rank int, m mode) (failed bool) {
	then := &c.Trial.Types[2]
	if x.has(f, &c.Trial.Types[0], to, v) {
		then = &c.Trial.Types[1]
	}
	if m&warns != 0 {
		if failed = !x.has(f, then, to, v); failed {
			x.note(c.Failure, f, to, v, rank, -1, true)
		}
		return failed
	}
	before := x.errors
	x.revalidate(f, then, to, v, rank, m)
	return x.errors > before
}

// operand is a value of type t as a function gets it.
func (x *evaluator) operand(v *value, f *plan.Field, t *plan.Type) []byte {
	if v.kind == plan.KindString {
		return v.text
	}
	return x.normalForm(v, f, t)
}

// contained counts the elements of a list, which was read before, that a type has.
func (x *evaluator) contained(v *value, f *plan.Field, t *plan.Type) (n int) {
	i := scan.Space(x.in, v.offset+1)
	for to := (step{index: 1}); to.index <= v.count; to.index++ {
		var element value
		i, _ = x.value(&element, f, &anything, to, i, reread)
		if x.has(f, t, to, &element) {
			n++
		}
		i = scan.Space(x.in, scan.Space(x.in, i)+1)
	}
	return n
}
