package compile

import (
	"cmp"
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// A pattern is the type of every member with a name that matches, or does not.
type pattern struct {
	name    *plan.Automaton // nil: any
	not     bool
	narrows bool // what other members of the object it matches, but for it nothing is one
	typ     typ
	at      token.Pos
}

func (p *pattern) matches(name string) bool {
	return p.name == nil || p.name.Match([]byte(name)) != p.not
}

// every is an object whose members [string]: X describes, all of them, or those with a name that matches.
func (r reader) every(n node, x *ast.Field) *members {
	label := x.Label.(*ast.ListLit)
	hint := `write [string]: X or [=~"…"]: X`
	bad := func() *members {
		r.unsupported(x.Pos(), hint, "the label %s is not supported", show(label))
		return &members{}
	}
	if len(label.Elts) != 1 {
		return bad()
	}
	names := r.expr(n.with(label.Elts[0]))
	one := pattern{typ: r.declaration(n.value(x), false), at: x.Pos()}
	if slices.ContainsFunc(names.checks, func(k check) bool { return k.Function != nil }) {
		hint = `write [string]: X or, with a smaller pattern, [=~"…"]: X`
	}
	switch i := slices.IndexFunc(names.checks, func(k check) bool { return k.Op != plan.Kinds }); {
	case names.kinds&plan.KindString == 0 || names.members != nil || len(names.except) > 0 || names.choices != nil:
		return bad()
	case i < 0:
	case len(names.checks) == 1 && names.checks[0].Pattern != nil:
		one.name, one.not = names.checks[0].Pattern, names.checks[0].Op == plan.NoMatch
	default:
		return bad()
	}
	return &members{patterns: []pattern{one}}
}

// unnamed reports whether a type of members that no field is for is one of which is holds.
func (m *members) unnamed(is func(*typ) bool) bool {
	return slices.ContainsFunc(m.patterns, func(p pattern) bool { return is(&p.typ) })
}

// narrowed is a field with what patterns say of every member by its name.
func (r reader) narrowed(f *field, patterns []pattern) *field {
	for _, p := range patterns {
		if p.matches(f.name) {
			narrower := *f
			narrower.typ = r.both(f.typ, p.typ)
			f = &narrower
		}
	}
	return f
}

// others gives o the types of the members that no field is for.
func (e lowering) others(o *plan.Object, p *plan.Field, m, expected *members, path []string) {
	if expected != nil && expected.patterns != nil {
		e.fault(expected.patterns[0].at, "name the fields", "an expectation of every member is not supported")
	}
	some, all := m.admits()
	if m.shut() && !some {
		return
	}
	o.Open = !m.shut() || all
	var patterns []pattern
	for _, one := range m.patterns {
		if one.name != nil || !o.Open {
			patterns = append(patterns, one)
		}
	}
	if rest := e.each(m); rest != nil && o.Open {
		o.Rest, o.Open = e.inner(p, rest.typ, rest.at, path), false
	}
	if len(patterns) > 0 {
		e.patterns(o, p, patterns, path)
	}
}

// each is the pattern of every name, those of m taken together; nil: it has none.
func (r reader) each(m *members) (each *pattern) {
	for _, one := range m.patterns {
		switch {
		case one.name != nil:
		case each == nil:
			each = &one
		default:
			each = &pattern{typ: r.both(each.typ, one.typ), at: each.at}
		}
	}
	return each
}

// patterns gives o the types of members by the patterns of their names.
func (e lowering) patterns(o *plan.Object, p *plan.Field, patterns []pattern, path []string) {
	if o.Rest != nil || len(patterns) > 1 {
		e.again, e.rereads = true, e.rereads+1
	}
	for _, one := range patterns {
		e.checkAgain(nil, one.typ, one.at)
		if !e.onlyJSON() {
			e.fault(one.at, "", "members by the pattern of their name are for JSON only")
		}
		if one.name == nil {
			one.name, _ = e.automata.of("")
		}
		o.Patterns = append(o.Patterns, plan.Pattern{Name: one.name, Not: one.not, Narrows: one.narrows, Type: *e.inner(p, one.typ, one.at, path)})
	}
}

// inner is the type of what is in a field: each element or member. At the root the field is nil.
func (e lowering) inner(p *plan.Field, t typ, at token.Pos, path []string) *plan.Type {
	where := "each member"
	if p != nil {
		where = "each of " + p.Path()
	}
	if t.unmet() {
		e.fault(cmp.Or(t.written, at), "its constraints exclude each other", "%s can never be satisfied", where)
		return &plan.Type{}
	}
	e.unasked(t.notes, where)
	e.unread(t.notes, where)
	inner := e.typ(p, nil, t, at, path)
	return &inner
}
