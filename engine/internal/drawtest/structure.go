package drawtest

import "strings"

var (
	names   = []string{"a", "b", "c", "x", "y", "z"}
	unknown = []string{"d", "a", "ab", "A", "b", "", "x-1", "é", "c", "x"}
	labels  = []string{`=~"^a"`, `=~"a|d"`, "string", `!~"^[a-cx-z]$"`, `=~"^d"`, `=~"^x-"`}
)

// structure is a type of objects.
func (g *grammar) structure(depth int) drawn {
	if depth <= 0 {
		return g.braces(0)
	}
	switch g.s.Below(20) {
	case 0, 1, 2, 3:
		return g.braces(depth)
	case 5, 6, 7, 8:
		return g.definition(depth)
	case 9, 10:
		return both(g.definition(depth), g.definition(depth))
	case 11, 12:
		return both(g.structure(depth-1), g.structure(depth-1))
	case 13:
		d := g.braces(depth)
		return drawn{"close(" + d.text + ")", d.like}
	case 14:
		return g.beside(depth)
	case 15:
		g.use("struct")
		return both(g.structure(depth-1), those(one(g.s, "struct.MinFields(1)", "struct.MaxFields(1)", "struct.MinFields(2)", "struct.MaxFields(2)"), "{}"))
	case 4, 16:
		return g.discriminated(depth)
	case 17:
		if g.s.in(2) || !g.chooses() {
			return g.discriminated(depth)
		}
		return either(g.structure(depth-1), g.structure(depth-1))
	case 18:
		d := g.structure(depth - 1)
		return drawn{"{" + d.text + "}", d.like}
	}
	d := g.structure(depth - 1)
	return drawn{"close({" + d.text + "})", d.like}
}

func (g *grammar) definition(depth int) drawn {
	if d, ok := g.reference("ABCDT"); ok {
		return d
	}
	return g.braces(depth)
}

// beside is a struct beside a trial, in either order.
func (g *grammar) beside(depth int) drawn {
	a, b := g.definition(depth), g.tried(func() drawn { return g.structure(depth - 1) })
	if g.s.in(3) {
		a, b = b, a
	}
	return both(a, b)
}

// A body is a struct that is being written.
type body struct {
	lines    []string
	declared []string
	required []string // those of declared that are
	about    string   // conditions around it
	plain    []string // those of required that are a number, a text or a bool, each by its name
	likes    []func(*Stream, *value)
}

// braces is a struct that is written out.
func (g *grammar) braces(depth int) drawn {
	b := &body{}
	for range one(g.s, 1, 2, 0, 2, 3, 4) {
		g.element(b, depth)
	}
	if g.s.in(6) {
		b.lines = append(b.lines, "...")
	}
	return b.drawn(", ")
}

// declare writes a member.
func (b *body) declare(name, mark, text string) {
	b.lines = append(b.lines, name+mark+": "+text)
	b.declared = append(b.declared, name)
	if mark == "!" {
		b.required = append(b.required, name)
		if strings.Contains("abz", name) && text != "_" && !strings.Contains(text, "null") {
			b.plain = append(b.plain, name)
		}
	}
}

// decides is a member on whose value others may depend, one that is required and of a kind of its own, if there is any.
func (g *grammar) decides(b *body) string {
	switch {
	case len(b.plain) > 0 && !g.s.in(12):
		return one(g.s, b.plain...)
	case len(b.required) > 0 && !g.s.in(8):
		return one(g.s, b.required...)
	}
	return one(g.s, b.declared...)
}

func (b *body) drawn(separator string) drawn {
	return drawn{"{" + strings.Join(b.lines, separator) + "}", func(s *Stream) *value {
		v := object()
		for _, like := range b.likes {
			like(s, v)
		}
		return v
	}}
}

// element adds a line.
func (g *grammar) element(b *body, depth int) {
	switch g.s.Below(16) {
	case 10:
		t := g.number()
		label := one(g.s, labels...)
		if g.s.in(3) {
			t = drawn{"_", raw1}
		}
		if g.rarely(3) {
			t, label = g.typ(depth-1), one(g.s, `"a" | "b"`, `!="a"`, "strings.MinRunes(2)")
		}
		b.lines = append(b.lines, "["+label+"]: "+t.text)
		b.likes = append(b.likes, func(s *Stream, v *value) { v.set(one(s, unknown...), t.like(s)) })
	case 11, 12:
		if depth <= 0 {
			g.member(b, depth)
			return
		}
		d := g.braces(depth - 1)
		if !g.bounds { // CUE overflows its stack where a bound meets a struct in which a disjunction is embedded
			d = g.structure(depth - 1)
		}
		b.lines = append(b.lines, d.text)
		b.likes = append(b.likes, func(s *Stream, v *value) {
			for _, m := range d.like(s).members {
				v.set(m.name, m.value)
			}
		})
	case 9, 13, 14:
		if g.calm || g.bounds && depth < g.depth {
			g.member(b, depth)
			return
		}
		if len(b.declared) == 0 {
			g.member(b, depth)
		}
		g.condition(b, depth)
	case 15:
		if len(b.declared) == 0 {
			g.member(b, depth)
		}
		g.comparison(b)
	default:
		g.member(b, depth)
	}
}
