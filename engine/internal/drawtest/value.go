package drawtest

import (
	"slices"
	"strconv"
)

// What a secret member holds, and nothing else.
const (
	SecretText   = "s3cr3t-Zq7"
	SecretNumber = "918273645"
)

// A value is JSON: a text of its own, a list or an object.
type value struct {
	kind    byte // 0, '[' or '{'
	text    string
	list    []*value
	members []member
}

type member struct {
	name  string
	value *value
}

func raw(text string) *value { return &value{text: text} }

func object(members ...member) *value { return &value{kind: '{', members: members} }

func list(elements ...*value) *value { return &value{kind: '[', list: elements} }

func (v *value) clone() *value {
	c := *v
	c.list, c.members = slices.Clone(v.list), slices.Clone(v.members)
	for i := range c.list {
		c.list[i] = c.list[i].clone()
	}
	for i := range c.members {
		c.members[i].value = c.members[i].value.clone()
	}
	return &c
}

func (v *value) append(dst []byte) []byte {
	switch v.kind {
	case '[':
		dst = append(dst, '[')
		for i, element := range v.list {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = element.append(dst)
		}
		return append(dst, ']')
	case '{':
		dst = append(dst, '{')
		for i, m := range v.members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(strconv.AppendQuote(dst, m.name), ':')
			dst = m.value.append(dst)
		}
		return append(dst, '}')
	}
	return append(dst, v.text...)
}

// set gives an object a member; the first of a name stays.
func (v *value) set(name string, to *value) {
	if !slices.ContainsFunc(v.members, func(m member) bool { return m.name == name }) {
		v.members = append(v.members, member{name, to})
	}
}

// replace gives an object a member, in place of another of the name.
func (v *value) replace(name string, to *value) {
	v.members = slices.DeleteFunc(v.members, func(m member) bool { return m.name == name })
	v.set(name, to)
}

// secret reports whether a secret is in v.
func (v *value) secret() bool {
	return v.text == strconv.Quote(SecretText) || v.text == SecretNumber ||
		slices.ContainsFunc(v.list, (*value).secret) ||
		slices.ContainsFunc(v.members, func(m member) bool { return m.value.secret() })
}

// places are v and all that is in it.
func (v *value) places() []*value {
	all := []*value{v}
	for _, element := range v.list {
		all = append(all, element.places()...)
	}
	for _, m := range v.members {
		all = append(all, m.value.places()...)
	}
	return all
}

// merge is an object with the members of both, or a where one is no object.
func merge(a, b *value) *value {
	if a.kind != '{' || b.kind != '{' {
		return a
	}
	both := a.clone()
	for _, m := range b.members {
		both.set(m.name, m.value)
	}
	return both
}
