package mutate

import (
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// payload is the payload whose object at t is as wished; nil where there is none.
func (s *Solver) payload(t *Target, w wish) *value {
	v := s.complete(t.Object, w)
	if v == nil || t.outer == nil {
		return v
	}
	return s.with(t.outer, v)
}

// with is the payload that has v in the place.
func (s *Solver) with(t *Target, v *value) *value {
	for i := len(t.ways) - 1; v != nil && i > 0; i-- {
		if w := &t.ways[i]; w.kind != toAlternative {
			outer := Target{t.Object, t.Field, t.outer, t.ways[:i]}
			v = s.listOf(outer.goal(), v, w.index)
		}
	}
	if v == nil {
		return nil
	}
	if w := &t.ways[0]; w.kind == toOther && w.name == nil {
		return nil
	} else if w.kind == toOther {
		return s.payload(t, wish{others: []member{{*w.name, v}}})
	}
	return s.payload(t, wish{pins: map[int]*value{t.Field: v}})
}

// listOf is a list that reaches a goal but for one element, which is v; nil where there is none.
func (s *Solver) listOf(g goal, v *value, index int) *value {
	for _, list := range s.lists(g) {
		if g.reached(list) && list.size() > index {
			list.elems[index] = v
			return list
		}
	}
	if alone := (&value{kind: plan.KindList, elems: []*value{v}}); index == 0 && g.reached(alone) {
		return alone
	}
	return nil
}

// payloads are those that have one of the values in the place.
func (s *Solver) payloads(t *Target, values []*value) (all [][]byte) {
	for _, v := range values {
		if root := s.with(t, v); root != nil {
			all = append(all, root.append(nil, nil))
		}
	}
	return all
}

// Against are payloads that keep the contract but for what is in the place, which is as the contract wants it and yet
// fails a check, perhaps of another plan, and is none of some literals.
func (s *Solver) Against(t *Target, c *plan.Check, not []plan.Literal) [][]byte {
	g := t.goal()
	g.fails, g.not = c, literals(not)
	return s.payloads(t, s.values(g))
}

// Refutes are payloads as those of Against; none reports whether there can be none, as all else that is asked of the place
// implies the check, or as nothing that keeps the contract is there.
func (s *Solver) Refutes(t *Target, c *plan.Check, not []plan.Literal) (payloads [][]byte, none bool) {
	others := &plan.Type{Except: t.Type().Except} // all but the check itself
	wider := &plan.Type{Except: t.Type().Except}  // and but for what may be overlooked
	for i := range t.Type().Checks {
		k := &t.Type().Checks[i]
		if k == c {
			continue
		}
		others.Checks = append(others.Checks, *k)
		if exactCheck(k) {
			wider.Checks = append(wider.Checks, *k)
		}
	}
	if (c.On|c.Refuses)&others.Kinds() == 0 {
		return nil, true
	}
	g := t.goal()
	g.fails, g.not = c, literals(not)
	values := s.values(g)
	payloads = s.payloads(t, values)
	if len(payloads) > 0 || !exactCheck(c) {
		return payloads, false
	}
	if len(values) == 0 && Exact(t.Type()) || Exact(&plan.Type{Object: &s.plan.Request}) {
		return nil, !s.gaveUp
	}
	if len(values) > 0 {
		return nil, false
	}
	g.typ = wider
	anew := NewSolver(s.plan)
	return nil, len(anew.values(g)) == 0 && !anew.gaveUp
}

// Unrelated are payloads that keep the contract but for a comparison of members, perhaps of another plan.
func (s *Solver) Unrelated(t *Target, c *plan.Comparison) [][]byte {
	i := slices.IndexFunc(t.Object.Comparisons, func(k plan.Comparison) bool { return k.Field == c.Field && k.Op == c.Op && k.Other == c.Other })
	o := *t.Object
	if i < 0 {
		i = len(o.Comparisons)
		o.Comparisons = append(slices.Clip(o.Comparisons), *c)
	}
	in := *t
	in.Object = &o
	return s.wished(&in, wish{present: []int{c.Field, c.Other}, breaks: &o.Comparisons[i]})
}

// Related are payloads that keep the contract and have both members of a comparison.
func (s *Solver) Related(t *Target, c *plan.Comparison) [][]byte {
	return s.wished(t, wish{present: []int{c.Field, c.Other}})
}

// Led are payloads that keep the contract and in which a consequence has something to say of a member that is there.
func (s *Solver) Led(t *Target, k *plan.Consequence) [][]byte {
	w := when(k)
	w.present = append(w.present, k.Field)
	return s.wished(t, w)
}

// Astray are payloads that keep the contract but for a consequence, perhaps of another plan: without its field where it
// wants one, and with every check of its type failed; of one check only those that fail it, if it is given. A field of
// another plan that the object does not have is -1.
func (s *Solver) Astray(t *Target, k *plan.Consequence, only *plan.Check) (all [][]byte) {
	if k.Required != nil && only == nil {
		w := when(k)
		if k.Field >= 0 {
			w.pins[k.Field] = nil
		}
		all = s.wished(t, w)
	}
	for i := 0; k.Field >= 0 && k.Type != nil && i < len(k.Type.Checks); i++ {
		if check := &k.Type.Checks[i]; only == nil || only == check {
			w := when(k)
			w.fails = map[int]*plan.Check{k.Field: check}
			all = append(all, s.wished(t, w)...)
		}
	}
	return all
}

// when wishes for the states in which a consequence holds.
func when(k *plan.Consequence) wish {
	w := wish{pins: map[int]*value{}, checks: map[int][]plan.Check{}, skips: k}
	for _, clause := range k.When {
		if clause.Absent {
			w.pins[clause.Field] = nil
		} else {
			w.present = append(w.present, clause.Field)
			w.checks[clause.Field] = append(w.checks[clause.Field], clause.Checks...)
		}
	}
	return w
}

// Kept are payloads that keep the contract and have something in the place that the check decides on, if possible at its
// limit.
func (s *Solver) Kept(t *Target, c *plan.Check) [][]byte {
	g := t.goal()
	g.near = c
	all := s.payloads(t, s.values(g))
	if t.IsElement() {
		return all
	}
	// What suits the member alone need not suit those that it is compared with.
	v := s.complete(t.Object, wish{present: []int{t.Field}})
	if v == nil || c != nil && c.On != 0 && v.member(t.Of().Name).kind&c.On == 0 {
		return all
	}
	if t.outer != nil {
		if v = s.with(t.outer, v); v == nil {
			return all
		}
	}
	return append(all, v.append(nil, nil))
}

// Without are payloads that keep the contract but for a member, which they do not have.
func (s *Solver) Without(t *Target) [][]byte {
	return s.pinned(t, map[int]*value{t.Field: nil})
}

// Whole are payloads that keep the contract and have the object in which t is.
func (s *Solver) Whole(t *Target) [][]byte { return s.pinned(t, nil) }

// Nothing are payloads that keep the contract but for a member, which is one of the values that may stand for none.
func (s *Solver) Nothing(t *Target, kind plan.Nothing) [][]byte {
	return s.payloads(t, slices.DeleteFunc(nothings(), func(v *value) bool { return v.nothing(&s.plan.Read) != kind }))
}

// Lacking are payloads that keep the contract but for a condition, which asks in vain for its field. It may be of another
// plan, of whose fields -1 are those that the object does not have.
func (s *Solver) Lacking(t *Target, c *plan.Condition) [][]byte {
	pins := map[int]*value{c.If: s.decision(t, c), c.Require: nil}
	delete(pins, -1) // a member that the object does not have
	return s.pinned(t, pins)
}

// Asking are payloads that keep the contract, in which a condition asks for its field and gets it.
func (s *Solver) Asking(t *Target, c *plan.Condition) (all [][]byte) {
	f := &t.Object.Fields[c.Require]
	for _, v := range s.values(goal{field: f, typ: &f.Type}) {
		all = append(all, s.pinned(t, map[int]*value{c.If: s.decision(t, c), c.Require: v})...)
	}
	return all
}

// decision is the value, or its absence, by which a condition asks for its field.
func (s *Solver) decision(t *Target, c *plan.Condition) *value {
	switch {
	case c.Equals != nil:
		return literal(*c.Equals)
	case c.Present:
		f := &t.Object.Fields[c.If]
		return s.any(goal{field: f, typ: &f.Type})
	}
	return nil
}

func (s *Solver) pinned(t *Target, pins map[int]*value) [][]byte {
	return s.wished(t, wish{pins: pins})
}

// wished is the payload whose object in which t is is as wished.
func (s *Solver) wished(t *Target, w wish) [][]byte {
	if root := s.payload(t, w); root != nil {
		return [][]byte{root.append(nil, nil)}
	}
	return nil
}

// Unknown are payloads that keep the contract but for a member that the object in which t is does not name.
func (s *Solver) Unknown(t *Target) [][]byte {
	name := "other"
	for slices.ContainsFunc(t.Object.Fields, func(f plan.Field) bool { return strings.EqualFold(f.Name, name) }) {
		name += "_"
	}
	all := s.Beside(t, name)
	return all[:min(len(all), 1)]
}

// Beside are payloads that keep the contract but for a member of the object in which t is, of a name that this does not name and
// of several kinds.
func (s *Solver) Beside(t *Target, name string) (all [][]byte) {
	for _, other := range []*value{scalar("0"), text(""), text("a"), scalar("true"), scalar("null"), scalar("0.5"), {kind: plan.KindList}, {kind: plan.KindObject}} {
		v := s.complete(t.Object, wish{})
		if v == nil {
			return nil
		}
		v.members = append(v.members, member{name, other})
		if t.outer != nil {
			v = s.with(t.outer, v)
		}
		if v != nil {
			all = append(all, v.append(nil, nil))
		}
	}
	return all
}
