package engine_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
)

// A name that encoding/json takes for one that the contract has is a violation, wherever it stands and whatever else is
// made of names that the contract does not have.
func TestNamesThatOthersTakeForKnownOnes(t *testing.T) {
	text := &plan.Type{Checks: []plan.Check{
		{Op: plan.Kinds, Refuses: ^plan.KindString, Stop: true, Failure: &plan.Failure{Rule: "type", Code: "string", Words: []plan.Message{{}}}},
	}}
	lax := func(change func(*plan.Object)) *engine.Endpoint {
		return sample(func(p *plan.Endpoint) {
			p.Unknown = plan.Ignore
			change(&p.Request)
			change(p.Request.Fields[2].Type.Object)
		})
	}
	for kind, e := range map[string]*engine.Endpoint{
		"ignored": lax(func(*plan.Object) {}),
		"open":    lax(func(o *plan.Object) { o.Open = true }),
		"a map":   lax(func(o *plan.Object) { o.Rest = text }),
	} {
		for body, want := range map[string][]string{
			`{"name":"a","NAME":"b"}`:                     {"/NAME unknown_field ambiguous @12+6"},
			`{"NAME":"b","name":"a"}`:                     {"/NAME unknown_field ambiguous @1+6"},
			`{"name":"a","li\u017ft":"b"}`:                {"/liſt unknown_field ambiguous @12+11"},
			`{"name":"a","nam":"b"}`:                      nil,
			`{"name":"a","naMe":"b","nAme":"c"}`:          {"/naMe unknown_field ambiguous @12+6", "/nAme unknown_field ambiguous @23+6"},
			`{"name":"a","at":{"x":1,"X":"2"}}`:           {"/at/X unknown_field ambiguous @24+3"},
			`{"name":"a","text":"{\"x\":1,\"Y\":\"2\"}"}`: {"/text unknown_field ambiguous @19+23"},
		} {
			assert.Equal(t, want, found(e.Validate([]byte(body))), "%s: %s", kind, body)
		}
		folded, err := e.Configure(engine.Options{Folded: true})
		require.NoError(t, err)
		assert.Nil(t, found(folded.Validate([]byte(`{"name":"a","NAME":"b","at":{"x":1,"X":"2"}}`))), kind)
	}
	v := lax(func(*plan.Object) {}).Validate([]byte(`{"name":"a","li\u017ft":"b"}`)).Violations()[0]
	assert.Equal(t, "liſt", v.Field)
	require.Len(t, v.Params, 1)
	assert.Equal(t, plan.Param{Name: "instead", JSON: `"list"`}, v.Params[0])
}
