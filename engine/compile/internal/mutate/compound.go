package mutate

import (
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// longestList bounds the lists that a solver makes.
const longestList = 1000

// lists are of every size at a limit and beside it, that of the goal's own limit first.
func (s *Solver) lists(g goal) (all []*value) {
	sizes := []int{0, 1}
	for _, c := range append(g.passes(), g.fails, g.near) {
		if c != nil && c.On&plan.KindList != 0 && c.Op < plan.Match && c.Op > plan.Kinds {
			sizes = append(sizes, c.Limit-1, c.Limit, c.Limit+1)
		}
	}
	slices.Sort(sizes)
	if c := g.near; c != nil && c.On&plan.KindList != 0 {
		sizes = append([]int{c.Limit}, sizes...)
	}
	elem := scalar("0")
	if g.typ.Elem != nil {
		elem = s.any(goal{field: g.field, typ: g.typ.Elem, inner: true})
	}
	for _, size := range sizes {
		s.gaveUp = s.gaveUp || size > longestList
		if size == 0 || size > 0 && size <= longestList && elem != nil {
			all = append(all, &value{kind: plan.KindList, elems: slices.Repeat([]*value{elem}, size)})
		}
	}
	return all
}

// objects are those with as few members as may be, of which one may not count as absent.
func (s *Solver) objects(g goal) (all []*value) {
	o := g.typ.Object
	if o == nil {
		return []*value{{kind: plan.KindObject}, {kind: plan.KindObject, members: []member{{"a", scalar("0")}}}}
	}
	if v := s.complete(o, nil); v != nil {
		all = append(all, v)
	}
	for i := range o.Fields {
		f := &o.Fields[i]
		if v := s.any(goal{field: f, typ: &f.Type}); v != nil && f.Required == nil {
			if v = s.complete(o, map[int]*value{i: v}); v != nil {
				return append(all, v)
			}
		}
	}
	return all
}

// any is a value that reaches the goal, nil where there is none.
func (s *Solver) any(g goal) *value {
	if found := s.values(g); len(found) > 0 {
		return found[0]
	}
	return nil
}

// complete makes the object that keeps the contract, with as few members as may be and those that pins say; of these nil
// is an absent one. Of conditions some may ask in vain for what is pinned. It returns nil where a member that is needed
// has no value.
func (s *Solver) complete(o *plan.Object, pins map[int]*value) *value {
	members := make([]*value, len(o.Fields))
	set := func(i int, not ...plan.Literal) bool {
		f := &o.Fields[i]
		if v := s.any(goal{field: f, typ: &f.Type, not: not}); v != nil {
			members[i] = v
		}
		return members[i] != nil
	}
	for i := range o.Fields {
		if v, pinned := pins[i]; pinned {
			members[i] = v
		} else if o.Fields[i].Required != nil && !set(i) {
			return nil
		}
	}
	for range o.Conditions { // one may bring about another
		for i := range o.Conditions {
			c := &o.Conditions[i]
			if members[c.Require] != nil || !decided(c, members[c.If]) {
				continue
			}
			_, pinned := pins[c.Require]
			if !pinned && set(c.Require) {
				continue
			}
			if _, pinned = pins[c.If]; pinned {
				continue
			}
			if c.Present && o.Fields[c.If].Required == nil {
				members[c.If] = nil
			} else if c.Equals == nil {
				set(c.If)
			} else if set(c.If, *c.Equals); decided(c, members[c.If]) {
				s.gaveUp = true
				return nil
			}
		}
	}
	v := &value{kind: plan.KindObject}
	for i, m := range members {
		if m != nil {
			v.members = append(v.members, member{o.Fields[i].Name, m})
		}
	}
	return v
}
