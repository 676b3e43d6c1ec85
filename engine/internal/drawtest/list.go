package drawtest

import "strings"

// lists is a type of lists.
func (g *grammar) lists(depth int) drawn {
	switch g.s.Below(12) {
	case 0, 1, 2:
		return g.open(depth)
	case 3:
		return g.tuple(depth, false)
	case 4:
		return g.tuple(depth, true)
	case 5, 6, 7:
		return g.bounded(depth)
	case 8:
		return both(g.lists(depth-1), g.lists(depth-1))
	case 9:
		if d, ok := g.reference("L"); ok {
			return d
		}
		return g.open(depth)
	case 10:
		if !g.rarely(2) {
			return g.tuple(depth, false)
		}
		element := g.typ(depth - 1)
		return drawn{"[" + one(g.s, "if true {", "for v in [1] {", "for v in [1, 2] let w = v {") + element.text + "}]", func(s *Stream) *value { return list(element.like(s)) }}
	}
	return both(g.bounded(depth), g.open(depth))
}

// open is a list of any length.
func (g *grammar) open(depth int) drawn {
	if g.s.in(6) {
		return drawn{"[...]", func(s *Stream) *value { return elements(s, func(s *Stream) *value { return raw(one(s, wild...)) }) }}
	}
	element := g.typ(depth - 1)
	return drawn{"[..." + element.text + "]", func(s *Stream) *value { return elements(s, element.like) }}
}

func elements(s *Stream, like func(*Stream) *value) *value {
	v := list()
	for range one(s, 1, 0, 2, 2, 3) {
		v.list = append(v.list, like(s))
	}
	if len(v.list) > 1 && s.in(4) {
		v.list = append(v.list, v.list[0].clone())
	}
	return v
}

func (g *grammar) tuple(depth int, more bool) drawn {
	var parts []drawn
	var texts []string
	for range one(g.s, 1, 2, 0) {
		d := g.typ(depth - 1)
		parts, texts = append(parts, d), append(texts, d.text)
	}
	var rest drawn
	if more {
		rest = g.typ(depth - 1)
		texts = append(texts, "..."+rest.text)
	}
	return drawn{"[" + strings.Join(texts, ", ") + "]", func(s *Stream) *value {
		v := list()
		for _, p := range parts {
			v.list = append(v.list, p.like(s))
		}
		if more {
			v.list = append(v.list, elements(s, rest.like).list...)
		}
		return v
	}}
}

// bounded is a list that a function bounds.
func (g *grammar) bounded(depth int) drawn {
	g.use("list")
	a := g.open(depth)
	count := one(g.s, "1", "0", "2", "3")
	var f string
	switch g.s.Below(7) {
	case 0, 1:
		f = one(g.s, "list.UniqueItems()", "list.UniqueItems")
	case 2:
		f = "list.MinItems(" + count + ")"
	case 3:
		f = "list.MaxItems(" + count + ")"
	case 4:
		f = "list.MatchN(" + g.count() + ", " + g.typ(depth-1).text + ")"
	case 5:
		if !g.rarely(2) {
			f = "list.MatchN(" + g.count() + ", " + g.scalar().text + ")"
			break
		}
		f = "list.Contains(" + one(g.s, "1", `"a"`, "null", "{a: 1}") + ")"
	case 6:
		f = "list.MinItems(" + count + ") & list.UniqueItems()"
	}
	switch g.s.Below(3) {
	case 1:
		return drawn{f + " & " + a.text, a.like}
	case 2:
		return drawn{f, a.like}
	}
	return drawn{a.text + " & " + f, a.like}
}

// count is how many of something there may be.
func (g *grammar) count() string {
	return one(g.s, "1", "0", ">=1", "<=1", "2", ">=1 & <=2", ">0")
}
