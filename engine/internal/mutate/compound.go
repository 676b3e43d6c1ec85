package mutate

import (
	"slices"
	"strconv"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// longestList bounds the lists that a solver makes.
const longestList = 1000

// lists are of every size at a limit and beside it, that of the goal's own limit first.
func (s *Solver) lists(g goal) (all []*value) {
	sizes := []int{0, 1, len(g.typ.Items), len(g.typ.Items) + 1}
	differ := false
	for _, c := range append(g.passes(), g.fails, g.near) {
		if c == nil || c.On&plan.KindList == 0 {
			continue
		}
		switch {
		case ops.Of(c.Op).IsSize():
			sizes = append(sizes, c.Limit-1, c.Limit, c.Limit+1)
		case c.Op == plan.Unique:
			sizes = append(sizes, 2)
			differ = differ || c != g.fails
		case c.Op == plan.Contains:
			sizes = append(sizes, c.Trial.Least, c.Trial.Most+1)
			all = append(all, s.containing(g, c)...)
		}
	}
	slices.Sort(sizes)
	if c := g.near; c != nil && c.On&plan.KindList != 0 {
		sizes = append([]int{c.Limit}, sizes...)
	}
	longest := slices.Max(sizes)
	s.gaveUp = s.gaveUp || longest > longestList
	elems := s.elements(g, min(longest, longestList), differ)
	for _, size := range sizes {
		if size >= 0 && size <= len(elems) {
			all = append(all, &value{kind: plan.KindList, elems: slices.Clone(elems[:size])})
		}
	}
	return all
}

// elements are as many of a list as there can be, up to n; if they are to differ, no two scalars are the same.
func (s *Solver) elements(g goal, n int, differ bool) (all []*value) {
	var not []*value
	var rest *value // what stands at every place that has none of its own
	for i := range n {
		of := g.typ.At(i)
		v := scalar(strconv.Itoa(i))
		switch {
		case of == nil && differ:
		case of == nil:
			v = scalar("0")
		case i >= len(g.typ.Items) && rest != nil:
			v = rest
		default:
			v = s.any(goal{field: g.field, typ: of, inner: true, again: g.again, not: not})
		}
		if v == nil {
			break
		}
		if differ && v.kind&(plan.KindList|plan.KindObject) == 0 {
			not = append(slices.Clip(not), v)
		} else if i >= len(g.typ.Items) {
			rest = v
		}
		all = append(all, v)
	}
	return all
}

// containing is a list of the elements that a check looks for.
func (s *Solver) containing(g goal, c *plan.Check) []*value {
	of := g.typ.Elem
	if of == nil {
		of = &plan.Type{}
	}
	inner := goal{field: g.field, typ: of, inner: true, again: g.again}
	v := s.any(inner.of(&c.Trial.Types[0], nil))
	n := max(c.Trial.Least, 1)
	if c == g.fails {
		n = c.Trial.Most + 1
	}
	if v == nil || n > longestList {
		return nil
	}
	return []*value{{kind: plan.KindList, elems: slices.Repeat([]*value{v}, n)}}
}

// objects are those with as few members as may be, of which one may not count as absent, and those of the sizes that checks
// ask for.
func (s *Solver) objects(g goal) (all []*value) {
	o := g.typ.Object
	if o == nil {
		o = &plan.Object{Open: true}
	}
	least := s.complete(o, wish{again: g.again})
	if least == nil {
		return nil
	}
	sizes := []int{len(least.members) + 1}
	for _, c := range append(g.passes(), g.fails, g.near) {
		if c != nil && c.On&plan.KindObject != 0 && ops.Of(c.Op).Measure == ops.Elements {
			sizes = append(sizes, c.Limit, c.Limit-1, c.Limit+1)
		}
	}
	optional := s.optional(g, o, least, slices.Max(sizes)-len(least.members))
	all = append(all, least)
	for _, size := range sizes {
		if size > len(least.members) {
			all = append(all, s.grown(g, o, least, optional, size)...)
		}
	}
	return all
}

// optional are up to n members that an object may have besides.
func (s *Solver) optional(g goal, o *plan.Object, least *value, n int) (list []int) {
	for i := range o.Fields {
		f := &o.Fields[i]
		if len(list) < n && least.member(f.Name) == nil && s.any(goal{field: f, typ: &f.Type, again: g.again}) != nil {
			list = append(list, i)
		}
	}
	return list
}

// grown is the object of a size: with optional members and, where these are too few, with such as no field is for.
func (s *Solver) grown(g goal, o *plan.Object, least *value, optional []int, size int) []*value {
	const most = 64
	w := wish{again: g.again, present: optional[:min(len(optional), size-len(least.members))]}
	if size > most {
		s.gaveUp = true
		return nil
	}
	for range size - len(least.members) - len(w.present) {
		m, ok := s.other(g, o, w.others)
		if !ok {
			return nil
		}
		w.others = append(w.others, m)
	}
	if v := s.complete(o, w); v != nil {
		return []*value{v}
	}
	return nil
}

// any is a value that reaches the goal, nil where there is none.
func (s *Solver) any(g goal) *value {
	if found := s.values(g); len(found) > 0 {
		return found[0]
	}
	return nil
}
