package drawtest

import "slices"

// comparison adds a member that is compared with another.
func (g *grammar) comparison(b *body) {
	g.decisive(b)
	of := g.decides(b)
	name := one(g.s, append([]string{"s", "t"}, names...)...)
	if name == of {
		name = "s"
	}
	kind := one(g.s, map[string][]string{"a": {"number", "int"}, "b": {"string"}, "z": {"bool"}}[of]...)
	types := []string{of, kind + " & " + of, kind + " & " + of}
	if of != "z" {
		types = append(types, "!="+of, kind+" & !="+of)
	}
	if of != "z" && g.bounds {
		types = append(types, ">"+of, kind+" & >="+of, "<"+of, "<="+of, kind+" & >"+of, ">"+of+" & !=5")
	}
	text := one(g.s, types...)
	if g.rarely(2) {
		text = one(g.s, of+" | null", "[..."+of+"]", "#A."+of, "string & =~"+of, of+" | 1", "matchN(1, ["+of+"])")
	}
	b.declare(name, one(g.s, "?", "!"), text)
	b.likes = append(b.likes, func(s *Stream, v *value) {
		if s.in(4) {
			return
		}
		i := slices.IndexFunc(v.members, func(m member) bool { return m.name == of })
		if i >= 0 && !v.members[i].value.secret() && s.in(2) {
			v.set(name, v.members[i].value.clone())
			return
		}
		v.set(name, raw(one(s, "1", "2", "0", `"a"`, "10", `"b"`)))
	})
}
