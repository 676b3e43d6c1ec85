package mutate

import (
	"slices"

	"github.com/passant-go/passant/engine/internal/notation"
	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// A Constraint is one that a plan without Go rules puts on a request, with the payloads that try it.
type Constraint struct {
	Target    *Target
	Failure   *plan.Failure
	Check     *plan.Check     // of a type, or
	Condition *plan.Condition // of an object, or
	Missing   plan.Nothing    // what the required field must not be; 0: it must be there, or
	Between   string          // one between members of an object, in CUE
	others    []string        // the other members that it is about

	comparison  *plan.Comparison  // that Between is
	consequence *plan.Consequence // that Between is
	then        *plan.Check       // of the consequence's type; nil: that the field is there

	plan     *plan.Endpoint
	searches []*Solver
}

// Constraints lists those of a plan, which holds no Go rules, in the order of the contract: of a field that it is required
// and every value that counts as missing, the conditions that ask for it, and the checks of its type and of what is in it:
// of members, elements, alternatives, and of members by their names. A type that contains itself has those of its first
// level, and matchN, matchIf and list.MatchN are one constraint whatever they try.
func Constraints(p *plan.Endpoint) []Constraint {
	l := constraints{plan: p}
	l.object(Root(p))
	return l.list
}

type constraints struct {
	plan *plan.Endpoint
	list []Constraint
}

func (l *constraints) add(c Constraint) {
	c.plan = l.plan
	l.list = append(l.list, c)
}

func (l *constraints) object(root *Target) {
	for i := range root.Object.Fields {
		t := root.Member(i)
		f := t.Of()
		if f.Required != nil {
			l.add(Constraint{Target: t, Failure: f.Required})
			for kind := plan.Null; kind <= plan.EmptyObject; kind <<= 1 {
				if f.Missing&^f.Absent&kind != 0 {
					l.add(Constraint{Target: t, Failure: f.Required, Missing: kind})
				}
			}
		}
		for j := range root.Object.Conditions {
			if c := &root.Object.Conditions[j]; c.Require == i {
				l.add(Constraint{Target: t, Failure: c.Failure, Condition: c})
			}
		}
		l.typ(t, nil)
		l.between(t, i)
	}
	if root.Object.Rest != nil {
		l.typ(NewSolver(l.plan).Other(root, 0), nil)
	}
	for i := range root.Object.Patterns {
		l.typ(NewSolver(l.plan).Other(root, i+1), nil)
	}
}

// between adds what the object says of a field because of others.
func (l *constraints) between(t *Target, field int) {
	o := t.Object
	for i := range o.Comparisons {
		if c := &o.Comparisons[i]; c.Field == field {
			l.add(Constraint{Target: t, Failure: c.Failure, Between: notation.Comparison(o.Fields, c), others: []string{o.Fields[c.Other].Name}, comparison: c})
		}
	}
	for i := range o.Consequences {
		c := &o.Consequences[i]
		if c.Field != field {
			continue
		}
		var others []string
		for _, clause := range c.When {
			if !clause.Absent {
				others = append(others, o.Fields[clause.Field].Name)
			}
		}
		add := func(f *plan.Failure, then *plan.Check) {
			l.add(Constraint{
				Target: t, Failure: f, Between: notation.Consequence(o.Fields, c), others: others, consequence: c, then: then,
			})
		}
		if c.Required != nil {
			add(c.Required, nil)
		}
		if c.Type != nil {
			for j := range c.Type.Checks {
				if k := &c.Type.Checks[j]; k.Op != plan.Kinds { // what the field itself says
					add(k.Failure, k)
				}
			}
		}
	}
}

// Decides reports whether a constraint between members has something to decide in a payload that keeps the contract.
func (c *Constraint) Decides(payload []byte) bool {
	return slices.ContainsFunc(c.Target.objects(decode(payload)), func(v *value) bool {
		for _, name := range append(c.others, c.Target.Of().Name) {
			if v.kind != plan.KindObject || v.member(name) == nil {
				return false
			}
		}
		return true
	})
}

// typ adds what a type says of the values in its place; what the alternatives that it is one of say as well is known.
func (l *constraints) typ(t *Target, known *plan.Type) {
	for i := range t.Type().Checks {
		c := &t.Type().Checks[i]
		switch {
		case c.Op == plan.As: // told where the type begins
		case known != nil && (c.Op == plan.Kinds || slices.ContainsFunc(known.Checks, func(k plan.Check) bool { return sameCheck(&k, c) })):
		default:
			l.add(Constraint{Target: t, Failure: c.Failure, Check: c})
		}
		for j := 0; isChoice(c) && j < len(c.Trial.Types); j++ {
			l.typ(t.Alternative(c, j), t.Type())
		}
	}
	if t.Type().Object != nil {
		l.object(t.Inside())
	}
	for i := range t.Type().Items {
		l.typ(t.Item(i), nil)
	}
	if t.Type().Elem != nil {
		l.typ(t.Elem(), nil)
	}
}

// Accepted are payloads that keep the contract and on which the constraint decides, the preferred one first.
func (c *Constraint) Accepted() [][]byte {
	s := c.search()
	switch {
	case c.comparison != nil:
		return s.Related(c.Target, c.comparison)
	case c.consequence != nil:
		return s.Led(c.Target, c.consequence)
	case c.Check != nil:
		return s.Kept(c.Target, c.Check)
	case c.Condition != nil:
		return s.Asking(c.Target, c.Condition)
	}
	return s.Kept(c.Target, nil)
}

// Refused are payloads that break the constraint and, if there are such, no other, the preferred one first.
func (c *Constraint) Refused() [][]byte {
	s := c.search()
	switch {
	case c.comparison != nil:
		return s.Unrelated(c.Target, c.comparison)
	case c.consequence != nil:
		return s.Astray(c.Target, c.consequence, c.then)
	case c.Check != nil:
		return s.Against(c.Target, c.Check, c.Target.Type().Except)
	case c.Condition != nil:
		return s.Lacking(c.Target, c.Condition)
	case c.Missing != 0:
		return s.Nothing(c.Target, c.Missing)
	}
	return s.Without(c.Target)
}

// Fuller are payloads as those of Refused of a constraint inside of an alternative, with each of the members that need not
// be there, and with all: these, too, may tell which alternative is meant.
func (c *Constraint) Fuller() (all [][]byte) {
	t, s, broken := c.Target, c.search(), []*value{nil}
	switch {
	case len(t.Alternatives()) == 0 || t.Field < 0 || t.IsElement() || c.Condition != nil || c.Between != "" || c.Missing != 0:
		return nil
	case c.Check != nil:
		g := t.goal()
		g.fails, g.not = c.Check, literals(t.Type().Except)
		broken = s.values(g)
	}
	var optional []int
	beside := [][]int{}
	for i := range t.Object.Fields {
		if i != t.Field && t.Object.Fields[i].Required == nil {
			optional = append(optional, i)
			beside = append(beside, []int{i})
		}
	}
	for _, v := range broken {
		for _, present := range append(beside, optional) {
			if root := s.payload(t, wish{present: present, pins: map[int]*value{t.Field: v}}); root != nil {
				all = append(all, root.append(nil, nil))
			}
		}
	}
	return all
}

// IsChoice reports whether the constraint is that a value is one of alternatives.
func (c *Constraint) IsChoice() bool { return c.Check != nil && isChoice(c.Check) }

// ToldInside reports whether what breaks the constraint may be told, anywhere in the value, as what is wrong by one of the
// types that it tries.
func (c *Constraint) ToldInside() bool {
	return c.Check != nil && (c.Check.Op == plan.Count || c.Check.Op == plan.Branch) && !isChoice(c.Check)
}

// Decidable reports whether what a search does not find is not there, as all that the plan asks for is known exactly.
func (c *Constraint) Decidable() bool {
	return (c.Check == nil || exactCheck(c.Check)) && Exact(&plan.Type{Object: &c.plan.Request})
}

// Repeats reports whether the constraint says of a type what reading has already said of the required field: that a text
// must not be blank, under the rule of what is missing.
func (c *Constraint) Repeats() bool {
	f := c.Target.Of()
	return c.Check != nil && !c.Target.IsElement() && f.Required != nil && f.Missing != 0 && c.Failure.Rule == f.Required.Rule
}

// IsLimit reports whether the constraint is a limit of a number or a size.
func (c *Constraint) IsLimit() bool { return c.Check != nil && ops.Of(c.Check.Op).IsLimit() }

// Broken are payloads that break the constraint, whatever other checks of the same value say.
func (c *Constraint) Broken() [][]byte {
	if c.Check == nil {
		return c.Refused()
	}
	alone := &plan.Type{Checks: []plan.Check{*c.Check}, Object: c.Target.Type().Object, Elem: c.Target.Type().Elem}
	g := c.Target.goal()
	g.typ, g.fails, g.not = alone, &alone.Checks[0], literals(c.Target.Type().Except)
	s := c.search()
	return s.payloads(c.Target, s.values(g))
}

// search begins one for payloads.
func (c *Constraint) search() *Solver {
	s := NewSolver(c.plan)
	c.searches = append(c.searches, s)
	return s
}

// GaveUp reports whether one of the searches so far was given up, so that there may be payloads that it did not find.
func (c *Constraint) GaveUp() bool { return slices.ContainsFunc(c.searches, (*Solver).GaveUp) }

// Implied reports whether nothing can break the constraint alone, whatever a search has found.
func (c *Constraint) Implied() bool {
	if c.Check == nil {
		return false
	}
	_, none := c.search().Refutes(c.Target, c.Check, c.Target.Type().Except)
	return none
}
