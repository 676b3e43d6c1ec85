package engine_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pantel"
)

func TestWrongOptions(t *testing.T) {
	for _, c := range []struct {
		options engine.Options
		want    string
	}{
		{engine.Options{Catalogue: "laravel-9"}, `passant: larsverp/register: option Catalogue: the contract has no "laravel-9", did you mean "laravel-8"?`},
		{engine.Options{Catalogue: "nl"}, `passant: larsverp/register: option Catalogue: the contract has no "nl"; it has laravel-8`},
		{engine.Options{Switches: map[string]bool{"x": true}}, `passant: larsverp/register: option Switches: the contract has no "x"; it has deployed`},
		{engine.Options{Input: engine.Form}, "passant: larsverp/register: option Input: the contract accepts JSON"},
		{engine.Options{Limits: engine.Limits{Depth: -1}}, "passant: larsverp/register: option Limits.Depth: must be from 1 to 10000, or 0 for the default of 32"},
		{engine.Options{Limits: engine.Limits{Exponent: 1e8 + 1}}, "passant: larsverp/register: option Limits.Exponent: must be from 1 to 100000000, or 0 for the default of 400"},
	} {
		_, err := larsverp.Register.Configure(c.options)
		assert.EqualError(t, err, c.want)
		var optionErr *engine.OptionError
		assert.ErrorAs(t, err, &optionErr)
	}
	_, err := pantel.Register.Configure(engine.Options{Input: engine.Query + 1})
	assert.EqualError(t, err, "passant: pantel/register: option Input: the contract accepts Query, Form, JSON")
	_, err = larsverp.Validation.Configure(engine.Options{Switches: map[string]bool{"x": true}})
	assert.EqualError(t, err, `passant: larsverp/validation: option Switches: the contract has no "x", nor any other`)
}

func TestCatalogueAndSwitches(t *testing.T) {
	body := []byte(`{"first_name":"a","last_name":"b","email":"a@b.nl","postal_code":"0000 SS","password":"x"}`)
	assert.False(t, larsverp.Register.Validate(body).Valid())
	deployed, err := larsverp.Register.Configure(engine.Options{Switches: map[string]bool{"deployed": true}})
	require.NoError(t, err)
	assert.True(t, deployed.Validate(body).Valid())
	same, err := larsverp.Register.Configure(engine.Options{Switches: map[string]bool{"deployed": false}})
	require.NoError(t, err)
	assert.False(t, same.Validate(body).Valid())

	eight, err := larsverp.Validation.Configure(engine.Options{Catalogue: "laravel-8", Limits: engine.Limits{String: 300}})
	require.NoError(t, err)
	long := make([]byte, 200)
	for i := range long {
		long[i] = 'a'
	}
	report := eight.Validate([]byte(`{"email":"` + string(long) + `","token":1}`))
	assert.Contains(t, string(report.AppendAnswer(nil)), "The email must not be greater than 191 characters.")
}
