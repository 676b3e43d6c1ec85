package golang

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/plan"
)

func TestOnlyGolden(t *testing.T) {
	ok := textOf("OK")
	refused := objectOf(required("code", ok))
	choice := required("choice", oneOf(plan.KindString, "OK", "NO"))
	optional, secret := required("optional", ok), required("secret", ok)
	optional.Required, secret.Secret = nil, true
	maybe, hidden := required("maybe", refused), required("hidden", refused)
	maybe.Required, hidden.Secret = nil, true
	nullable := textOf("OK")
	nullable.Except = []plan.Literal{{Kind: plan.KindNull, Text: "null"}}
	p := &plan.Endpoint{
		Name:    "lumen/subscribe",
		Request: plan.Object{Fields: []plan.Field{required("kind", textOf("reader")), required("name", of(plan.KindString))}},
		Answers: []plan.Answer{
			{Occasion: "ok", Status: 200, Type: refused.Object},
			{Occasion: "gone", Status: 410, Type: &plan.Object{Fields: []plan.Field{
				choice, optional, secret, maybe, hidden, required("nullable", nullable), required("null", of(plan.KindNull)), required("any", plan.Type{}),
			}}},
			{Occasion: "late", Status: 409, Type: &plan.Object{
				Rest: new(of(plan.KindString)),
				Fields: []plan.Field{
					choice, optional, secret, maybe, hidden, required("nullable", nullable),
					required("text", textOf("a \"`\n")), required("Text", textOf("")),
					required("truth", oneOf(plan.KindBool, "false")),
					required("integer", oneOf(plan.KindInt, "-1")),
					required("large", oneOf(plan.KindInt, "9223372036854775808")),
					required("number", oneOf(plan.KindFloat, "1.50")),
					required("nothing", listOf(0, nil)),
					required("texts", listOf(0, new(of(plan.KindString)))),
					required("pins", listOf(0, &hidden.Type)),
					required("lists", listOf(1, new(listOf(1, &ok)))),
					required("pair", plan.Type{Checks: listOf(2, nil).Checks, Items: []plan.Type{textOf("\""), oneOf(plan.KindInt, "1")}}),
					required("inside", objectOf(choice, required("deep", refused), required("flat", objectOf(choice)))),
				},
			}},
		},
	}
	got, err := (&File{Package: "lumen", Plan: p}).Types(Names{"NewSubscribeOKResponse": true})
	require.NoError(t, err)
	golden(t, "only.golden", got)
}

func TestSole(t *testing.T) {
	narrowed, excepted := oneOf(plan.KindString, "a", "b"), textOf("a")
	narrowed.Checks = append(narrowed.Checks, oneOf(plan.KindString, "b", "c").Checks...)
	excepted.Except = []plan.Literal{{Kind: plan.KindString, Text: "a"}}
	ok, free := textOf("OK"), of(plan.KindString)
	tuple := func(n int, items ...plan.Type) plan.Type {
		return plan.Type{Checks: listOf(n, nil).Checks, Items: items}
	}
	for name, c := range map[string]struct {
		give plan.Type
		want string
	}{
		"narrowed":         {narrowed, "b"},
		"twice":            {excepted, "a"},
		"two kinds":        {of(plan.KindInt | plan.KindFloat), ""},
		"none":             {of(0), ""},
		"any":              {plan.Type{}, ""},
		"a list":           {of(plan.KindList), ""},
		"an empty list":    {listOf(0, &free), "[]"},
		"one element":      {listOf(1, &ok), `["OK"]`},
		"a free element":   {listOf(1, &free), ""},
		"any element":      {listOf(1, nil), ""},
		"many elements":    {listOf(1_000_000_000, &ok), ""},
		"a tuple":          {tuple(2, ok, listOf(0, nil)), `["OK",[]]`},
		"a tuple and more": {tuple(3, ok, ok), ""},
		"a free tuple":     {tuple(2, ok, free), ""},
		"a list or none":   {plan.Type{Checks: listOf(1, nil).Checks[:1], Elem: &ok}, ""},
		"at most one":      {plan.Type{Checks: append(of(plan.KindList).Checks, plan.Check{Op: plan.MaxItems, On: plan.KindList, Limit: 1}), Elem: &ok}, ""},
	} {
		got, ok := sole(&c.give)
		assert.Equal(t, c.want != "", ok, name)
		if ok {
			assert.Equal(t, c.want, got.Text, name)
		}
	}
}

// required is such a member.
func required(name string, t plan.Type) plan.Field {
	return plan.Field{Name: name, Required: new(plan.Failure), Type: t}
}

// oneOf is a type of values of a kind.
func oneOf(kind plan.Kind, texts ...string) plan.Type {
	c := plan.Check{Op: plan.OneOf, On: kind, Refuses: ^kind}
	for _, s := range texts {
		c.Values = append(c.Values, plan.Literal{Kind: kind, Text: s})
	}
	return plan.Type{Checks: []plan.Check{c}}
}

func textOf(s string) plan.Type { return oneOf(plan.KindString, s) }

func objectOf(fields ...plan.Field) plan.Type {
	return plan.Type{Checks: of(plan.KindObject).Checks, Object: &plan.Object{Fields: fields}}
}

// listOf is a type of lists of n elements.
func listOf(n int, elem *plan.Type) plan.Type {
	return plan.Type{Elem: elem, Checks: append(of(plan.KindList).Checks,
		plan.Check{Op: plan.MinItems, On: plan.KindList, Limit: n}, plan.Check{Op: plan.MaxItems, On: plan.KindList, Limit: n},
	)}
}
