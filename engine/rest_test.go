package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/racetest"
	"github.com/passant-go/passant/engine/plan"
)

// texts is the type of an object whose members all are texts of at most three characters.
func texts() *plan.Object {
	return &plan.Object{Rest: &plan.Type{Checks: []plan.Check{
		{Op: plan.Kinds, Refuses: ^plan.KindString, Stop: true, Failure: &plan.Failure{Rule: "type", Code: "string", Words: []plan.Message{{}}}},
		{Op: plan.MaxLength, On: plan.KindString, Limit: 3, Failure: &plan.Failure{Rule: "max_length", Code: "max_length", Words: []plan.Message{{}}}},
	}}}
}

// everyMember is an endpoint of such an object.
func everyMember() *engine.Endpoint {
	return sample(func(p *plan.Endpoint) { p.Request = *texts() })
}

// everyMemberOf is an endpoint whose field "at" holds such objects by name.
func everyMemberOf(read plan.Conversion) *engine.Endpoint {
	return sample(func(p *plan.Endpoint) {
		p.Request.Fields[0].Required = nil
		at := &p.Request.Fields[2]
		at.Read, at.Type.Object = read, &plan.Object{Rest: &plan.Type{Object: texts()}}
	})
}

func TestEveryMember(t *testing.T) {
	root, inside := everyMember(), everyMemberOf(plan.AsIs)
	for _, c := range []struct {
		name string
		e    *engine.Endpoint
		body string
		want []string
	}{
		{"any names", root, `{"":"a","é":"b","\u0000":"c","name":"d"}`, nil},
		{"no members", root, `{}`, nil},
		{"in the order of the input", root, `{"z":5,"a":"long","m":null}`, []string{
			"/z type string @5+1", "/a max_length max_length @11+6", "/m type string @22+4",
		}},
		{"what is no name is not shown", root, `{"a/b~":1}`, []string{"/*** type string @8+1"}},
		{"repeated", root, `{"a":"a","b":5,"\u0061":"a"}`, []string{" json duplicate_key @15+1"}},
		{"malformed inside", root, `{"a":"a","b":[1,}`, []string{" json syntax @16+1"}},
		{"objects in objects", inside, `{"at":{"b":{"y":"a"},"a":{"x":1,"w":{"x":1}}}}`, []string{
			"/at/a/x type string @30+1", "/at/a/w type string @36+7",
		}},
		{"repeated, inside", inside, `{"at":{"a":{"x":"a","y":"a","x":"a"}}}`, []string{" json duplicate_key @28+1"}},
		{"before the fields that follow", inside, `{"list":[null],"at":{"a":{"x":1}},"name":5}`, []string{
			"/name type string @41+1", "/list/0 type int @9+4", "/at/a/x type string @30+1",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, found(c.e.Validate([]byte(c.body))))
		})
	}
}

// A violation is named by the field that the object is in; at the root there is none, so that it is by the member's own name.
func TestEveryMemberIsNamed(t *testing.T) {
	for body, want := range map[string]string{
		`{"at":{"b":{"y":1}}}`: "at",
		`{"at":{"b":[1]}}`:     "",
	} {
		report := everyMemberOf(plan.AsIs).Validate([]byte(body))
		assert.Equal(t, want == "", report.Valid())
		for _, v := range report.Violations() {
			assert.Equal(t, want, v.Field)
		}
	}
	report := everyMember().Validate([]byte(`{"Hunter2":1}`))
	assert.Equal(t, "Hunter2", report.Violations()[0].Field)
	assert.NotContains(t, fmt.Sprintf("%+v %v", report, report.Violations()), "Hunter2")
}

// What a contract says of the reading of a field is about its own value, not about the members of it.
func TestEveryMemberIsTakenAsItIs(t *testing.T) {
	e := everyMemberOf(plan.Nested)
	for body, normal := range map[string]string{
		`{"at":{"a":{"x":"{}"}}}`:            `{"at":{"a":{"x":"{}"}}}`,
		`{"at":"{\"a\":{\"x\":\"{}\"}}"}`:    `{"at":{"a":{"x":"{}"}}}`,
		`{"at":{"\u0061":{"x":"\"","":""}}}`: `{"at":{"a":{"x":"\"","":""}}}`,
	} {
		assert.True(t, e.Validate([]byte(body)).Valid(), body)
		got, err := e.AppendNormal(nil, []byte(body))
		require.NoError(t, err)
		assert.Equal(t, normal, string(got))
	}
}

func TestEveryMemberLimits(t *testing.T) {
	object := func(members int) []byte {
		names := make([]string, members)
		for i := range names {
			names[i] = fmt.Sprintf(`"%d":%d`, i, i)
		}
		return []byte("{" + strings.Join(names, ",") + "}")
	}
	report := everyMember().Validate(object(256))
	assert.Equal(t, 100, report.Len())
	assert.True(t, report.Truncated())
	assert.Equal(t, "/99", report.Violations()[99].Pointer)
	past := strings.Index(string(object(257)), `"256"`)
	assert.Equal(t, []string{fmt.Sprintf(" json keys @%d+1", past)}, found(everyMember().Validate(object(257))))

	e, err := everyMemberOf(plan.AsIs).Configure(engine.Options{Limits: engine.Limits{Depth: 2}})
	require.NoError(t, err)
	assert.True(t, e.Validate([]byte(`{"at":{"a":1}}`)).Valid())
	assert.Equal(t, []string{" json depth @11+1"}, found(e.Validate([]byte(`{"at":{"a":{}}}`))))
}

func TestEveryMemberAllocatesNothing(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	e, body := everyMemberOf(plan.AsIs), []byte(`{"at":{"a":{"x":"a","y":"b"},"b":{}}}`)
	var report engine.Report
	assert.Zero(t, testing.AllocsPerRun(100, func() { e.ValidateInto(&report, body) }))
	assert.True(t, report.Valid())
}
