package mutate

import (
	"bytes"
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// A value is a JSON value, as it is spelled where it is a number.
type value struct {
	kind    plan.Kind
	text    string   // the characters of a string, else the literal of a scalar
	exact   *big.Rat // of a number, where it is known
	elems   []*value
	members []member

	field *plan.Field // what it was made for, if anything
	typ   *plan.Type
}

type member struct {
	name  string
	value *value
}

func (v *value) shuffle(r *rand.Rand) {
	r.Shuffle(len(v.members), func(i, j int) { v.members[i], v.members[j] = v.members[j], v.members[i] })
	for _, inner := range v.inside() {
		inner.shuffle(r)
	}
}

// inside is the values directly in v.
func (v *value) inside() []*value {
	all := slices.Clone(v.elems)
	for _, m := range v.members {
		all = append(all, m.value)
	}
	return all
}

// member is the value of the member name, nil where there is none.
func (v *value) member(name string) *value {
	for _, m := range v.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// size is the length of a string in characters, else the number of elements or members.
func (v *value) size() int {
	if v.kind == plan.KindString {
		return len([]rune(v.text))
	}
	return len(v.elems) + len(v.members)
}

// number is the exact value of a number, nil where v is none.
func (v *value) number() *big.Rat {
	if v.kind&numbers == 0 {
		return nil
	}
	if v.exact != nil {
		return v.exact
	}
	return rational(v.text)
}

func rational(text string) *big.Rat {
	r, _ := new(big.Rat).SetString(text)
	return r
}

// equals reports whether v is the value of l.
func (v *value) equals(l plan.Literal) bool { return v.same(&value{kind: l.Kind, text: l.Text}) }

// same reports whether two scalars are the same value.
func (v *value) same(w *value) bool {
	if v.kind != w.kind || v.text == w.text || v.kind&numbers == 0 {
		return v.kind == w.kind && v.text == w.text
	}
	return v.number().Cmp(w.number()) == 0
}

// nothing tells which of the values that may stand for none v is.
func (v *value) nothing(r *plan.Reading) plan.Nothing {
	switch v.kind {
	case plan.KindNull:
		return plan.Null
	case plan.KindString:
		trimmed := strings.TrimFunc(v.text, func(c rune) bool { return c < 128 && r.Trim.Has(byte(c)) })
		if trimmed == "" || r.Trim.Empty() && rules.IsBlank([]byte(v.text)) {
			return plan.Blank
		}
	case plan.KindInt, plan.KindFloat:
		if v.number().Sign() == 0 {
			return plan.Zero
		}
	case plan.KindList:
		if len(v.elems) == 0 {
			return plan.EmptyList
		}
	case plan.KindObject:
		if len(v.members) == 0 {
			return plan.EmptyObject
		}
	}
	return 0
}

// scalar is the value of a JSON literal that is no string.
func scalar(text string) *value {
	v := &value{text: text}
	switch {
	case text == "null":
		v.kind = plan.KindNull
	case text == "true", text == "false":
		v.kind = plan.KindBool
	case strings.ContainsAny(text, ".eE"):
		v.kind = plan.KindFloat
	default:
		v.kind = plan.KindInt
	}
	return v
}

func text(s string) *value { return &value{kind: plan.KindString, text: s} }

func literal(l plan.Literal) *value {
	v := &value{kind: l.Kind, text: l.Text}
	v.exact = v.number()
	return v
}

func literals(all []plan.Literal) []*value {
	values := make([]*value, len(all))
	for i, l := range all {
		values[i] = literal(l)
	}
	return values
}

// decode reads a JSON text, which must be one.
func decode(text []byte) *value {
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	return read(d)
}

func read(d *json.Decoder) *value {
	next := func() json.Token {
		token, err := d.Token()
		if err != nil {
			panic(err)
		}
		return token
	}
	switch token := next().(type) {
	case nil:
		return scalar("null")
	case bool:
		return scalar(strconv.FormatBool(token))
	case json.Number:
		return scalar(token.String())
	case string:
		return text(token)
	case json.Delim:
		v := &value{kind: plan.KindList}
		if token == '{' {
			v.kind = plan.KindObject
		}
		for d.More() {
			if token == '{' {
				name := next().(string)
				v.members = append(v.members, member{name, read(d)})
			} else {
				v.elems = append(v.elems, read(d))
			}
		}
		next()
		return v
	}
	return nil
}

// append writes v as JSON. With a source of randomness, blanks and escapes are strewn in.
func (v *value) append(dst []byte, r *rand.Rand) []byte {
	dst = blanks(dst, r)
	switch v.kind {
	case plan.KindString:
		dst = appendString(dst, v.text, r)
	case plan.KindList:
		dst = append(dst, '[')
		for i, elem := range v.elems {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = elem.append(dst, r)
		}
		dst = append(blanks(dst, r), ']')
	case plan.KindObject:
		dst = append(dst, '{')
		for i, m := range v.members {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(blanks(appendString(blanks(dst, r), m.name, r), r), ':')
			dst = m.value.append(dst, r)
		}
		dst = append(blanks(dst, r), '}')
	default:
		dst = append(dst, v.text...)
	}
	return blanks(dst, r)
}

func blanks(dst []byte, r *rand.Rand) []byte {
	if r != nil && r.IntN(4) == 0 {
		dst = append(dst, pick(r, []string{" ", "\n", "\t", "\r\n  "})...)
	}
	return dst
}

func appendString(dst []byte, s string, r *rand.Rand) []byte {
	dst = append(dst, '"')
	for _, c := range s {
		switch {
		case c == '"', c == '\\', c == '/' && r != nil && r.IntN(2) == 0:
			dst = append(dst, '\\', byte(c))
		case c < ' ', r != nil && r.IntN(4) == 0:
			for _, unit := range utf16.AppendRune(nil, c) {
				dst = append(dst, '\\', 'u')
				for shift := 12; shift >= 0; shift -= 4 {
					digits := "0123456789abcdef"
					if r != nil && r.IntN(2) == 0 {
						digits = "0123456789ABCDEF"
					}
					dst = append(dst, digits[unit>>shift&15])
				}
			}
		default:
			dst = append(dst, string(c)...)
		}
	}
	return append(dst, '"')
}

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }
