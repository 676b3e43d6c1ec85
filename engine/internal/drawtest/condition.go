package drawtest

import (
	"slices"
	"strings"
)

// condition adds an if clause.
func (g *grammar) condition(b *body, depth int) {
	g.decisive(b)
	text, of, literal := g.when(b)
	inner := &body{declared: b.declared, required: b.required, plain: b.plain, about: b.about + text + " "}
	known := func() string { return g.known(b, inner.about) }
	switch g.s.Below(9) {
	case 0, 1:
		inner.lines = append(inner.lines, known()+"!: _")
	case 2:
		g.condition(inner, depth-1)
	case 3:
		name := known()
		inner.lines = append(inner.lines, name+one(g.s, "!", "?")+": "+g.kind(name, depth-1).text)
	case 4:
		inner.lines = append(inner.lines, known()+"!: _")
		name := known()
		inner.lines = append(inner.lines, name+"?: "+g.kind(name, depth-1).text)
	default:
		name := known()
		t := g.kind(name, depth-1)
		inner.lines = append(inner.lines, name+one(g.s, "?", "!")+": "+t.text)
		inner.likes = append(inner.likes, func(s *Stream, v *value) { v.set(name, t.like(s)) })
	}
	b.lines = append(b.lines, text+" {"+strings.Join(inner.lines, ", ")+"}")
	b.likes = append(b.likes, func(s *Stream, v *value) {
		if s.in(2) {
			v.replace(of, raw(literal))
		}
		for _, like := range inner.likes {
			if s.in(2) {
				like(s, v)
			}
		}
	})
}

// known is a member that was declared, or that is added. Conditions are about others: CUE hardly returns where one is about
// the member that it adds to, and that is a disjunction.
func (g *grammar) known(b *body, conditions string) string {
	name := one(g.s, names...)
	if g.s.in(2) {
		name = one(g.s, b.declared...)
	}
	for i := 0; i < len(names) && (strings.Contains(conditions, " "+name+" ") || strings.Contains(conditions, "!"+name)); i++ {
		name = names[i]
	}
	if !slices.Contains(b.declared, name) {
		b.declare(name, "?", "_")
	}
	return name
}

// decisive adds a member whose value conditions may be about, if there is none.
func (g *grammar) decisive(b *body) {
	if len(b.plain) == 0 {
		name := one(g.s, "b", "a", "z")
		values := map[string][]string{"a": {"1", "2"}, "b": {`"a"`, `"x"`}, "z": {"true", "false"}}[name]
		b.declare(name, "!", map[string]string{"a": "int", "b": "string", "z": "bool"}[name])
		b.likes = append(b.likes, func(s *Stream, v *value) { v.set(name, raw(one(s, values...))) })
	}
}

// when is the head of a condition, a member that it is about, and a value that this may have for it.
func (g *grammar) when(b *body) (text, of, literal string) {
	text, of, literal = g.clause(b)
	if how := g.s.Below(6); how > 3 {
		other, _, _ := g.clause(b)
		text += []string{" && ", " if "}[how-4] + other
	}
	return "if " + text, of, literal
}

// clause is what a condition asks of a member.
func (g *grammar) clause(b *body) (text, of, literal string) {
	of = one(g.s, b.declared...)
	switch g.s.Below(8) {
	case 0, 1:
		return of + " != _|_", of, `"a"`
	case 2:
		return of + " == _|_", of, "null"
	}
	of = g.decides(b)
	values, operators := []string{`"a"`, `"x"`, `""`}, []string{" == ", " != ", " == ", " =~ ", " !~ "}
	switch {
	case g.rarely(2):
		operators = operators[:2]
		values = []string{"1", "null", "true", "1.0", "2", one(g.s, b.declared...)}
	case of == "a":
		values, operators = []string{"1", "2", "1.0", "0", "-1"}, operators[:2]
		if g.bounds {
			operators = append(operators, " > ", " <= ", " >= ", " < ")
		}
	case of == "z":
		values, operators = []string{"true", "false"}, operators[:2]
		if g.s.in(2) {
			return one(g.s, "", "!") + of, of, one(g.s, values...)
		}
	}
	literal = one(g.s, values...)
	text = of + one(g.s, operators...) + literal
	g.literal(literal)
	switch {
	case slices.Contains(b.required, of) || g.s.in(4):
	case g.s.in(2):
		text = of + " != _|_ if " + text
	default:
		text = of + " != _|_ && " + text
	}
	return text, of, literal
}
