package mutate

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/internal/notation"
	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// Every op is executed, by the engine and by the second opinion, and has a row in the table that is as what both do.
func TestOps(t *testing.T) {
	const numbers = plan.KindInt | plan.KindFloat
	letters, err := automaton.Compile(`^[a-z]+$`)
	require.NoError(t, err)
	integer := plan.Type{Checks: []plan.Check{{Refuses: anyKind &^ plan.KindInt, Failure: &plan.Failure{}}}}
	literals := []plan.Literal{{Kind: plan.KindString, Text: "a"}}
	type example struct {
		check             plan.Check
		accepted, refused string
	}
	examples := map[plan.Op]example{
		plan.Kinds:       {plan.Check{Refuses: plan.KindNull}, `1`, `null`},
		plan.MinLength:   {plan.Check{On: plan.KindString, Limit: 2}, `"ab"`, `"a"`},
		plan.MaxLength:   {plan.Check{On: plan.KindString, Limit: 2}, `"ab"`, `"abc"`},
		plan.MinItems:    {plan.Check{On: plan.KindList, Limit: 2}, `[1,2]`, `[1]`},
		plan.MaxItems:    {plan.Check{On: plan.KindList, Limit: 2}, `[1,2]`, `[1,2,3]`},
		plan.Match:       {plan.Check{On: plan.KindString, Pattern: letters}, `"ab"`, `"1"`},
		plan.NoMatch:     {plan.Check{On: plan.KindString, Pattern: letters}, `"1"`, `"ab"`},
		plan.OneOf:       {plan.Check{On: plan.KindString, Values: literals}, `"a"`, `"b"`},
		plan.NoneOf:      {plan.Check{On: plan.KindString, Values: literals}, `"b"`, `"a"`},
		plan.AtLeast:     {plan.Check{On: numbers, Bound: "2"}, `2`, `1`},
		plan.AtMost:      {plan.Check{On: numbers, Bound: "2"}, `2`, `3`},
		plan.GreaterThan: {plan.Check{On: numbers, Bound: "2"}, `3`, `2`},
		plan.LessThan:    {plan.Check{On: numbers, Bound: "2"}, `1`, `2`},
		plan.MultipleOf:  {plan.Check{On: numbers, Bound: "2"}, `4`, `3`},
		plan.Day:         {plan.Check{On: plan.KindString, Layout: rules.DateHyphens}, `"2024-02-29"`, `"2023-02-29"`},
		plan.As:          {plan.Check{On: anyKind}, `1`, `"a"`},
		plan.Call:        {plan.Check{On: plan.KindString, Function: &gen.Address{Class: gen.IPv6}}, `"::1"`, `"1.1.1.1"`},
		plan.Unique:      {plan.Check{On: plan.KindList}, `[1,2]`, `[1,1]`},
		plan.Count:       {plan.Check{On: anyKind, Trial: &plan.Trial{Types: []plan.Type{integer}, Least: 1, Most: 1}}, `1`, `"a"`},
		plan.Contains:    {plan.Check{On: plan.KindList, Trial: &plan.Trial{Types: []plan.Type{integer}, Least: 1, Most: -1}}, `["a",1]`, `["a"]`},
		plan.Branch:      {plan.Check{On: anyKind, Trial: &plan.Trial{Types: []plan.Type{integer, integer, integer}}}, `1`, `"a"`},
		plan.Holds:       {plan.Check{On: plan.KindString, Trial: &plan.Trial{Types: []plan.Type{integer}}}, `"1"`, `"true"`},
		plan.Delegated:   {plan.Check{On: anyKind, Trial: &plan.Trial{Delegate: shorter(3)}}, `12`, `123`},
		plan.Judge:       {plan.Check{On: plan.KindString, Rule: &plan.Rule{Bound: []rules.Checker{&rules.Email{}}}}, `"a@example.org"`, `"a"`},
	}
	for _, op := range ops.All() {
		t.Run(ops.Of(op).Name, func(t *testing.T) {
			x, ok := examples[op]
			require.True(t, ok, "an op without an example")
			c := x.check
			c.Op, c.Failure = op, &plan.Failure{Rule: "rule", Source: "x.cue:1"}
			p := &plan.Endpoint{Types: []plan.Type{integer}, Request: plan.Object{Fields: []plan.Field{{Name: "x", Type: plan.Type{Checks: []plan.Check{c}}}}}}
			p.Request.Names = plan.NewIndex([]string{"x"}, false)
			for value, valid := range map[string]bool{x.accepted: true, x.refused: false} {
				assert.Equal(t, valid, engine.New(p).Validate([]byte(`{"x":`+value+`}`)).Valid(), value)
				if v := decode([]byte(value)); op != plan.Judge && ops.Of(op).Exact {
					assert.Equal(t, valid, !fails(&c, v), value)
				}
			}
			assert.NotEmpty(t, notation.Check(&c))

			info := ops.Of(op)
			assert.Equal(t, info.IsLimit(), info.Side != ops.Between)
			if info.Turned != plan.Kinds {
				assert.Equal(t, op, ops.Of(info.Turned).Turned)
				assert.Equal(t, -info.Side, ops.Of(info.Turned).Side)
			}
		})
	}
	assert.Len(t, examples, len(ops.All()))
}

// shorter accepts texts of JSON that are shorter.
type shorter int

func (n shorter) Accepts(value []byte) bool { return len(value) < int(n) }
