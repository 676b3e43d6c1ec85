package mutate

import "github.com/passant-go/passant/engine/plan"

// A Constraint is one that a plan without Go rules puts on a request, with the payloads that try it.
type Constraint struct {
	Target    *Target
	Failure   *plan.Failure
	Check     *plan.Check     // of a type, or
	Condition *plan.Condition // of an object, or
	Missing   plan.Nothing    // what the required field must not be; 0: it must be there

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
	}
}

func (l *constraints) typ(t *Target) {
	for i := range t.Type().Checks {
		c := &t.Type().Checks[i]
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
