package drawtest

import "strings"

// recurring are types that refer to a definition which they are in, and what of the value of one is such a value.
var recurring = []struct {
	text string
	with func(*value) *value
}{
	{"[...#T]", func(v *value) *value { return list(v, v.clone()) }},
	{"#T", func(v *value) *value { return v }},
	{"#T | null", func(v *value) *value { return v }},
	{"{[string]: #T}", func(v *value) *value { return object(member{"d", v}) }},
	{"matchN(1, [#T, int])", func(v *value) *value { return v }},
	{"[int, #T]", func(v *value) *value { return list(raw("1"), v) }},
	{"[#T, ...#T]", func(v *value) *value { return list(v) }},
	{"*null | #T", func(v *value) *value { return v }},
	{"[...#T] & list.MaxItems(1)", func(v *value) *value { return list(v) }},
	{"#T & {a?: _}", func(v *value) *value { return v }},
	{"{x!: #T} | {y!: #T}", func(v *value) *value { return object(member{"x", v}) }},
	{"{a!: int, c?: #T, ...}", func(v *value) *value { return object(member{"a", raw("1")}, member{"c", v}) }},
	{"matchN(>=1, [{c!: #T}, string])", func(v *value) *value { return object(member{"c", v}) }},
}

// recursive is a definition #T that refers to itself, and what more is to be declared for it.
func (g *grammar) recursive() (d drawn, beside string) {
	of := one(g.s, recurring...)
	if strings.Contains(of.text, "} |") && !g.chooses() {
		of = recurring[0]
	}
	if strings.Contains(of.text, "list.") {
		g.use("list")
	}
	b := &body{}
	for range one(g.s, 1, 1, 2, 3) {
		g.element(b, 1)
	}
	leaf := b.drawn("")
	self := of.text
	if g.s.in(4) {
		self, beside = "#U", "#U: "+of.text+"\n"
	}
	b.lines = append(b.lines, "r?: "+self)
	text := b.drawn(", ").text
	switch g.s.Below(8) {
	case 6:
		text += " | " + one(g.s, "null", "[...#T]", "string", "1 | 2")
	case 7:
		text = "close(" + text + ")"
	}
	var like func(depth int) func(s *Stream) *value
	like = func(depth int) func(s *Stream) *value {
		return func(s *Stream) *value {
			v := leaf.like(s)
			if depth > 0 && !s.in(3) {
				v.set("r", of.with(like(depth-1)(s)))
			}
			return v
		}
	}
	return drawn{text, like(3)}, beside
}
