package mutate

import (
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// Other is the place of a member that no field of the object at t is for, and that has one of its types, as
// plan.Object.Others numbers them. Where it can, its name lets no other type describe it.
func (s *Solver) Other(t *Target, index int) *Target {
	w := way{kind: toOther, typ: t.Object.Rest, index: index}
	if index > 0 {
		w.typ = &t.Object.Patterns[index-1].Type
	}
	if name, ok := s.name(t.Object, index, nil); ok {
		w.name = &name
		for i, of := range t.Object.Others([]byte(name)) {
			if i != index {
				w.beside = append(w.beside, of)
			}
		}
	}
	return &Target{t.Object, -1, t.outer, []way{w}}
}

// name is one that no field is for, nor is it among others, of a member that has a type; of few types besides, if there is
// such a name.
func (s *Solver) name(o *plan.Object, index int, others []member) (name string, ok bool) {
	var names []string
	for i := range o.Fields {
		names = append(names, o.Fields[i].Name)
	}
	for _, m := range others {
		names = append(names, m.name)
	}
	languages := []language{characters(1, -1), among(names).not()}
	var apart []language // the names of none of the other patterns
	var lets []language  // or of one of those that let it in
	for i := range o.Patterns {
		p := &o.Patterns[i]
		switch {
		case i+1 == index:
			languages = append(languages, matches(p.Name, !p.Not))
		default:
			apart = append(apart, matches(p.Name, p.Not))
			if !p.Narrows {
				lets = append(lets, matches(p.Name, !p.Not))
			}
		}
	}
	ways := [][]language{slices.Concat(languages, apart)}
	for _, l := range lets {
		ways = append(ways, append(slices.Clip(languages), l))
	}
	ways = append(ways, languages)
	for _, w := range ways {
		for range len(names) + 1 { // a name that reads as another's is ambiguous
			made, found := s.shortest(w)
			folds := slices.ContainsFunc(names, func(known string) bool { return strings.EqualFold(made, known) })
			switch {
			case !found:
			case folds:
				w = append(slices.Clip(w), among([]string{made}).not())
				continue
			case o.Lets([]byte(made)):
				return made, true
			}
			break
		}
	}
	return "", false
}

// other is a member that no field of an object is for, nor is it among others.
func (s *Solver) other(g goal, o *plan.Object, others []member) (m member, ok bool) {
	if o.Open {
		if name, ok := s.name(o, 0, others); ok {
			return member{name, scalar("0")}, true
		}
	}
	if o.Rest != nil {
		if m, ok := s.described(g, o, 0, others); ok {
			return m, true
		}
	}
	for i := range o.Patterns {
		if m, ok := s.described(g, o, i+1, others); ok {
			return m, true
		}
	}
	return m, false
}

// described is such a member that has one of the types.
func (s *Solver) described(g goal, o *plan.Object, index int, others []member) (m member, ok bool) {
	name, ok := s.name(o, index, others)
	if !ok {
		return m, false
	}
	inner := goal{field: g.field, typ: &plan.Type{}, inner: true, again: g.again}
	first := true
	for _, of := range o.Others([]byte(name)) {
		if first {
			inner.typ, first = of, false
		} else {
			inner.beside = append(inner.beside, of)
		}
	}
	if v := s.any(inner); v != nil {
		return member{name, v}, true
	}
	return m, false
}
