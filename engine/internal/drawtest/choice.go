package drawtest

import "strings"

// discriminated is a disjunction of structs, mostly such as a member tells apart.
func (g *grammar) discriminated(depth int) drawn {
	if !g.chooses() {
		return g.braces(depth)
	}
	tags := one(g.s, []string{`"a"`, `"b"`, `"x"`}, []string{"1", "2", "null"}, []string{"true", "false", `""`}, []string{`"a" | "x"`, "int", `"b"`}, []string{`"a"`, `"a" | "b"`, "1"})
	name, mark := one(g.s, "kind", "kind", "k", "a"), "!: "
	if g.s.in(8) {
		mark = "?: "
	}
	deep := g.s.in(4)
	alternative := func(tag string) drawn {
		d := g.braces(depth - 1)
		if g.s.in(4) {
			d = g.structure(depth - 1)
		}
		label := name + mark
		if deep {
			label = "c!: " + label
		}
		text := "{" + label + tag + "} & " + operand(d)
		if d.text[0] == '{' {
			text = "{" + label + tag + more(d)
		}
		return drawn{text, func(s *Stream) *value {
			v := object(member{name, raw(one(s, append(literals(tag), `"a"`)...))})
			if deep {
				v = object(member{"c", v})
			}
			return merge(v, d.like(s))
		}}
	}
	d := either(alternative(tags[0]), alternative(tags[1]))
	switch g.s.Below(6) {
	case 3:
		return either(d, alternative(tags[2]))
	case 4:
		return both(d, g.structure(depth-1))
	case 5:
		return either(d, g.scalar())
	}
	return d
}

// chooses reports whether one more disjunction of structs may be drawn. CUE hardly returns where several meet in whose
// alternatives there are conditions.
func (g *grammar) chooses() bool {
	g.choices--
	return g.choices >= 0
}

// literals are values of a type, which is literals or int.
func literals(tag string) []string {
	return strings.Split(strings.ReplaceAll(tag, "int", "1"), " | ")
}

// more is what stands in braces, behind something else.
func more(d drawn) string {
	if d.text == "{}" {
		return "}"
	}
	return ", " + d.text[1:]
}
