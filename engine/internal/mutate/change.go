package mutate

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
)

// A place is where a value stands in a payload.
type place struct {
	*value
	in    *value
	index int // among the members or elements of in
}

// places lists the values inside v, at any depth.
func (v *value) places(list []place) []place {
	for i, inner := range v.inside() {
		list = inner.places(append(list, place{inner, v, i}))
	}
	return list
}

// madeFor takes the members of v for values of the fields of o.
func (v *value) madeFor(o *plan.Object) {
	for _, m := range v.members {
		for i := range o.Fields {
			if f := &o.Fields[i]; strings.EqualFold(f.Name, m.name) {
				m.value.madeOf(f, &f.Type)
			}
		}
	}
}

func (v *value) madeOf(f *plan.Field, t *plan.Type) {
	v.field, v.typ = f, t
	if t.Elem != nil {
		for _, elem := range v.elems {
			elem.madeOf(&plan.Field{}, t.Elem)
		}
	}
	if t.Object != nil {
		v.madeFor(t.Object)
	}
}

// become puts another value in the place; it still counts as made for the same field.
func (p place) become(v *value) {
	field, typ := p.field, p.typ
	*p.value = *v
	p.field, p.typ = field, typ
}

// change changes a payload in one way.
func (s *Source) change(root *value) {
	places := root.places(nil)
	if len(places) == 0 {
		return
	}
	p := pick(s.rand, places)
	switch s.rand.IntN(16) {
	case 0, 1, 2:
		s.aim(p)
	case 3, 4:
		s.fringe(p)
	case 5, 6:
		if p.typ != nil {
			p.become(s.value(p.field, p.typ, nil))
		}
	case 7, 8:
		p.drop()
	case 9:
		p.become(pick(s.rand, nothings()))
	case 10:
		p.become(s.anything(s.kind(anyKind)))
	case 11, 12:
		switch p.kind {
		case plan.KindString:
			p.text = s.alter(p.text)
		case plan.KindInt, plan.KindFloat:
			p.become(scalar(s.respell(p.text)))
		case plan.KindList:
			p.elems = append(p.elems, s.anything(s.kind(anyKind)))
		}
	case 13, 14:
		s.quote(p)
	case 15:
		s.rename(p)
	}
}

// aim makes the value fail one of its checks and no other.
func (s *Source) aim(p place) {
	if checks := p.checks(); len(checks) > 0 {
		p.become(s.value(p.field, p.typ, pick(s.rand, checks)))
	}
}

// fringe brings the value to a limit, a bound or an edge of the calendar that one of its checks sets, or past it, whatever
// the others say.
func (s *Source) fringe(p place) {
	bounded := slices.DeleteFunc(p.checks(), func(c *plan.Check) bool {
		return !ops.Of(c.Op).IsSize() && !slices.Contains([]ops.Operand{ops.Bound, ops.Layout}, ops.Of(c.Op).Operand)
	})
	if len(bounded) == 0 {
		return
	}
	c := *pick(s.rand, bounded)
	c.Refuses = 0
	t := &plan.Type{Checks: []plan.Check{{Refuses: anyKind &^ c.On}, c}}
	if s.rand.IntN(2) == 0 {
		p.become(s.value(&plan.Field{}, t, &t.Checks[1]))
		return
	}
	if ops.Of(c.Op).IsSize() { // with both, only the limit itself will do
		c.Op = ops.Of(c.Op).Turned
		t.Checks = append(t.Checks, c)
	}
	p.become(s.value(&plan.Field{}, t, nil))
}

// checks are those of the value's type, and what is expected of it.
func (p place) checks() (all []*plan.Check) {
	if p.typ == nil {
		return nil
	}
	all = pointers(p.typ.Checks)
	if p.typ == &p.field.Type {
		all = append(all, pointers(p.field.Expected)...)
	}
	return all
}

func (p place) drop() {
	if p.in.kind == plan.KindObject {
		p.in.members = slices.Delete(p.in.members, p.index, p.index+1)
	} else {
		p.in.elems = slices.Delete(p.in.elems, p.index, p.index+1)
	}
}

// rename gives a member another name, or the object another member.
func (s *Source) rename(p place) {
	if p.in.kind != plan.KindObject {
		return
	}
	m := &p.in.members[p.index]
	name := s.alter(m.name)
	if s.rand.IntN(3) == 0 {
		name = Fold(s.rand, m.name)
	}
	for _, other := range p.in.members {
		if strings.EqualFold(other.name, name) && other.value != m.value {
			return
		}
	}
	if s.rand.IntN(2) == 0 && !strings.EqualFold(m.name, name) {
		p.in.members = append(p.in.members, member{name, s.anything(s.kind(anyKind))})
		return
	}
	m.name = name
}

// Fold is a name that simple case folding takes for the same, mostly another.
func Fold(random *rand.Rand, name string) string {
	letters := []rune(name)
	for range 1 + random.IntN(2) {
		if len(letters) > 0 {
			i := random.IntN(len(letters))
			letters[i] = unicode.SimpleFold(letters[i])
		}
	}
	if random.IntN(3) == 0 {
		return strings.ToUpper(string(letters))
	}
	return string(letters)
}

// quote makes a value the string of its JSON text, or of that string's, or a string that is such a text the value.
func (s *Source) quote(p place) {
	if p.kind == plan.KindString && json.Valid([]byte(p.text)) {
		p.become(decode([]byte(p.text)))
		return
	}
	for range 1 + s.rand.IntN(2) {
		p.become(text(string(p.append(nil, nil))))
	}
}

func nothings() []*value {
	return []*value{
		scalar("null"), text(""), text(" "), text("\t\n"), text("\u00a0"), scalar("0"), scalar("-0.0e1"),
		{kind: plan.KindList}, {kind: plan.KindObject},
	}
}

// odd are numbers at the edges of integer types, of what PHP writes without an exponent, and of the spellings of one value.
var odd = []string{
	"0", "-0", "1", "-1", "12", "1234", "-4000", "4294967296", "-2147483649", "127", "128", "1000000000000000000000000000000",
	"9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551616",
	"1.0", "1e2", "-0.0", "0e5", "12.0", "1234.00", "123.4e1", "1E+3", "1e400", "1e-400", "0.1", "1.5", "12340e-1",
	"99999999999999.0", "100000000000000.0", "1e14", "-1e14", "99999999999999.5", "9223372036854775807.0", "99999999999999e0",
}

// anything is some value of a kind.
func (s *Source) anything(kind plan.Kind) *value {
	switch kind {
	case plan.KindNull:
		return scalar("null")
	case plan.KindBool:
		return scalar(pick(s.rand, []string{"true", "false"}))
	case plan.KindInt, plan.KindFloat:
		for {
			if v := scalar(pick(s.rand, odd)); v.kind == kind {
				return v
			}
		}
	case plan.KindString:
		return text(s.long(s.rand.IntN(12)))
	}
	v := &value{kind: kind}
	for i := range s.rand.IntN(3) {
		inner := s.anything(s.kind(anyKind))
		if kind == plan.KindObject {
			v.members = append(v.members, member{s.long(2) + strconv.Itoa(i), inner})
		} else {
			v.elems = append(v.elems, inner)
		}
	}
	return v
}

// long is a text of n characters, now and then of such as trip readers up.
func (s *Source) long(n int) string {
	from := pick(s.rand, [][]rune{plainCharacters, alphabet, {'é', '漢', '😀'}})
	characters := make([]rune, n)
	for i := range characters {
		characters[i] = pick(s.rand, from)
	}
	return string(characters)
}

// padded is a text with some of the blanks around it.
func (s *Source) padded(text string, blanks []rune) string {
	for range s.rand.IntN(3) {
		text = string(pick(s.rand, blanks)) + text
	}
	for range s.rand.IntN(3) {
		text += string(pick(s.rand, blanks))
	}
	return text
}

// alter changes a text a little.
func (s *Source) alter(text string) string {
	characters := []rune(text)
	at := s.rand.IntN(len(characters) + 1)
	switch s.rand.IntN(8) {
	case 0:
		return s.padded(text, []rune(" \u00a0\n"+s.trim))
	case 1:
		return text + "\n"
	case 2:
		return text + text
	case 3:
		return strings.Map(func(c rune) rune {
			if unicode.IsUpper(c) {
				return unicode.ToLower(c)
			}
			return unicode.ToUpper(c)
		}, text)
	case 4:
		return string(slices.Insert(characters, at, pick(s.rand, alphabet)))
	case 5:
		return string(slices.Insert(characters, at, '\ufeff'))
	}
	if at == len(characters) {
		return text + string(pick(s.rand, plainCharacters))
	}
	if s.rand.IntN(2) == 0 {
		return string(slices.Delete(characters, at, at+1))
	}
	characters[at] = pick(s.rand, alphabet)
	return string(characters)
}

// respell writes a number in another way, mostly without another value.
func (s *Source) respell(number string) string {
	if strings.ContainsAny(number, ".eE") {
		return pick(s.rand, odd)
	}
	switch s.rand.IntN(5) {
	case 0:
		return number + ".0"
	case 1:
		return number + "e0"
	case 2:
		return number + "E+0"
	case 3:
		return number + ".5"
	}
	return pick(s.rand, odd)
}
