package mutate

import (
	"math/big"
	"slices"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// A wish is what an object is besides keeping the contract.
type wish struct {
	pins    map[int]*value       // members as they are, whatever the contract says; nil: absent
	present []int                // members that are there
	checks  map[int][]plan.Check // that members pass, too
	breaks  *plan.Comparison     // does not hold
	skips   *plan.Consequence    // may not hold
	fails   map[int]*plan.Check  // a check that a member fails, its own or one of skips
	others  []member             // that no field is for
	again   int                  // as of goal
}

// attempts bounds the values that are tried for the members of one object.
const attempts = 200

// A completion is an object on its way.
type completion struct {
	*Solver
	object  *plan.Object
	wish    wish
	order   []int // of fields: what others depend on comes first
	members []*value
	options map[int][]*value // of members on which no other has a bearing
	left    int              // attempts
	lenient bool             // what is pinned may break what is said of it and others
}

// complete makes the object that keeps the contract, with as few members as may be and what is wished. Of conditions some
// may ask in vain for what is pinned, and of what members are to each other some may not hold of what is pinned, where
// there is no better object. It returns nil where none is found; unless the solver gave up, there is none.
func (s *Solver) complete(o *plan.Object, w wish) *value {
	gaveUp := s.gaveUp
	for _, lenient := range []bool{false, true} {
		if lenient && (len(w.pins) == 0 || len(o.Comparisons)+len(o.Consequences) == 0) {
			break
		}
		c := &completion{Solver: s, object: o, wish: w, lenient: lenient, left: attempts, options: map[int][]*value{}}
		c.members = make([]*value, len(o.Fields))
		for i, v := range w.pins {
			c.members[i] = v
		}
		c.sort()
		if c.fill(0) {
			s.gaveUp = gaveUp
			v := &value{kind: plan.KindObject}
			for i, m := range c.members {
				if m != nil {
					v.members = append(v.members, member{o.Fields[i].Name, m})
				}
			}
			v.members = append(v.members, w.others...)
			return v
		}
	}
	if !exactObject(o) {
		s.gaveUp = true
	}
	return nil
}

// sort puts what decides on other members before these, and the lesser of two before the greater.
func (c *completion) sort() {
	before := make([][]int, len(c.object.Fields))
	for i := range c.object.Conditions {
		k := &c.object.Conditions[i]
		before[k.Require] = append(before[k.Require], k.If)
	}
	for i := range c.object.Consequences {
		k := &c.object.Consequences[i]
		for _, clause := range k.When {
			before[k.Field] = append(before[k.Field], clause.Field)
		}
	}
	for i := range c.object.Comparisons {
		k := &c.object.Comparisons[i]
		if ops.Of(k.Op).Side == ops.Below {
			before[k.Other] = append(before[k.Other], k.Field)
		} else {
			before[k.Field] = append(before[k.Field], k.Other)
		}
	}
	seen := make([]bool, len(before))
	var visit func(i int)
	visit = func(i int) {
		if seen[i] {
			return
		}
		seen[i] = true
		for _, j := range before[i] {
			visit(j)
		}
		c.order = append(c.order, i)
	}
	for i := range before {
		visit(i)
	}
}

// fill sets the members from one of the order on.
func (c *completion) fill(from int) bool {
	if from == len(c.order) {
		return c.whole()
	}
	i := c.order[from]
	if _, pinned := c.wish.pins[i]; pinned {
		return c.fill(from + 1)
	}
	needed := c.object.Fields[i].Required != nil || slices.Contains(c.wish.present, i) || c.wish.fails[i] != nil || c.needed(i)
	if !needed {
		if c.fill(from + 1) {
			return true
		}
		if !c.matters(i) {
			return false
		}
	}
	for _, v := range c.values(i) {
		if c.left == 0 {
			c.gaveUp = true
			break
		}
		c.left--
		c.members[i] = v
		if c.fill(from + 1) {
			return true
		}
	}
	c.members[i] = nil
	return false
}

// needed reports whether members that are set ask for one.
func (c *completion) needed(i int) bool {
	return slices.ContainsFunc(c.object.Conditions, func(k plan.Condition) bool {
		return k.Require == i && (k.Equals != nil || k.Present) && decided(&k, c.members[k.If])
	})
}

// matters reports whether others depend on a member, or it on others.
func (c *completion) matters(i int) bool {
	o := c.object
	return slices.ContainsFunc(o.Conditions, func(k plan.Condition) bool { return k.If == i || k.Require == i }) ||
		slices.ContainsFunc(o.Comparisons, func(k plan.Comparison) bool { return k.Field == i || k.Other == i }) ||
		slices.ContainsFunc(o.Consequences, func(k plan.Consequence) bool {
			return k.Field == i || slices.ContainsFunc(k.When, func(w plan.Clause) bool { return w.Field == i })
		})
}

// values are those that a member may have beside the members that are set, the likeliest ones first.
func (c *completion) values(i int) (all []*value) {
	alone := !c.matters(i)
	if known, ok := c.options[i]; ok && alone {
		return known
	}
	f := &c.object.Fields[i]
	own := f.Type
	own.Checks = slices.Concat(f.Type.Checks, c.wish.checks[i], c.asked(i))
	g := goal{field: f, typ: &own, again: c.wish.again}
	if k := c.wish.fails[i]; k != nil {
		own.Checks = slices.DeleteFunc(own.Checks, func(other plan.Check) bool { return sameCheck(&other, k) })
		own.Except = nil
		g.fails = k
	}
	for j := range c.object.Comparisons {
		k := &c.object.Comparisons[j]
		other := k.Field + k.Other - i
		if k.Field != i && k.Other != i {
			continue
		}
		_, pinned := c.wish.pins[other]
		if m := c.members[other]; m != nil && !(pinned && c.lenient) {
			g.related = append(g.related, relate(k, i, m, k == c.wish.breaks))
		}
	}
	if alone {
		all = c.Solver.values(g)
		c.options[i] = all
		return all
	}
	shared, edges := c.shared(i)
	g.edges, g.steps = edges, min(len(c.object.Comparisons), 3)
	add := func(g goal) {
		for range 1 + min(len(c.object.Conditions)+len(c.object.Consequences)+len(c.object.Comparisons), 2) {
			found := c.Solver.values(g)
			if len(found) == 0 {
				return
			}
			all = append(all, found...)
			for _, v := range found {
				if v.kind&(plan.KindList|plan.KindObject) == 0 {
					g.not = append(slices.Clip(g.not), v)
				}
			}
		}
	}
	if len(shared) > 0 {
		both := own
		both.Checks = slices.Concat(own.Checks, shared)
		also := g
		also.typ = &both
		add(also)
	}
	add(g)
	for j := range c.object.Consequences {
		for _, clause := range c.object.Consequences[j].When {
			if clause.Field != i || clause.Absent {
				continue
			}
			both := own
			both.Checks = slices.Concat(own.Checks, clause.Checks)
			also := g
			also.typ = &both
			all = append(all, c.Solver.values(also)...)
			for k := range clause.Checks {
				also := g
				if also.fails == nil {
					also.fails = &clause.Checks[k]
					all = append(all, c.Solver.values(also)...)
				}
			}
		}
	}
	return all
}

// asked are the checks of a field's value because of the members that are set.
func (c *completion) asked(i int) (checks []plan.Check) {
	for j := range c.object.Consequences {
		k := &c.object.Consequences[j]
		if k.Field == i && k.Type != nil && c.follows(k) {
			checks = append(checks, k.Type.Checks...)
		}
	}
	return checks
}

func (c *completion) follows(k *plan.Consequence) bool {
	for _, clause := range k.When {
		m := c.members[clause.Field]
		if (m == nil) != clause.Absent || m != nil && !has(&plan.Type{Checks: clause.Checks}, m) {
			return false
		}
	}
	return true
}

// shared are the checks of the members that are to be the same as one, and the numbers at which the checks of those that
// are compared with it, and with these again, turn.
func (c *completion) shared(i int) (checks []plan.Check, edges []string) {
	same, compared := []int{i}, []int{i}
	for range c.object.Comparisons {
		for j := range c.object.Comparisons {
			k := &c.object.Comparisons[j]
			if k == c.wish.breaks {
				continue
			}
			for _, pair := range [][2]int{{k.Field, k.Other}, {k.Other, k.Field}} {
				if slices.Contains(compared, pair[0]) && !slices.Contains(compared, pair[1]) {
					compared = append(compared, pair[1])
				}
				if k.Op == plan.OneOf && slices.Contains(same, pair[0]) && !slices.Contains(same, pair[1]) {
					same = append(same, pair[1])
				}
			}
		}
	}
	for _, j := range same[1:] {
		if _, pinned := c.wish.pins[j]; !pinned && c.wish.fails[j] == nil {
			checks = append(checks, c.object.Fields[j].Type.Checks...)
		}
	}
	checks = slices.Concat(checks, c.limits(i, true, nil, new(big.Rat)), c.limits(i, false, nil, new(big.Rat)))
	for _, j := range compared[1:] {
		for k := range c.object.Fields[j].Type.Checks {
			edges = append(edges, operands(&c.object.Fields[j].Type.Checks[k])...)
		}
	}
	return checks, edges
}

// limits are the upper bounds of a number that follow from those of the members that are to be greater, by way of others
// that have been seen, or likewise the lower bounds; by is how far apart the members on the way are if they are whole.
func (c *completion) limits(i int, upper bool, seen []int, by *big.Rat) (checks []plan.Check) {
	seen = append(slices.Clip(seen), i)
	for j := range c.object.Comparisons {
		k := &c.object.Comparisons[j]
		op, other := k.Op, k.Other
		if i == k.Other {
			op, other = ops.Of(k.Op).Turned, k.Field
		}
		if k == c.wish.breaks || i != k.Field && i != k.Other || slices.Contains(seen, other) {
			continue
		}
		apart := new(big.Rat).Set(by)
		switch {
		case upper && op == plan.LessThan:
			apart.Sub(apart, big.NewRat(1, 1))
		case !upper && op == plan.GreaterThan:
			apart.Add(apart, big.NewRat(1, 1))
		case upper && op != plan.AtMost, !upper && op != plan.AtLeast:
			continue
		}
		for _, check := range c.object.Fields[other].Type.Checks {
			if info := ops.Of(check.Op); info.Measure == ops.Number && upper == (info.Side == ops.Below) {
				check.Bound = spell(new(big.Rat).Add(apart, rational(check.Bound)), plan.KindFloat)
				checks = append(checks, check)
			}
		}
		checks = append(checks, c.limits(other, upper, seen, apart)...)
	}
	return checks
}

// whole reports whether the members are what the object says of them because of others.
func (c *completion) whole() bool {
	pinned := func(i int) bool { _, ok := c.wish.pins[i]; return ok }
	for i := range c.object.Conditions {
		k := &c.object.Conditions[i]
		if c.members[k.Require] == nil && decided(k, c.members[k.If]) && !(pinned(k.Require) && pinned(k.If)) {
			return false
		}
	}
	for i := range c.object.Consequences {
		k := &c.object.Consequences[i]
		if k == c.wish.skips || !c.follows(k) || c.lenient && pinned(k.Field) {
			continue
		}
		m := c.members[k.Field]
		if m == nil && k.Required != nil || m != nil && k.Type != nil && !has(&plan.Type{Checks: k.Type.Checks}, m) {
			return false
		}
	}
	for i := range c.object.Comparisons {
		k := &c.object.Comparisons[i]
		m, other := c.members[k.Field], c.members[k.Other]
		if m == nil || other == nil || c.lenient && (pinned(k.Field) || pinned(k.Other)) {
			continue
		}
		if !relate(k, k.Field, other, k == c.wish.breaks).holds(m) {
			return false
		}
	}
	return true
}

// sameCheck reports whether two checks are one that was copied.
func sameCheck(a, b *plan.Check) bool {
	return a.Op == b.Op && a.On == b.On && a.Refuses == b.Refuses && a.Limit == b.Limit && a.Bound == b.Bound &&
		a.Pattern == b.Pattern && a.Trial == b.Trial && a.Function == b.Function && slices.Equal(a.Values, b.Values) &&
		a.Failure.Source == b.Failure.Source
}
