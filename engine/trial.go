package engine

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// inspect is test for what looks into a value anew.
func (x *run) inspect(f *plan.Field, c *plan.Check, to step, v *value, rank int, warning bool) (failed bool) {
	if c.Trial != nil && c.Trial.Normal && c.Op != plan.Holds && !x.asIs {
		y, normal := x.normalised(v, f, c)
		y.inspect(&noField, c, step{}, &normal, 0, false)
		failed = y.errors > 0
	} else {
		switch c.Op {
		case plan.Count:
			return x.count(f, c, to, v, rank, warning)
		case plan.Branch:
			return x.branch(f, c, to, v, rank, warning)
		case plan.Unique:
			failed = !x.unique(v, f)
		case plan.Contains:
			failed = !c.Trial.Allows(x.contained(v, f, &c.Trial.Types[0]))
		case plan.Holds:
			failed = !x.holdsJSON(v.text, &c.Trial.Types[0])
		case plan.Delegated:
			failed = !c.Trial.Delegate.Accepts(x.normalForm(v, f, typeOf(x.plan, c)))
		}
	}
	if failed {
		x.note(&c.Failure, f, to, v, rank, -1, warning)
	}
	return failed
}

// size is the number of the elements of a list, or of the members of an object.
func (x *run) size(v *value, f *plan.Field, c *plan.Check) int {
	if c.Trial == nil || !c.Trial.Normal || v.kind != plan.KindObject || x.asIs {
		return v.count
	}
	_, normal := x.normalised(v, f, c)
	return normal.count
}

// normalised is the normal form of a value that a check is about, and a run in which it is the text being read.
func (x *run) normalised(v *value, f *plan.Field, c *plan.Check) (y *run, normal value) {
	y = x.apart(x.normalForm(v, f, typeOf(x.plan, c)))
	y.value(&normal, &noField, &anything, step{}, 0, 0)
	return y, normal
}

// holdsJSON reports whether text is JSON, within the limits, of a value of type t.
func (x *run) holdsJSON(text []byte, t *plan.Type) bool {
	y := x.apart(text)
	var v value
	end, code := y.value(&v, &noField, &anything, step{}, scan.Space(text, 0), 1)
	if code == scan.None {
		_, code = scan.End(text, end)
	}
	return code == scan.None && y.has(&noField, t, step{}, &v)
}

// apart is a run in which a text is being read as it stands, and nothing is noted but the number of violations.
func (x *run) apart(text []byte) *run {
	if x.plain == nil {
		x.plain = newRun(&Endpoint{plan: &plan.Endpoint{Options: x.plan.Options, Types: x.plan.Types}, config: config{limits: x.limits, clock: x.now}})
	}
	y := x.plain
	y.asIs, y.switches = true, x.switches
	y.reset(text)
	y.found, y.arena, y.muted, y.unknown = y.found[:0], y.arena[:0], 1, plan.Refuse
	return y
}

// normalForm is that of a value of type t.
func (x *run) normalForm(v *value, f *plan.Field, t *plan.Type) []byte {
	n := normal{x, nil}
	before, muted := x.mark(), x.muted
	x.muted++
	if v.kind&(plan.KindList|plan.KindObject) == 0 {
		n.scalar(v)
	} else if x.nested != nil {
		n.value(unread(f), t, step{index: 1}, v.offset, 0)
	} else {
		n.value(f, t, step{}, v.offset, 0)
	}
	x.undo(before)
	x.muted = muted
	return n.dst
}

// typeOf is the type whose check c is; one that says nothing where there is none.
func typeOf(p *plan.Endpoint, c *plan.Check) (found *plan.Type) {
	var visit func(t *plan.Type)
	object := func(o *plan.Object) {
		for i := range o.Fields {
			visit(&o.Fields[i].Type)
		}
		for i := range o.Patterns {
			visit(&o.Patterns[i].Type)
		}
		visit(o.Rest)
	}
	visit = func(t *plan.Type) {
		if t == nil || found != nil {
			return
		}
		for i := range t.Checks {
			if &t.Checks[i] == c {
				found = t
				return
			}
		}
		for i := range t.Items {
			visit(&t.Items[i])
		}
		visit(t.Elem)
		if t.Object != nil {
			object(t.Object)
		}
	}
	object(&p.Request)
	for i := range p.Types {
		visit(&p.Types[i])
	}
	if found == nil {
		found = &anything
	}
	return found
}

// again judges a value by another type than the one it was read for. What is inside of a list or object is read anew.
func (x *run) again(f *plan.Field, t *plan.Type, to step, v *value, rank int) {
	fresh, entries := *v, len(x.tape.Entries)
	if v.kind == plan.KindObject && t.Object != nil || v.kind == plan.KindList && (t.Elem != nil || t.Items != nil) ||
		t.Again != 0 && v.kind&(plan.KindObject|plan.KindList) != 0 {
		before := len(x.found)
		fresh = value{}
		x.value(&fresh, f, t, to, v.offset, 0) // it was read before: it is well-formed, and no deeper than the limit
		x.rank(before, rank)
	}
	x.judge(f, t, to, &fresh, rank)
	x.tape.Entries = x.tape.Entries[:min(entries, len(x.tape.Entries))]
}

// has reports whether a value is one of a type, where members that it does not have are violations. It finds nothing.
func (x *run) has(f *plan.Field, t *plan.Type, to step, v *value) (ok bool) {
	return x.violations(f, t, to, v) == 0
}

// violations counts those of a type that a value has.
func (x *run) violations(f *plan.Field, t *plan.Type, to step, v *value) int {
	before, unknown, arena := x.mark(), x.unknown, len(x.arena)
	x.unknown = plan.Refuse
	x.muted++
	x.again(f, t, to, v, 0)
	n := x.errors - before.errors
	x.unknown, x.arena = unknown, x.arena[:arena]
	x.undo(before)
	return n
}

// count tries a value against every type of a trial. Where too few have it and it has something inside, it is judged by
// the type with the fewest violations, or by the only one whose shape it has.
func (x *run) count(f *plan.Field, c *plan.Check, to step, v *value, rank int, warning bool) (failed bool) {
	types, shapes := c.Trial.Types, c.Trial.Shapes
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
		unknown := x.unknown
		x.unknown = plan.Refuse
		x.again(f, &types[closest], to, v, rank)
		x.unknown = unknown
	} else {
		x.note(&c.Failure, f, to, v, rank, -1, warning)
	}
	return true
}

// branch judges a value by the second or third type of a trial, as the first decides.
func (x *run) branch(f *plan.Field, c *plan.Check, to step, v *value, rank int, warning bool) (failed bool) {
	then := &c.Trial.Types[2]
	if x.has(f, &c.Trial.Types[0], to, v) {
		then = &c.Trial.Types[1]
	}
	if warning {
		if failed = !x.has(f, then, to, v); failed {
			x.note(&c.Failure, f, to, v, rank, -1, true)
		}
		return failed
	}
	before := x.errors
	x.again(f, then, to, v, rank)
	return x.errors > before
}

// operand is a value as a function gets it.
func (x *run) operand(v *value, f *plan.Field, c *plan.Check) []byte {
	if v.kind == plan.KindString {
		return v.text
	}
	return x.normalForm(v, f, typeOf(x.plan, c))
}

// contained counts the elements of a list that a type has.
func (x *run) contained(v *value, f *plan.Field, t *plan.Type) (n int) {
	x.each(v, f, func(to step, element *value) {
		if x.has(f, t, to, element) {
			n++
		}
	})
	return n
}

// each visits the elements of a list, which was read before.
func (x *run) each(v *value, f *plan.Field, visit func(to step, element *value)) {
	var element value
	i := scan.Space(x.in, v.offset+1)
	for to := (step{index: 1}); to.index <= v.count; to.index++ {
		element = value{}
		i, _ = x.value(&element, f, &anything, to, i, 0)
		visit(to, &element)
		i = scan.Space(x.in, scan.Space(x.in, i)+1)
	}
}
