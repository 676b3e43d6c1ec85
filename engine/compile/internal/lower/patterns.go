package lower

import (
	"cmp"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// patterns gives o the types of the members that no field is for.
func (e lowering) patterns(o *plan.Object, p *plan.Field, m, expected *types.Members, path []string) {
	if expected != nil && expected.Patterns != nil {
		e.Add(expected.Patterns[0].At, "name the fields", "an expectation of every member is not supported")
	}
	some, all := m.Admits()
	if m.Shut() && !some {
		return
	}
	o.Open = !m.Shut() || all
	var patterns []types.Pattern
	for _, one := range m.Patterns {
		if one.Name != nil || !o.Open {
			patterns = append(patterns, one)
		}
	}
	if rest := e.Every(m); rest != nil && o.Open {
		o.Rest, o.Open = e.inner(p, rest.Type, rest.At, path), false
	}
	if len(patterns) > 0 {
		e.byName(o, p, patterns, path)
	}
}

// byName gives o the types of members by the patterns of their names.
func (e lowering) byName(o *plan.Object, p *plan.Field, patterns []types.Pattern, path []string) {
	if o.Rest != nil || len(patterns) > 1 {
		e.again, e.rereads = true, e.rereads+1
	}
	for _, one := range patterns {
		e.checkAgain(nil, one.Type, one.At)
		if !e.onlyJSON() {
			e.Add(one.At, "", "members by the pattern of their name are for JSON only")
		}
		if one.Name == nil {
			one.Name, _ = e.Automata.Of("")
		}
		o.Patterns = append(o.Patterns, plan.Pattern{Name: one.Name, Not: one.Not, Narrows: one.Narrows, Type: *e.inner(p, one.Type, one.At, path)})
	}
}

// inner is the type of what is in a field: each element or member. At the root the field is nil.
func (e lowering) inner(p *plan.Field, t types.Type, at token.Pos, path []string) *plan.Type {
	where := "each member"
	if p != nil {
		where = "each of " + p.Path()
	}
	if t.Unmet() {
		e.Add(cmp.Or(t.Written, at), "its constraints exclude each other", "%s can never be satisfied", where)
		return &plan.Type{}
	}
	e.unasked(t.Notes, where)
	e.unread(t.Notes, where)
	inner := e.typeOf(p, nil, t, at, path)
	return &inner
}
