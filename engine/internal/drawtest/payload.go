package drawtest

import "slices"

// wild are values that contracts rarely ask for.
var wild = []string{
	`null`, `""`, `0`, `1`, `1.0`, `1e0`, `-1`, `2`, `true`, `"a"`, `"x"`, `" a "`, `[]`, `{}`, `[1]`, `[1,1.0]`, `["",""]`, `["",null]`,
	`{"a":1}`, `{"a":null}`, `{"b":""}`, `"1"`, `" 1 "`, `"{\"a\":1}"`, `"[1,1]"`, `1e400`, `5.5`, `"é"`, `256`, `-0`, `" "`, `[null]`, `[{}]`, `{"a":{"a":1}}`,
}

// Payload draws a payload: one that is much like what the contract asks for, or was changed in a place or two.
func (c *Contract) Payload(s *Stream) []byte {
	root := c.like(s)
	for range one(s, 0, 0, 1, 1, 1, 2, 3) {
		c.change(s, root)
	}
	return root.append(nil)
}

// change changes a payload in one place.
func (c *Contract) change(s *Stream, root *value) {
	places := root.places()
	v := places[s.Index(len(places))]
	if v.secret() {
		return
	}
	switch s.Below(8) {
	case 0, 1:
		if v != root {
			*v = *raw(c.any(s))
		} else if v.kind == '{' {
			v.set(one(s, names...), raw(c.any(s)))
		}
	case 2:
		if len(v.members) > 0 {
			i := s.Below(len(v.members))
			v.members = slices.Delete(v.members, i, i+1)
		} else if len(v.list) > 0 {
			v.list = v.list[1:]
		}
	case 3:
		if v.kind == '{' {
			v.set(one(s, unknown...), raw(c.any(s)))
		} else if v.kind == '[' {
			v.list = append(v.list, raw(c.any(s)))
		}
	case 4:
		if len(v.list) > 0 {
			v.list = append(v.list, v.list[s.Below(len(v.list))].clone())
		} else if len(v.members) > 0 {
			v.members[s.Below(len(v.members))].value = raw(c.any(s))
		}
	case 5:
		if v.kind == '{' && len(v.members) > 0 {
			i := s.Below(len(v.members))
			to := v.members[i].value
			v.members = slices.Delete(v.members, i, i+1)
			v.set(one(s, unknown...), to)
		}
	case 6:
		if v != root {
			*v = value{kind: '[', list: []*value{v.clone()}}
		}
	case 7:
		if v != root {
			*v = value{kind: '{', members: []member{{one(s, names...), v.clone()}}}
		}
	}
}

// any is a value that occurs in the contract, or a wild one.
func (c *Contract) any(s *Stream) string {
	if len(c.literals) > 0 && s.in(2) {
		return one(s, c.literals...)
	}
	return one(s, wild...)
}
