package engine_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
)

// What stands in the place of a name, but does not look like one, is nowhere in what is said of a payload.
func TestWhatIsNoNameIsNotShown(t *testing.T) {
	const secret = "hunter2"
	inputs := map[engine.Input][]string{engine.JSON: {
		`{"hunter2 !":1}`, `{"{\"password\":\"hunter2\"}":""}`, `{"hunter2\u0000":1}`, `{"a\u200bhunter2":1}`, `{"a=hunter2":{"hunter2@":1}}`,
		`{"hunter2` + strings.Repeat("x", 58) + `":1}`, `{"email":{"hunter2/":1}}`, `{"location_point":{"hunter2/":1}}`,
		`{"location_point":"{\"hunter2/\":1}"}`,
	}}
	inputs[engine.Form] = []string{
		`password=abc&hunter2`, `hunter2`, `a=b&&hunter2&c=d`, `password=abc%26&hunter2%20`, `hunter2+x=1`, `{"password":"hunter2"}`, `["hunter2"]`,
		`%7B"password":"hunter2"}`,
	}
	inputs[engine.Query] = inputs[engine.Form]
	endpoints := append(schemas.All(), sample(), everyMember(), everyMemberOf(plan.AsIs), everyMemberOf(plan.Nested))
	tried := 0
	for _, plain := range endpoints {
		for input, payloads := range inputs {
			for _, strict := range []bool{false, true} {
				e, err := plain.Configure(engine.Options{Input: input, Strict: strict})
				if err != nil {
					continue // the contract does not take such
				}
				for _, payload := range payloads {
					tried++
					report := e.Validate([]byte(payload))
					assert.NotContains(t, said(t, report), secret, "%s: %s", e.Name(), payload)
				}
			}
		}
	}
	assert.Greater(t, tried, 100)
}

// said is all that is said of a payload.
func said(t *testing.T, report engine.Report) string {
	var text bytes.Buffer
	text.Write(report.AppendAnswer(nil))
	text.Write(report.AppendProblem(nil))
	text.Write(report.AppendReport(nil, 1))
	for _, v := range report.Violations() {
		fmt.Fprintln(&text, v.Field, v.Pointer, v.Message, v.Params)
	}
	holder := struct{ R engine.Report }{report}
	slog.New(slog.NewJSONHandler(&text, nil)).Info("x", "v", holder)
	slog.New(slog.NewTextHandler(&text, nil)).Info("x", "v", holder)
	require.NoError(t, json.NewEncoder(&text).Encode(holder))
	return text.String()
}

// Names of members that the contract does not have are shown as they were sent where they look like names.
func TestNamesAreShown(t *testing.T) {
	for name, shown := range map[string]bool{
		"nickname": true, "é": true, "e\u0301": true, "नाम": true, "a_b-c.d[0]$e:f": true, "": true, "x1": true,
		strings.Repeat("x", 64): true, strings.Repeat("x", 65): false, strings.Repeat("é", 33): false,
		"a b": false, "a@b": false, "a/b": false, "a&b": false, "a=b": false, "😀": false, "½": false, "***": false, "a\u00a0b": false,
	} {
		text, err := json.Marshal(map[string]int{name: 1})
		require.NoError(t, err)
		e := sample(func(p *plan.Endpoint) { p.Request.Fields[0].Required = nil })
		v := e.Validate(text).Violations()[0]
		want := "***"
		if shown {
			want = name
		}
		assert.Equal(t, want, v.Field)
		assert.Equal(t, "/"+want, v.Pointer)
	}
}

// JSON that is sent as a form is answered as a wrong media type, whatever the contract says of forms.
func TestJSONIsNoForm(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		p.WrongMedia = &plan.Failure{Rule: "media_type", Code: "media_type", Words: []plan.Message{{}}}
	})
	form, err := e.Configure(engine.Options{Input: engine.Form})
	require.NoError(t, err)
	query, err := e.Configure(engine.Options{Input: engine.Query})
	require.NoError(t, err)
	for _, body := range []string{`{`, `[`, `{"name":"a"}`, `[]=1`, `{a}=b&name=a`} {
		report := form.Validate([]byte(body))
		assert.Equal(t, []string{" media_type media_type @0+0"}, found(report), body)
		assert.Equal(t, 415, report.Status())
		assert.False(t, report.Malformed(), body)
		_, err := form.AppendNormal(nil, []byte(body))
		assert.Equal(t, &engine.MalformedError{Endpoint: "sample/post", Code: "media_type"}, err)
		assert.NotContains(t, found(query.Validate([]byte(body))), " media_type media_type @0+0")
	}
	for _, body := range []string{`%7B=1&name=a`, `name={}`, `&{=1&name=a`} {
		assert.True(t, form.Validate([]byte(body)).Valid(), body)
	}
}
