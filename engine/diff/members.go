package diff

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/notation"
	"github.com/passant-go/passant/engine/plan"
)

// added tells of a field that the newer contract alone has; declared are those of the older object.
func (x *comparison) added(t *mutate.Target, declared []plan.Field, new *plan.Object, j int) {
	f := &new.Fields[j]
	c := x.change(f)
	c.New = cmp.Or(place(new, j), x.new.UnknownField.Source)
	if f.Required == nil {
		c.is(Compatible, "added, optional")
	} else {
		c.is(Breaking, "added, required")
		if c.Witness = x.try(x.solver().Whole(t), f.Path()); c.Witness == nil {
			c.Witness = x.drawn(f.Path())
		}
	}
	x.conditions(&c, t, nil, new, j)
	x.alike(&c, t, declared, new, j)
	x.changes = append(x.changes, c)
}

// removed tells of a field that the older contract alone has.
func (x *comparison) removed(t *mutate.Target, new *plan.Object) {
	f := t.Of()
	c := x.change(f)
	c.Old = cmp.Or(place(t.Object, t.Field), x.old.UnknownField.Source)
	if k := slices.IndexFunc(new.Fields, func(g plan.Field) bool { return x.confuses(f.Name, g.Name) }); k >= 0 {
		c.is(Compatible, "removed, now ambiguous beside "+new.Fields[k].Name)
		c.expect(x.ambiguous(x.solver().Kept(t, nil)), "whether it can be sent")
		x.changes = append(x.changes, c)
		return
	}
	if new.Open {
		c.is(Compatible, "removed, now fine with any value")
	} else {
		c.is(Compatible, "removed, now "+policies[x.new.Unknown])
	}
	if !new.Open && x.new.Unknown == plan.Refuse {
		x.expect(&c, x.solver().Kept(t, nil), f.Path(), "whether it can be sent")
	}
	x.changes = append(x.changes, c)
}

// otherMembers tells whether the object at t takes members that it does not name, or no longer.
func (x *comparison) otherMembers(c *Change, t *mutate.Target, new *plan.Object) {
	switch was, is := t.Object.Open, new.Open; {
	case was && !is:
		c.is(Compatible, "other members are now "+policies[x.new.Unknown])
		if x.new.Unknown == plan.Refuse {
			x.expect(c, x.solver().Unknown(t), "", "whether other members can be sent")
		}
	case is && !was:
		c.is(Compatible, "other members are now fine")
	}
	was, is := bareObject(t.Object), bareObject(new)
	if !reflect.DeepEqual(was.Rest, is.Rest) || !reflect.DeepEqual(was.Patterns, is.Patterns) {
		c.unsure("what every member is", "what is said of members by their names is not compared")
	}
	x.comparisons(c, t, new)
	x.consequences(c, t, new)
}

// comparisons tells which members are compared, or no longer.
func (x *comparison) comparisons(c *Change, t *mutate.Target, new *plan.Object) {
	asked, asks := between(t.Object.Fields, t.Object.Comparisons, notation.Comparison), between(new.Fields, new.Comparisons, notation.Comparison)
	for i, text := range asks {
		if slices.Contains(asked, text) {
			continue
		}
		c.is(Compatible, "now "+text)
		k := new.Comparisons[i]
		field := new.Fields[k.Field].Path()
		k.Field, k.Other = x.index(t.Object.Fields, new.Fields[k.Field].Name), x.index(t.Object.Fields, new.Fields[k.Other].Name)
		if k.Field >= 0 && k.Other >= 0 && !mutate.Implies(t.Object, &k) {
			x.expect(c, x.solver().Unrelated(t, &k), field, "whether "+text+" refuses what was accepted")
		}
	}
	for _, text := range without(asked, asks) {
		c.is(Compatible, "no longer "+text)
	}
}

// consequences tells what is asked of members in a certain state of others, or no longer.
func (x *comparison) consequences(c *Change, t *mutate.Target, new *plan.Object) {
	was, is := bareObject(t.Object).Consequences, bareObject(new).Consequences
	asked, asks := between(t.Object.Fields, was, notation.Consequence), between(new.Fields, is, notation.Consequence)
	for i, text := range asks {
		known := slices.ContainsFunc(was, func(k plan.Consequence) bool {
			return notation.Consequence(t.Object.Fields, &k) == text && reflect.DeepEqual(k.Type, is[i].Type)
		})
		if known {
			continue
		}
		c.is(Compatible, "now "+text)
		k, never := new.Consequences[i], false
		field := new.Fields[k.Field].Path()
		k.Field = x.index(t.Object.Fields, new.Fields[k.Field].Name)
		k.When = nil
		for _, clause := range new.Consequences[i].When {
			clause.Field = x.index(t.Object.Fields, new.Fields[clause.Field].Name)
			if clause.Field >= 0 {
				k.When = append(k.When, clause)
			}
			never = never || clause.Field < 0 && !clause.Absent
		}
		if k.Field < 0 && k.Required == nil || never {
			continue // what it is about is never there
		}
		x.expect(c, x.solver().Astray(t, &k, nil), field, "whether "+text+" refuses what was accepted")
	}
	for _, text := range without(asked, asks) {
		c.is(Compatible, "no longer "+text)
	}
}

// between is what an object says of members because of others, in CUE.
func between[T any](fields []plan.Field, all []T, notation func([]plan.Field, *T) string) (list []string) {
	for i := range all {
		list = append(list, notation(fields, &all[i]))
	}
	return list
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
		x.expect(c, x.solver().Lacking(t, &inOld), new.Fields[k.Require].Path(), "whether it is ever asked for in vain")
	}
}

func (x *comparison) change(f *plan.Field) Change {
	return Change{Endpoint: x.old.Name, Field: f.Path()}
}

// is adds what a change is to it.
func (c *Change) is(verdict Verdict, what string) {
	c.Verdict = max(c.Verdict, verdict)
	c.What = append(c.What, what)
}

// unsure adds what a change is to it, of which the verdict is not known, and why.
func (c *Change) unsure(what, why string) {
	c.is(Undecided, what)
	c.because(why)
}

func (c *Change) because(why string) {
	c.Verdict = max(c.Verdict, Undecided)
	if !slices.Contains(c.Why, why) {
		c.Why = append(c.Why, why)
	}
}

// expect makes a change breaking where one of payloads shows it, and undecided where none does, as it is not known then
// whether what is said can be.
func (x *comparison) expect(c *Change, payloads [][]byte, field, whether string) {
	c.expect(x.try(payloads, field), whether)
}

// expect is that for a payload that shows it, nil for none.
func (c *Change) expect(witness []byte, whether string) {
	if witness == nil {
		c.because("it is not known " + whether)
		return
	}
	if c.Witness == nil {
		c.Witness = witness
	}
	c.Verdict = Breaking
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
