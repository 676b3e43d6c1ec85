package engine_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas/larsverp"
)

func TestFieldsOption(t *testing.T) {
	e, err := sample().Configure(engine.Options{Fields: []string{"at", "at"}, Strict: true})
	require.NoError(t, err)
	for body, want := range map[string][]string{
		`{}`:                          nil,
		`{"list":5,"q":1,"name":""}`:  nil,
		`{"list":5,"at":{"q":1}}`:     {"/at/x required required @21+0", "/at/q unknown_field unknown_field @16+3"},
		`{"at":{"x":1},"list":[1,}`:   {" json syntax @24+1"},
		`{"list":5,"list":5,"at":{}}`: {" json duplicate_key @10+1"},
	} {
		assert.Equal(t, want, found(e.Validate([]byte(body))), body)
	}

	_, err = sample().Configure(engine.Options{Fields: []string{"name", "lst"}})
	assert.EqualError(t, err, `passant: sample/post: option Fields: the contract has no "lst", did you mean "list"?`)

	partial, err := larsverp.Register.Configure(engine.Options{Fields: []string{"email"}})
	require.NoError(t, err)
	var option *engine.OptionError
	_, err = partial.Decode([]byte(harrie), new(larsverp.RegisterRequest))
	assert.ErrorAs(t, err, &option)
	_, _, err = partial.Encode(nil, new(larsverp.RegisterRequest))
	assert.ErrorAs(t, err, &option)

	created, err := partial.Response(201)
	require.NoError(t, err)
	assert.False(t, created.Validate([]byte(`{}`)).Valid(), "answers are judged as a whole")
}

// Members that no field is for have no name to ask for.
func TestFieldsOptionBesideOtherMembers(t *testing.T) {
	e, err := sample(func(p *plan.Endpoint) { p.Request.Rest = texts().Rest }).Configure(engine.Options{Fields: []string{"list"}})
	require.NoError(t, err)
	assert.Equal(t, []string{"/list/0 type int @15+3"}, found(e.Validate([]byte(`{"q":5,"list":["x"]}`))))
}

func TestFieldsOptionAndLookups(t *testing.T) {
	var asked []string
	ask := func(name string) engine.Lookup {
		return lookup.Func(name, func(context.Context, lookup.Values) (lookup.Outcome, error) {
			asked = append(asked, name)
			return lookup.No, nil
		})
	}
	e := sample(func(p *plan.Endpoint) {
		failure := plan.Failure{Rule: "lookup", Code: "taken", Words: []plan.Message{{}}}
		p.Request.Fields[0].Lookups = []plan.Lookup{{Name: "name.taken", Answer: "invalid", Failure: &failure}}
		p.Request.Fields[1].Lookups = []plan.Lookup{{Name: "list.full", Answer: "invalid", Failure: &failure}}
		p.Lookups = []plan.Lookup{{Name: "closed", Answer: "invalid", Failure: &failure}}
	})
	for field, want := range map[string][]string{"name": {"name.taken"}, "at": nil} {
		asked = nil
		partial, err := e.Configure(engine.Options{Fields: []string{field}})
		require.NoError(t, err)
		report, err := partial.With(ask("name.taken"), ask("list.full"), ask("closed")).Check(context.Background(), []byte(`{"name":"a","list":[1],"at":{"x":1}}`))
		require.NoError(t, err)
		assert.Equal(t, want, asked)
		assert.Equal(t, want == nil, report.Valid())
	}
}

func TestFirstOption(t *testing.T) {
	e, err := sample().Configure(engine.Options{First: true})
	require.NoError(t, err)
	for body, want := range map[string][]string{
		`{"q":1,"list":["x",null],"name":"long"}`: {"/name max_length max_length @32+6"},
		`{"list":["x",null],"name":"a"}`:          {"/list/0 type int @9+3"},
		`{"q":1,"r":1,"name":"a"}`:                {"/q unknown_field unknown_field @1+3 warning", "/r unknown_field unknown_field @7+3 warning"},
		`{"list":["x"],"name":"long"`:             {" json syntax @27+0"},
	} {
		report := e.Validate([]byte(body))
		assert.Equal(t, want, found(report), body)
		assert.Equal(t, !report.Valid() && !report.Malformed(), report.Truncated(), body)
	}
}
