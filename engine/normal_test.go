package engine_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas/larsverp"
)

// A string that holds JSON text beyond the limits is a string, in the normal form as well.
func TestNormalFormOfTextBeyondTheLimits(t *testing.T) {
	for _, limits := range []engine.Limits{{Depth: 2}, {Values: 4}} {
		e, err := sample().Configure(engine.Options{Limits: limits})
		require.NoError(t, err)
		const body = `{"name":"a","text":"{\"x\":1,\"y\":[[2,3,4]]}"}`
		assert.Equal(t, 1, e.Validate([]byte(body)).Len(), "text is no object")
		normal, err := e.AppendNormal(nil, []byte(body))
		require.NoError(t, err)
		assert.Equal(t, body, string(normal))
	}
}

func TestNormalForm(t *testing.T) {
	for _, c := range []struct {
		endpoint   *engine.Endpoint
		body, want string
	}{
		{larsverp.Register, `{ }`, `{}`},
		{larsverp.Register, `{"first_name":" a\u0000","insertion":"\t","last_name":"\u00a0b","email":null,"password":" x "}`,
			`{"first_name":"a","insertion":null,"last_name":"\u00a0b","password":" x "}`},
		{larsverp.Register, `{"password":"   ","postal_code":[],"first_name":{},"last_name":""}`, `{}`},
		{larsverp.Register, `{"postal_code":1234}`, `{"postal_code":"1234"}`},
		{larsverp.Register, `{"postal_code":1234.0}`, `{"postal_code":"1234"}`},
		{larsverp.Register, `{"postal_code":1e3}`, `{"postal_code":"1000"}`},
		{larsverp.Register, `{"postal_code":-4000}`, `{"postal_code":"-4000"}`},
		{larsverp.Register, `{"postal_code":-0.0}`, `{"postal_code":"-0"}`},
		{larsverp.Register, `{"postal_code":1234.5}`, `{"postal_code":1234.5}`},
		{larsverp.Register, `{"postal_code":99999999999999.0}`, `{"postal_code":"99999999999999"}`},
		{larsverp.Register, `{"postal_code":1e14}`, `{"postal_code":1e14}`},
		{larsverp.Register, `{"postal_code":9223372036854775807}`, `{"postal_code":"9223372036854775807"}`},
		{larsverp.Register, `{"postal_code":9223372036854775808}`, `{"postal_code":9223372036854775808}`},
		{larsverp.Register, `{"postal_code":true}`, `{"postal_code":true}`},
		{larsverp.Validation, `{"token":"+12"}`, `{"token":12}`},
		{larsverp.Validation, `{"token":" 7 "}`, `{"token":7}`},
		{larsverp.Validation, `{"token":"-0"}`, `{"token":0}`},
		{larsverp.Validation, `{"token":-0}`, `{"token":0}`},
		{larsverp.Validation, `{"token":1.0}`, `{"token":1}`},
		{larsverp.Validation, `{"token":1e3}`, `{"token":1000}`},
		{larsverp.Validation, `{"token":true}`, `{"token":1}`},
		{larsverp.Validation, `{"token":false}`, `{"token":false}`},
		{larsverp.Validation, `{"token":"012"}`, `{"token":"012"}`},
		{larsverp.Validation, `{"token":"1e3"}`, `{"token":"1e3"}`},
		{larsverp.Validation, `{"token":"-"}`, `{"token":"-"}`},
		{larsverp.Validation, `{"token":1.5}`, `{"token":1.5}`},
		{larsverp.Validation, `{"token":"9223372036854775808"}`, `{"token":"9223372036854775808"}`},
		{larsverp.Validation, `{"token":"-9223372036854775808"}`, `{"token":-9223372036854775808}`},
		{larsverp.Register, "{\"first_name\":\"\uFEFFa\",\"\uFEFF\":1}", `{"first_name":"\ufeffa","\ufeff":1}`},
		{larsverp.Validation, `{"x":{"a\u0062":[" a ",{"":""}],"b":[]},"y\"":1e2}`, `{"x":{"ab":["a",{"":null}],"b":[]},"y\"":1e2}`},
		{sample(), `{"text":" {\"x\": 1, \"q\":[\"a\" , {}]} ","list":[1 , "a"],"at":{"x":"\n"}}`, `{"text":{"x":1,"q":["a",{}]},"list":[1,"a"],"at":{"x":"\n"}}`},
		{sample(), `{"text":"{\"x\":"}`, `{"text":"{\"x\":"}`},
		{sample(), `{"text":"5"}`, `{"text":5}`},
		{sample(), `{"name":" "}`, `{}`},
	} {
		normal, err := c.endpoint.AppendNormal([]byte("> "), []byte(c.body))
		require.NoError(t, err, c.body)
		assert.Equal(t, "> "+unquote(c.want), string(normal), c.body)
		again, err := c.endpoint.AppendNormal(nil, normal[2:])
		require.NoError(t, err, c.body)
		assert.Equal(t, string(normal[2:]), string(again), "the normal form of a normal form is itself")
	}
}

// unquote writes the one character of the cases that is hard to see.
func unquote(s string) string {
	out := ""
	for len(s) > 0 {
		if len(s) >= 6 && s[:6] == `\u00a0` {
			out, s = out+"\u00a0", s[6:]
			continue
		}
		out, s = out+s[:1], s[1:]
	}
	return out
}

func TestNormalFormOfMalformed(t *testing.T) {
	dst, err := larsverp.Register.AppendNormal([]byte("kept"), []byte(`{"first_name":"a",}`))
	assert.Equal(t, "kept", string(dst))
	assert.EqualError(t, err, "passant: larsverp/register: the payload is malformed at byte 18: syntax")
	var malformed *engine.MalformedError
	require.ErrorAs(t, err, &malformed)
	assert.Equal(t, engine.MalformedError{Endpoint: "larsverp/register", Code: "syntax", Offset: 18}, *malformed)
}

func TestAbsent(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		f := &p.Request.Fields[0]
		f.Missing = 0
		f.Absent = plan.Null | plan.Blank | plan.Zero | plan.EmptyList | plan.EmptyObject
		p.Request.Fields[2].Absent = plan.EmptyObject
	})
	for _, nothing := range []string{`null`, `""`, `" \u00a0\u3000"`, `"\u200b"`, `"\ufeff\u3164 "`, `0`, `-0.00e5`, `[]`, `{}`} {
		body := []byte(`{"name":` + nothing + `,"at":{ }}`)
		report := e.Validate(body)
		require.Equal(t, 1, report.Len(), nothing)
		v := report.Violations()[0]
		assert.Equal(t, "required", v.Rule, nothing)
		assert.Equal(t, [2]int{len(`{"name":`), len(nothing)}, [2]int{v.Offset, v.Length}, nothing)
		normal, err := e.AppendNormal(nil, body)
		require.NoError(t, err)
		assert.Equal(t, `{}`, string(normal))
	}
	for _, something := range []string{`"\u0000"`, `"0"`, `[0]`, `false`, `1e-5`} {
		report := e.Validate([]byte(`{"name":` + something + `}`))
		for _, v := range report.Violations() {
			assert.NotEqual(t, "required", v.Rule, something)
		}
	}
}
