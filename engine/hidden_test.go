package engine_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/racetest"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
	"github.com/passant-go/passant/schemas/larsverp"
)

// Package fmt calls no methods on what stands in an unexported field.
func TestUnexportedFieldsShowNoValues(t *testing.T) {
	const secret = "Hunter2Hunter2"
	var values lookup.Values
	e := sample(func(p *plan.Endpoint) { p.Lookups = []plan.Lookup{{Name: "free", Answer: "invalid"}} })
	_, err := e.With(lookup.Func("free", func(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
		values = in
		return lookup.Yes, nil
	})).Check(context.Background(), []byte(`{"name":"`+secret[:3]+`"}`))
	require.NoError(t, err)
	report := e.Validate([]byte(`{"name":"` + secret + `","` + secret + `":1}`))
	holder := struct {
		report  engine.Report
		values  lookup.Values
		reports []engine.Report
	}{report, values, []engine.Report{report}}
	var log bytes.Buffer
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "v", holder)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d"} {
		fmt.Fprintf(&log, verb, holder)
	}
	for _, part := range []string{secret[:3], fmt.Sprint([]byte(secret[:3]))[1:9], fmt.Sprintf("%x", secret[:3]), "0x48, 0x75"} {
		assert.NotContains(t, log.String(), part)
	}
}

func TestClone(t *testing.T) {
	e := sample()
	var r engine.Report
	e.ValidateInto(&r, []byte(`{"nmae":1,"list":[1,"a"]}`))
	copied := r.Clone()
	before := found(copied)
	e.ValidateInto(&r, []byte(`{"a":1,"b":2,"c":3,"at":{"q":1}}`))
	assert.Equal(t, before, found(copied))
}

// A warning does not stand in the way of a violation of the same rule.
func TestWarningAndViolationOfOneRule(t *testing.T) {
	words := []plan.Message{{}}
	e := sample(func(p *plan.Endpoint) {
		p.Request.Fields[0].Type.Checks = []plan.Check{
			{Op: plan.Judge, On: plan.KindString, Rule: &plan.Rule{Bound: []rules.Checker{&rules.PostalCode{}}}, Failure: &plan.Failure{Rule: "postal_code", Code: "postal_code", Words: words}},
			{Op: plan.NoneOf, On: plan.KindString, Values: []plan.Literal{{Kind: plan.KindString, Text: "05123"}}, Failure: &plan.Failure{Rule: "postal_code", Code: "south", Words: words}},
		}
	})
	report := e.Validate([]byte(`{"name":"05123"}`))
	assert.False(t, report.Valid())
	assert.Equal(t, []string{"/name postal_code unassigned @8+7 warning", "/name postal_code south @8+7"}, found(report))
}

// What a constraint finds, a rule of the same name gives its reason for, and the words of that.
func TestReasonOfAnEarlierViolation(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		quoted := plan.Failure{Rule: "postal_code", Code: "form", Quotes: true, Words: []plan.Message{{Text: plan.Text{{Then: plan.Value}, {Literal: " has no form"}}}}}
		plain := plan.Failure{Rule: "postal_code", Code: "postal_code", Words: []plan.Message{{}}, Codes: []plan.Failure{quoted}}
		p.Request.Fields[0].Type.Checks = []plan.Check{
			{Op: plan.MaxLength, On: plan.KindString, Limit: 2, Failure: &plain},
			{Op: plan.Judge, On: plan.KindString, Rule: &plan.Rule{Bound: []rules.Checker{&rules.PostalCode{}}}, Failure: &plain},
		}
	})
	report := e.Validate([]byte(`{"name":"xyz"}`))
	require.Equal(t, 1, report.Len())
	v := report.Violations()[0]
	assert.Equal(t, "form", v.Code)
	assert.Equal(t, "xyz has no form", v.Message)
	assert.Empty(t, v.Params, "the length is the constraint's")
}

// Names that JSON writes with escapes only are never met by the bytes of the payload as they stand.
func TestNamesWithEscapes(t *testing.T) {
	for _, name := range []string{"a\"b", "a\\nb", "a\nb", "ä b"} {
		e := sample(func(p *plan.Endpoint) {
			f := &p.Request.Fields[1]
			f.Name = name
			f.Type = plan.Type{}
			p.Request.Names = plan.NewIndex([]string{"name", name, "at", "text"}, false)
		})
		raw := e.Validate([]byte(`{"name":"a","` + name + `":1}`))
		escaped := e.Validate([]byte(`{"name":"a",` + strings.ReplaceAll(fmt.Sprintf("%q", name), `\u00e4`, "ä") + `:1}`))
		assert.True(t, escaped.Valid() && escaped.Len() == 0, name)
		assert.Equal(t, name == "ä b", raw.Valid() && raw.Len() == 0, "%q", name)
	}
}

// What a report has no room for takes no memory.
func TestTruncatedReportIsSmall(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		object := p.Request.Fields[2].Type.Object
		p.Request.Fields[1].Type.Elem = &plan.Type{Object: object}
		p.Request.Fields[1].Type.Checks = nil
	})
	body := []byte(`{"name":"a","list":[` + strings.TrimSuffix(strings.Repeat(`{"q":1},`, 8_000), ",") + `]}`)
	report := e.Validate(body)
	assert.Equal(t, 100, report.Len())
	assert.True(t, report.Truncated())
	for _, v := range report.Violations() {
		assert.Equal(t, "required", v.Rule)
	}
	assert.Less(t, testing.AllocsPerRun(2, func() { e.ValidateInto(&report, body) }), 50.0)
}

// An endpoint does not keep a payload alive.
func TestPayloadIsReleased(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	e := sample()
	body := []byte(`{"at":{"x":1,"y":2},"list":[1,[2]],"text":"{\"x\":1}","n\u0061me":"a","q":{"r":[{}]}}`)
	e.Validate(body)
	kept := weak.Make(&body[0])
	body = nil
	runtime.GC()
	assert.Nil(t, kept.Value())
}

// Nor does Decode, and what it fills shares nothing with the payload.
func TestDecodedPayloadIsReleased(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	var got larsverp.ValidationRequest
	body := []byte(`{"email":"harrie@example.nl","token":"12"}`)
	report, err := larsverp.Validation.Decode(body, &got)
	require.NoError(t, err)
	require.True(t, report.Valid())
	kept := weak.Make(&body[0])
	body = nil
	runtime.GC()
	assert.Nil(t, kept.Value())
	assert.Equal(t, "harrie@example.nl", got.Email)
}

func TestLookupThatPanics(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		p.Request.Fields[0].Lookups = []plan.Lookup{{Name: "name.free", Answer: "invalid"}}
	}).With(lookup.Func("name.free", func(context.Context, lookup.Values) (lookup.Outcome, error) { panic(errors.New("broken")) }))
	assert.PanicsWithError(t, "broken", func() { e.Check(context.Background(), []byte(`{"name":"a"}`)) })
}

// The answer of a field's lookup stands only where nothing else is wrong.
func TestFieldLookupWithItsOwnAnswer(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		p.Answers = append(p.Answers, plan.Answer{Occasion: "taken", Status: 409, Body: []plan.Step{{Text: "{}"}}})
		p.Request.Fields[0].Lookups = []plan.Lookup{{Name: "name.taken", Answer: "taken", Failure: &plan.Failure{Rule: "lookup", Code: "taken", Words: []plan.Message{{}}}}}
	}).With(lookup.Func("name.taken", func(context.Context, lookup.Values) (lookup.Outcome, error) { return lookup.No, nil }))
	for body, status := range map[string]int{`{"name":"a"}`: 409, `{"name":"a","q":1}`: 409, `{"name":"a","list":5}`: 422} {
		report, err := e.Check(context.Background(), []byte(body))
		require.NoError(t, err)
		assert.Equal(t, status, report.Status(), body)
		assert.False(t, report.Valid())
	}
}

// Text that turns out to be no JSON leaves nothing behind of what was read of it.
func TestNestedTextThatBreaksOff(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		p.Request.Fields[2].Read = plan.Nested
		p.Request.Fields[2].Type = plan.Type{
			Checks: []plan.Check{{Op: plan.Kinds, Refuses: ^plan.KindString, Failure: &plan.Failure{Rule: "type", Code: "string", Words: []plan.Message{{}}}}},
			Elem:   p.Request.Fields[1].Type.Elem,
		}
	})
	one, err := e.Configure(engine.Options{Limits: engine.Limits{Violations: 1}})
	require.NoError(t, err)
	report := one.Validate([]byte(`{"at":"[\"a\",\"b\",\"c\"","name":"long"}`))
	assert.Equal(t, []string{"/name max_length max_length @34+6"}, found(report))
	assert.False(t, report.Truncated())
}
