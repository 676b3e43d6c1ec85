package drawtest

import "slices"

// raw1 is like any type that takes whole numbers.
func raw1(*Stream) *value { return raw("1") }

// named is a name and the type that members of it have mostly, so that structs which meet go together.
func (g *grammar) named(b *body, depth int) (string, drawn) {
	name := one(g.s, names...)
	if slices.Contains(b.declared, name) && !g.s.in(3) {
		name = one(g.s, names...)
	}
	return name, g.kind(name, depth)
}

// kind is a type such as members of the name have.
func (g *grammar) kind(name string, depth int) drawn {
	if g.rarely(4) {
		return g.typ(depth)
	}
	switch {
	case g.s.in(4):
		return drawn{"_", raw1}
	case name == "a":
		if !g.s.in(3) {
			return those("int", "1", "2", "0")
		}
		return g.number()
	case name == "b":
		if !g.s.in(3) {
			return those("string", `"a"`, `"x"`, `""`)
		}
		return g.str()
	case name == "z":
		return those(one(g.s, "bool", "bool", "bool", "true", "false", "!=null"), "true", "false")
	case depth <= 0:
		return g.scalar()
	case name == "c":
		return g.structure(depth)
	case name == "y":
		return g.lists(depth)
	}
	return g.typ(depth)
}

// member adds a member.
func (g *grammar) member(b *body, depth int) {
	name, t := g.named(b, depth-1)
	mark := one(g.s, "?", "!")
	if g.rarely(8) {
		mark = ""
	}
	switch g.s.Below(12) {
	case 9:
		t = g.defaulted(name, t)
	case 11:
		t = either(t, those("null", "null"))
	}
	text, secret := t.text, false
	for range one(g.s, 0, 0, 0, 0, 0, 0, 0, 1) {
		attribute := g.attribute(depth)
		secret = secret || attribute == "@secret()"
		text += " " + attribute
	}
	b.declare(name, mark, text)
	b.likes = append(b.likes, func(s *Stream, v *value) {
		switch {
		case mark != "!" && s.in(3):
		case secret && s.in(2):
			v.set(name, raw(one(s, `"`+SecretText+`"`, SecretNumber)))
		default:
			v.set(name, t.like(s))
		}
	})
}

// defaulted is a type such as members of the name have, with a default.
func (g *grammar) defaulted(name string, t drawn) drawn {
	value := one(g.s, map[string][]string{"a": {"1", "2", "0"}, "b": {`"a"`, `"x"`, `""`}, "z": {"true", "false"}}[name]...)
	switch {
	case value == "" || g.rarely(2):
		value = one(g.s, "null", `"a"`, "1", "true", "{}", "[]")
	case g.s.in(2): // of literals
		t = either(those(one(g.s, "5", `"b"`, "null"), "5", `"b"`), t)
	}
	g.literal(value)
	if g.s.in(3) {
		return drawn{operand(t) + " | *" + value, t.like}
	}
	return drawn{"*" + value + " | " + operand(t), t.like}
}

func (g *grammar) attribute(depth int) string {
	if g.rarely(4) {
		return one(g.s, mistaken...)
	}
	if depth < g.depth && !g.rarely(4) {
		return one(g.s, "@secret()", "@secret()", "@inferred(a guess)")
	}
	return one(g.s, "@secret()", "@secret()", "@read(json)", "@read(int)", "@read(digits)", `@absent("")`, "@absent(null)", "@absent([], {}, 0)", "@as(own)", "@inferred(a guess)", "@rule(digits)")
}

var mistaken = []string{
	"@secrt()", "@read(hex)", "@read()", "@absent()", "@absent(5)", "@absent(a=null)", "@lookup()", "@lookup(ok)", "@lookup(known)", "@as()", "@as(json)", "@as(a, b)",
	"@sorted()", "@if(options.x)", "@instead(nope)", "@instead(b)", "@rule()", "@rule(emial)", "@rule(email)", "@rule(email) @rule(email)", "@rule(phone, dial=nope)", "@rule(phone, dial=b)",
	"@rule(date, layout=5)", `@rule(date, layout="yyyyMMdd")`, `@rule(url, schemes=["https"])`, "@rule(timestamp, since=1, until=\"now\")", "@read(int) @read(json)", "@rule(phone, level=options.x)",
	"@rule(phone, region=b.country)", "@rule(vat)", `@rule(vat, countries=["NL"], min_digits=2)`, `@rule(vat, other=b)`, `@rule(vat, strict=options.x)`, `@rule(vat, anything={a: 1})`, `@rule(vat, numbers=[1, 2])`,
	`@rule(vat, contries=["NL"])`, `@rule(vat, in=["FR"])`, `@rule(vat, prefix="a", prefix="b")`, `@rule(vat, amount=1.5)`, `@rule(email, ]`, `@read(plus)`, `@rule(email, x=` + "`", `@absent("a)`, `@rule(digits, a=1)`,
}
