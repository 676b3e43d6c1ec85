package mutate

import (
	"fmt"
	"math/big"
	"slices"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// Coverage tells which constraints of a plan payloads have met at their boundary, on both sides. It is not safe for
// concurrent use.
type Coverage struct {
	plan   *plan.Endpoint
	points map[any][]*point // by constraint: a *plan.Field that is required, *plan.Type with exceptions, *plan.Object, *plan.Check or *plan.Condition
	all    []*point
}

// A point is a place at a constraint's boundary: the nearest value that it accepts, or the nearest that it refuses.
type point struct {
	name    string
	refused bool
	at      func(*value) bool // reports whether a value lies here; nil stands for an absent one
	seen    int
}

// NewCoverage makes the coverage of a plan, which holds no Go rules. Every constraint has points on both sides:
//
//   - what is required: present and absent, and each value that reading takes for none;
//   - a set of kinds: a value of one that it accepts, and of each that it refuses;
//   - a limit of size: exactly the limit, and one past it;
//   - a bound: the bound, and a number past it by 1 at most;
//   - the calendar: days at its edges, and texts just past them;
//   - a pattern: a text that matches and one that does not;
//   - a divisor: a multiple of it and another number;
//   - a function: a value that it accepts and one that it refuses;
//   - types to try: a value that passes;
//   - literals, exceptional ones too: each of them, and another value of their kind;
//   - a condition: met and unmet where it holds, and unmet where it does not;
//   - a closed object: a member that it has not, and none.
//
// What every member of an object is, whatever its name, has none.
//
// A point has no place in it that reading takes for no value at all, as this is for the field to refuse.
func NewCoverage(p *plan.Endpoint) *Coverage {
	c := &Coverage{plan: p, points: map[any][]*point{}}
	c.object(&p.Request, "request")
	return c
}

// Constraints is the number of constraints that have points.
func (c *Coverage) Constraints() int { return len(c.points) }

// Points is the number of points that all constraints have together.
func (c *Coverage) Points() int { return len(c.all) }

// Missed names the points at which no value was seen to be judged as it should.
func (c *Coverage) Missed() (names []string) {
	for _, p := range c.all {
		if p.seen == 0 {
			names = append(names, p.name)
		}
	}
	return names
}

func (c *Coverage) add(constraint any, name string, refused bool, at func(*value) bool) {
	verdict := "accepted"
	if refused {
		verdict = "refused"
	}
	p := &point{name: name + " " + verdict, refused: refused, at: at}
	c.points[constraint] = append(c.points[constraint], p)
	c.all = append(c.all, p)
}

func (c *Coverage) object(o *plan.Object, path string) {
	known := func(v *value) bool {
		return !slices.ContainsFunc(v.members, func(m member) bool {
			return !slices.ContainsFunc(o.Fields, func(f plan.Field) bool { return f.Name == m.name })
		})
	}
	c.add(o, path+": known members", false, known)
	c.add(o, path+": unknown member", !o.Open && o.Rest == nil && o.Patterns == nil, func(v *value) bool { return !known(v) })
	for i := range o.Fields {
		f := &o.Fields[i]
		if f.Required != nil {
			c.required(f)
		}
		c.typ(f, &f.Type, f.Missing|f.Absent)
		c.checks(f, f.Expected, f.Missing|f.Absent)
	}
	for i := range o.Conditions {
		cond := &o.Conditions[i]
		require := o.Fields[cond.Require].Name
		name := c.name(&o.Fields[cond.Require], cond.Failure)
		for _, p := range []struct {
			state          string
			holds, present bool
		}{{"present", true, true}, {"absent", true, false}, {"not required and absent", false, false}} {
			c.add(cond, name+" "+p.state, p.holds && !p.present, func(v *value) bool {
				return holds(o, cond, v) == p.holds && (v.member(require) != nil) == p.present
			})
		}
	}
}

func (c *Coverage) name(f *plan.Field, failure *plan.Failure) string {
	return fmt.Sprintf("%s: %s %s.%s:", f.Path(), failure.Source, failure.Rule, failure.Reason())
}

func (c *Coverage) required(f *plan.Field) {
	name := c.name(f, f.Required)
	c.add(f, name+" present", false, func(v *value) bool { return v != nil })
	c.add(f, name+" absent", true, func(v *value) bool { return v == nil })
	for bit, none := range []string{"null", "blank", "zero", "empty list", "empty object"} {
		if kind := plan.Nothing(1 << bit); f.Missing&^f.Absent&kind != 0 {
			c.add(f, name+" "+none, true, func(v *value) bool { return v != nil && v.nothing(&c.plan.Read) == kind })
		}
	}
}

func (c *Coverage) typ(f *plan.Field, t *plan.Type, none plan.Nothing) {
	for _, l := range t.Except {
		if c.reached(literal(l), none) {
			c.add(t, fmt.Sprintf("%s: exception %q", f.Path(), l.Text), false, func(v *value) bool { return v.equals(l) })
			c.add(t, fmt.Sprintf("%s: beside exception %q", f.Path(), l.Text), true, func(v *value) bool { return v.kind == l.Kind && !v.equals(l) })
		}
	}
	c.checks(f, t.Checks, none)
	if t.Object != nil {
		c.object(t.Object, f.Path())
	}
	for i := range t.Items {
		c.typ(f, &t.Items[i], 0)
	}
	if t.Elem != nil {
		c.typ(f, t.Elem, 0)
	}
}

// reached reports whether a value gets past reading to the checks.
func (c *Coverage) reached(v *value, none plan.Nothing) bool {
	return v.nothing(&c.plan.Read)&none == 0 && (v.kind != plan.KindString || v.text != "" || !c.plan.Read.EmptyNull)
}

func (c *Coverage) checks(f *plan.Field, checks []plan.Check, none plan.Nothing) {
	kinds := anyKind // that no check before has stopped
	for i := range checks {
		k := &checks[i]
		if f.Required != nil && k.Failure.Rule == f.Required.Rule {
			continue // what a type says of a required value; the field itself asks it first
		}
		c.check(f, k, kinds, none)
		if k.Stop {
			kinds &^= k.Refuses
		}
	}
}

func (c *Coverage) check(f *plan.Field, k *plan.Check, kinds plan.Kind, none plan.Nothing) {
	name := c.name(f, k.Failure)
	add := func(what any, refused bool, at func(*value) bool) { c.add(k, fmt.Sprint(name, " ", what), refused, at) }
	for kind := plan.KindNull; kind <= plan.KindObject; kind <<= 1 {
		v := value{kind: kind, text: "null", elems: []*value{nil}, members: []member{{}}}
		if k.Refuses&kinds&kind != 0 && (kind != plan.KindNull || c.reached(&v, none)) {
			add(kindNames[kind], true, func(v *value) bool { return v.kind == kind })
		}
	}
	add("kind", false, func(v *value) bool { return v.kind&k.Refuses == 0 })
	on := k.On & kinds
	switch info := ops.Of(k.Op); {
	case ops.Of(k.Op).IsSize():
		past := k.Limit - int(info.Side)
		for kind := plan.KindString; kind <= plan.KindObject; kind <<= 1 {
			if on&kind == 0 {
				continue
			}
			for _, size := range []int{k.Limit, past} {
				if size > 0 || size == 0 && c.reached(&value{kind: kind}, none) {
					add(fmt.Sprint(kindNames[kind], " of size ", size), size == past, func(v *value) bool { return v.kind == kind && v.size() == size })
				}
			}
		}
	case info.Operand == ops.Pattern:
		add("text", false, func(v *value) bool { return v.kind == plan.KindString })
		add("text", true, func(v *value) bool { return v.kind == plan.KindString })
	case info.Operand == ops.Values:
		for _, l := range k.Values {
			if c.reached(literal(l), none) {
				add(l.Text, k.Op == plan.NoneOf, func(v *value) bool { return v.equals(l) })
			}
		}
		add("another value", k.Op == plan.OneOf, func(v *value) bool {
			return v.kind&on != 0 && !slices.ContainsFunc(k.Values, v.equals)
		})
	case info.Measure == ops.Number:
		bound(k, on, none, add)
	case info.Operand == ops.Bound:
		add("number", false, func(v *value) bool { return v.kind&on != 0 })
		add("number", true, func(v *value) bool { return v.kind&on != 0 })
	case info.Operand == ops.Function:
		add("value", false, func(v *value) bool { return v.kind&on != 0 })
		add("value", true, func(v *value) bool { return v.kind&on != 0 })
	case info.Operand == ops.Trial && k.Op != plan.Holds && k.Op != plan.Delegated:
		add("value", false, func(v *value) bool { return v.kind&on != 0 })
	case info.Operand == ops.Layout:
		for _, day := range slices.Concat(edgeDays, noDays) {
			l := plan.Literal{Kind: plan.KindString, Text: spellDay(day, k.Layout)}
			add(day, slices.Contains(noDays, day), func(v *value) bool { return v.equals(l) })
		}
	}
}

// bound adds the points of a bound on numbers of some kinds, as far as there are any that reading does not take for none.
func bound(k *plan.Check, on plan.Kind, none plan.Nothing, add func(what any, refused bool, at func(*value) bool)) {
	limit := rational(k.Bound)
	past := big.NewRat(1, 1) // the way from the limit to the numbers past it
	if k.Op == plan.AtLeast || k.Op == plan.LessThan {
		past.Neg(past)
	}
	reached := func(n *big.Rat) bool {
		return (on&plan.KindFloat != 0 || n.IsInt()) && (n.Sign() != 0 || none&plan.Zero == 0)
	}
	inside := k.Op == plan.AtLeast || k.Op == plan.AtMost
	if reached(limit) {
		add(k.Bound, !inside, func(v *value) bool { return v.kind&on != 0 && v.number().Cmp(limit) == 0 })
	}
	if on&plan.KindFloat != 0 || reached(new(big.Rat).Add(limit, past)) {
		add(fmt.Sprint("beside ", k.Bound), inside, func(v *value) bool {
			if v.kind&on == 0 {
				return false
			}
			distance := new(big.Rat).Sub(v.number(), limit)
			return distance.Sign() == past.Sign() && distance.Abs(distance).Cmp(big.NewRat(1, 1)) <= 0
		})
	}
}

var kindNames = map[plan.Kind]string{
	plan.KindNull: "null", plan.KindBool: "bool", plan.KindInt: "int", plan.KindFloat: "float",
	plan.KindString: "string", plan.KindList: "list", plan.KindObject: "object",
}
