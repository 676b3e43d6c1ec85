package compile_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

// answer is the type of an answer's body.
func answer(t testing.TB, e *plan.Endpoint, occasion string) *plan.Object {
	t.Helper()
	for _, a := range e.Answers {
		if a.Occasion == occasion {
			return a.Type
		}
	}
	require.Fail(t, "no answer "+occasion)
	return nil
}

func TestTypesOfAnswers(t *testing.T) {
	files := schemas(t)
	for name, types := range map[string]map[string]string{
		"larsverp/register": {
			"ok":        `{first_name!, insertion!, last_name!, email!, postal_code!, password!, role!}`,
			"invalid":   `{message!, errors!}`,
			"malformed": `{message!, errors!}`,
		},
		"pantel/register": {
			"invalid": `{[string]: type -nbifo!; [type.object -nbifsl!; {[string]: type.string -nbiflo!}]}`,
		},
		"atlas/book": {
			"ok":        `{id!, ...}`,
			"invalid":   `{type!, title!, detail?, errors?, groups?, line?}`,
			"room_free": `{type!, title!, detail!, errors?, groups?, line?}`,
		},
	} {
		e := endpoint(t, files, name)
		for occasion, want := range types {
			assert.Equal(t, want, object(answer(t, e, occasion)), "%s %s", name, occasion)
		}
	}
	for field, want := range map[string]string{
		"message": `enum.constant{"The given data was invalid."} s -nbiflo`,
		"errors":  `type.object -nbifsl; {[string]: type.list -nbifso; [type.string -nbiflo]}`,
	} {
		errors := member(t, answer(t, endpoint(t, files, "larsverp/register"), "invalid"), field)
		assert.Equal(t, want, summary(&errors.Type))
	}
	assert.Nil(t, answer(t, endpoint(t, files, "digipay/user_register"), "not_found"))
	error := member(t, answer(t, endpoint(t, files, "digipay/user_register"), "invalid"), "error")
	assert.Equal(t, `type.list -nbifso!; items.exact>=1 l; items.exact<=1 l; [enum.constant{1} i -nbfslo]`, summary(&error.Type))
}

// What a contract says of requests is not about answers: how they are read and worded, and what is secret in them.
func TestAnswersAreNoRequests(t *testing.T) {
	files := small(t, `x!: string & strings.MaxRunes(5) @secret()`, `#Own: string & =~"^o" @as(own)`)
	edit(t, files, "own/own.cue", `path:     "/own"`, `path: "/own"
	read: {names: "anycase", trim: " ", empty: null, absent: [null], missing: ["", []], count: true}
	answers: other: {status: 209, #Body: {
		x: string & strings.MaxRunes(3), X?: #Own, y!: field.#Email, z?: string @secret()
		"in.it"?: [string]: string @secret()
	} @inferred()}
	messages: fields: x: {max_length: "long", type: "typed", required: "none"}`)
	e := endpoint(t, files, "own/post")
	o := answer(t, e, "other")
	assert.Equal(t, `{x!, X?, y!, z?, in.it?}`, object(o))
	x, own, y, z, in := &o.Fields[0], &o.Fields[1], &o.Fields[2], &o.Fields[3], &o.Fields[4]
	assert.Equal(t, `type.string -nbiflo!; max_length<=3 s`, summary(&x.Type))
	assert.Zero(t, x.Absent|x.Missing)
	assert.Equal(t, []string{"x is required"}, words(x.Required))
	assert.Equal(t, []string{"x must be of type string"}, words(x.Type.Checks[0].Failure))
	assert.Equal(t, []string{"X has the wrong format"}, words(own.Type.Checks[1].Failure), "plain words have no such rule")
	assert.Equal(t, []string{"y is not an e-mail address"}, words(y.Type.Checks[0].Failure))
	assert.False(t, x.Secret)
	assert.True(t, z.Secret)
	assert.True(t, in.Secret, "a violation of what is in it has its name")
	assert.True(t, member(t, &e.Request, "x").Secret)
	assert.Equal(t, []string{"long"}, words(member(t, &e.Request, "x").Type.Checks[1].Failure))
}

// The law, of objects whose members all are of one type and of lists of a fixed length.
func TestLawOfEveryMember(t *testing.T) {
	files := small(t, `
	labels?: {[string]: string & strings.MaxRunes(3)}
	lists!:  {[_]: [...{a!: int, b?: [string]: bool}] | null}
	none?:   [] | string
	pair?:   [#Small, #Small]
	`, `#Small: >=0 & <=9`)
	edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\tread: {names: \"anycase\", trim: \" \", absent: [null]}")
	l := newLaw(t, files, endpoint(t, files, "own/post"))
	source, accepted := mutate.New(l.plan, seedtest.New(t)), 0
	const payloads = 3000
	for range payloads {
		payload := source.Payload()
		report := l.strict.Validate(payload)
		normal := l.normal(t, payload)
		require.True(t, ambiguous(report) || l.cue(t, normal) == report.Valid(), "CUE's verdict on the normal form %s of %s: %v", normal, payload, report)
		require.Equal(t, string(normal), string(l.normal(t, normal)), "the normal form of the normal form of %s", payload)
		if report.Valid() {
			accepted++
		}
	}
	t.Logf("%d %% accepted", 100*accepted/payloads)
	assert.Positive(t, accepted)
	assert.Less(t, accepted, payloads)
}

// The request itself may be such an object.
func TestEveryMemberOfTheRequest(t *testing.T) {
	files := small(t, ``, ``)
	edit(t, files, "own/own.cue", `#Request: #Post`, `#Request: [string]: {a!: int} | null`)
	edit(t, files, "own/own.cue", `& {rules: own: "own"}`, ``)
	p := endpoint(t, files, "own/post")
	assert.Equal(t, `{[string]: type.object -bifsl!; {a!}}`, object(&p.Request))
	accepts, e := oracle(t, files, "own/post"), engine.New(p)
	for body, want := range map[string][]string{
		`{}`: nil, `{"x":{"a":1},"y":null}`: nil,
		`{"x":{},"y/":5}`: {"/x/a a is required", "/*** *** must be of type object or null"},
	} {
		assert.Equal(t, want == nil, accepts(t, []byte(body)))
		var got []string
		for _, v := range e.Validate([]byte(body)).Violations() {
			got = append(got, v.Pointer+" "+v.Message)
		}
		assert.Equal(t, want, got)
	}

	edit(t, files, "own/own.cue", `a!: int`, `a!: int @lookup(b)`)
	_, err := compile.FS(files, compile.Dirs("own"))
	assert.ErrorContains(t, err, "a lookup about a would never be asked")
}
