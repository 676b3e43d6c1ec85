package mutate

import (
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/compile/internal/notation"
	"github.com/passant-go/passant/engine/plan"
)

// A Constraint is one that a plan without Go rules puts on a request, with the payloads that try it.
type Constraint struct {
	Target    *Target
	Failure   *plan.Failure
	Check     *plan.Check     // of a type, or
	Condition *plan.Condition // of an object, or
	Missing   plan.Nothing    // what the required field must not be; 0: it must be there, or
	Between   string          // one between members of an object, in CUE, that no payload is made for
	others    []string        // the other members that it is about

	solver *Solver
}

// Constraints lists those of a plan, which holds no Go rules, in the order of the contract: of a field that it is required
// and every value that counts as missing, the conditions that ask for it, and the checks of its type and of what is in it.
func Constraints(p *plan.Endpoint) []Constraint {
	l := constraints{solver: NewSolver(p)}
	l.object(Root(p))
	return l.list
}

type constraints struct {
	solver *Solver
	list   []Constraint
}

func (l *constraints) add(c Constraint) {
	c.solver = l.solver
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
				l.add(Constraint{Target: t, Failure: &c.Failure, Condition: c})
			}
		}
		l.typ(t)
		l.between(t, i)
	}
}

// between adds what the object says of a field because of others.
func (l *constraints) between(t *Target, field int) {
	o := t.Object
	for i := range o.Comparisons {
		if c := &o.Comparisons[i]; c.Field == field {
			l.add(Constraint{Target: t, Failure: &c.Failure, Between: notation.Comparison(o.Fields, c), others: []string{o.Fields[c.Other].Name}})
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
		add := func(f *plan.Failure) {
			l.add(Constraint{Target: t, Failure: f, Between: notation.Consequence(o.Fields, c), others: others})
		}
		if c.Required != nil {
			add(c.Required)
		}
		if c.Type != nil {
			for j := range c.Type.Checks {
				if k := &c.Type.Checks[j]; k.Op != plan.Kinds { // what the field itself says
					add(&k.Failure)
				}
			}
		}
	}
}

// Decides reports whether a constraint between members has something to decide in a payload that keeps the contract.
func (c *Constraint) Decides(payload []byte) bool {
	objects := []*value{decode(payload)}
	path := strings.Split(c.Target.Of().Path, ".")
	for _, name := range path[:len(path)-1] {
		var inside []*value
		for _, v := range objects {
			if m := v.member(name); m != nil {
				inside = append(append(inside, m), m.elems...)
			}
		}
		objects = inside
	}
	return slices.ContainsFunc(objects, func(v *value) bool {
		for _, name := range append(c.others, path[len(path)-1]) {
			if v.kind != plan.KindObject || v.member(name) == nil {
				return false
			}
		}
		return true
	})
}

func (l *constraints) typ(t *Target) {
	for i := range t.Type().Checks {
		c := &t.Type().Checks[i]
		if c.Op == plan.As { // told where the type begins
			continue
		}
		l.add(Constraint{Target: t, Failure: &c.Failure, Check: c})
	}
	if t.Type().Object != nil {
		l.object(t.Inside())
	}
	if t.Type().Elem != nil {
		l.typ(t.Elem())
	}
}

// Accepted are payloads that keep the contract and on which the constraint decides, the preferred one first.
func (c *Constraint) Accepted() [][]byte {
	switch {
	case c.Between != "":
		return nil
	case c.Check != nil:
		return c.solver.Kept(c.Target, c.Check)
	case c.Condition != nil:
		return c.solver.Asking(c.Target, c.Condition)
	}
	return c.solver.Kept(c.Target, nil)
}

// Refused are payloads that break the constraint and, if there are such, no other, the preferred one first.
func (c *Constraint) Refused() [][]byte {
	switch {
	case c.Between != "":
		return nil
	case c.Check != nil:
		return c.solver.Against(c.Target, c.Check, c.Target.Type().Except)
	case c.Condition != nil:
		return c.solver.Lacking(c.Target, c.Condition)
	case c.Missing != 0:
		return c.solver.Nothing(c.Target, c.Missing)
	}
	return c.solver.Without(c.Target)
}

// Repeats reports whether the constraint says of a type what reading has already said of the required field: that a text
// must not be blank, under the rule of what is missing.
func (c *Constraint) Repeats() bool {
	f := c.Target.Of()
	return c.Check != nil && !c.Target.IsElement() && f.Required != nil && f.Missing != 0 && c.Failure.Rule == f.Required.Rule
}

// Broken are payloads that break the constraint, whatever other checks of the same value say.
func (c *Constraint) Broken() [][]byte {
	if c.Check == nil {
		return c.Refused()
	}
	alone := &plan.Type{Checks: []plan.Check{*c.Check}, Object: c.Target.Type().Object, Elem: c.Target.Type().Elem}
	g := c.Target.goal()
	g.typ, g.fails, g.not = alone, &alone.Checks[0], c.Target.Type().Except
	return c.solver.payloads(c.Target, c.solver.values(g))
}

// GaveUp reports whether a search for a payload was given up because of its size, so that there may be one.
func (c *Constraint) GaveUp() bool { return c.solver.GaveUp() }
