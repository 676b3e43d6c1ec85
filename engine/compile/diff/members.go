package diff

import (
	"cmp"
	"reflect"

	"github.com/passant-go/passant/engine/compile/internal/mutate"
	"github.com/passant-go/passant/engine/compile/internal/notation"
	"github.com/passant-go/passant/engine/plan"
)

// added tells of a field that the newer contract alone has.
func (x *comparison) added(t *mutate.Target, new *plan.Object, j int) {
	f := &new.Fields[j]
	c := x.change(f)
	c.New = cmp.Or(place(new, j), x.new.UnknownField.Source)
	if f.Required == nil {
		c.is(Compatible, "added, optional")
	} else {
		c.is(Compatible, "added, required")
		x.expect(&c, x.solver.Whole(t), f.Path)
	}
	x.conditions(&c, t, nil, new, j)
	x.changes = append(x.changes, c)
}

// removed tells of a field that the older contract alone has.
func (x *comparison) removed(t *mutate.Target, new *plan.Object) {
	f := t.Of()
	c := x.change(f)
	c.Old = cmp.Or(place(t.Object, t.Field), x.old.UnknownField.Source)
	if new.Open {
		c.is(Compatible, "removed, now fine with any value")
	} else {
		c.is(Compatible, "removed, now "+policies[x.new.Unknown])
	}
	if !new.Open && x.new.Unknown == plan.Refuse {
		x.expect(&c, x.solver.Kept(t, nil), f.Path)
	}
	x.changes = append(x.changes, c)
}

// otherMembers tells whether the object at t takes members that it does not name, or no longer.
func (x *comparison) otherMembers(c *Change, t *mutate.Target, new *plan.Object) {
	switch was, is := t.Object.Open, new.Open; {
	case was && !is:
		c.is(Compatible, "other members are now "+policies[x.new.Unknown])
		if x.new.Unknown == plan.Refuse {
			x.expect(c, x.solver.Unknown(t), "")
		}
	case is && !was:
		c.is(Compatible, "other members are now fine")
	}
	was, is := bareObject(t.Object), bareObject(new)
	if !reflect.DeepEqual(was.Rest, is.Rest) || !reflect.DeepEqual(was.Patterns, is.Patterns) {
		c.is(Undecided, "what every member is")
	}
	if !reflect.DeepEqual(between(t.Object), between(new)) {
		c.is(Undecided, "what members are to each other")
	}
}

// conditions tells which ask for a field, of an old object, if it has it, and a new one.
func (x *comparison) conditions(c *Change, t *mutate.Target, old, new *plan.Object, j int) {
	var asked, asks []string
	for i := range t.Object.Conditions {
		k := &t.Object.Conditions[i]
		if old != nil && k.Require == t.Field {
			asked = append(asked, notation.Condition(t.Object.Fields, k))
		}
	}
	for i := range new.Conditions {
		if k := &new.Conditions[i]; k.Require == j {
			text := notation.Condition(new.Fields, k)
			asks = append(asks, text)
			if len(without([]string{text}, asked)) > 0 {
				c.is(Compatible, "now "+text)
				x.asks(c, t, new, k)
			}
		}
	}
	for _, text := range without(asked, asks) {
		c.is(Compatible, "no longer "+text)
	}
}

// asks is the verdict on a condition that is new.
func (x *comparison) asks(c *Change, t *mutate.Target, new *plan.Object, k *plan.Condition) {
	fields := t.Object.Fields
	inOld := plan.Condition{
		If:      x.index(fields, new.Fields[k.If].Name),
		Require: x.index(fields, new.Fields[k.Require].Name),
		Equals:  k.Equals,
		Present: k.Present,
	}
	switch {
	case inOld.Require >= 0 && fields[inOld.Require].Required != nil: // it is there, whoever asks
	case k.Equals == nil && !k.Present && inOld.If >= 0 && fields[inOld.If].Required != nil:
	case (k.Equals != nil || k.Present) && inOld.If < 0: // it is never there
	default:
		x.expect(c, x.solver.Lacking(t, &inOld), new.Fields[k.Require].Path)
	}
}

func (x *comparison) change(f *plan.Field) Change {
	return Change{Endpoint: x.old.Name, Field: f.Path}
}

// is adds what a change is to it.
func (c *Change) is(verdict Verdict, what string) {
	c.Verdict = max(c.Verdict, verdict)
	c.What = append(c.What, what)
}

// expect makes a change breaking where one of payloads shows it, and undecided where none does.
func (x *comparison) expect(c *Change, payloads [][]byte, field string) {
	if witness := x.try(payloads, field); witness != nil {
		if c.Witness == nil {
			c.Witness = witness
		}
		c.Verdict = Breaking
		return
	}
	c.Verdict = max(c.Verdict, Undecided)
}

// place is where a field of an object is constrained first.
func place(o *plan.Object, i int) string {
	f := &o.Fields[i]
	if f.Required != nil {
		return f.Required.Source
	}
	for j := range o.Conditions {
		if k := &o.Conditions[j]; k.Require == i {
			return k.Failure.Source
		}
	}
	for t := &f.Type; t != nil; t = t.Elem {
		if len(t.Checks) > 0 {
			return t.Checks[0].Failure.Source
		}
	}
	return ""
}
