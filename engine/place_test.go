package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
)

// A violation stands where the value is that was sent, also where that counts as absent, and where the object ends only if
// there is none.
func TestWhatWasSentIsWhereItIs(t *testing.T) {
	const end, tried = `,"z":1}`, 20
	counts := 0
	for _, e := range append(schemas.All(), sample()) {
		if _, err := e.Configure(engine.Options{Input: engine.JSON}); err != nil {
			continue
		}
		e, err := e.Configure(engine.Options{Limits: engine.Limits{Violations: 1000}})
		require.NoError(t, err)
		if in := e.Plan().Accepts; len(in) > 0 && in[0] != engine.JSON {
			continue
		}
		for i := range e.Plan().Request.Fields {
			f := &e.Plan().Request.Fields[i]
			for _, value := range []string{`null`, `""`, `" "`, `0`, `[]`, `{}`, `"\ud83d\ude00"`, `[[]]`, `true`} {
				body := fmt.Sprintf(`{%q: %s%s`, f.Name, value, end)
				for _, v := range e.Validate([]byte(body)).Violations() {
					if v.Pointer == plan.Pointer(f.Name) && v.Rule != "unknown_field" {
						counts++
						assert.Equal(t, [2]int{strings.Index(body, ": ") + 2, len(value)}, [2]int{v.Offset, v.Length}, "%s: %s: %v", e.Name(), body, v)
					}
				}
			}
		}
	}
	assert.Greater(t, counts, tried)
}

// What is said of a name is said where the name is.
func TestUnknownNamesAreWhereTheyAre(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		instead := plan.Failure{Rule: "unknown_field", Code: "instead", Words: []plan.Message{{}}}
		p.Request.Fields[1].Instead = &instead
		p.Request.Fields[2].Type.Object.Fields[1].Instead = &instead
	})
	for body, want := range map[string][]string{
		`{"name":"a", "list" : []}`:                {"/list unknown_field instead @13+6 warning"},
		`{"name":"a","l\u0069st":[1]}`:             {"/list unknown_field instead @12+11 warning"},
		`{"name":"a","at":{"x":1,"y":"b", "z":1}}`: {"/at/y type int @28+3", "/at/y unknown_field instead @24+3 warning", "/at/z unknown_field unknown_field @33+3 warning"},
		`{"list":[],"name":"a"}`:                   {"/list unknown_field instead @1+6 warning"},
		`{"name":"a","text":"{\"x\":1,\"y\":1}"}`:  {"/text unknown_field instead @19+19 warning"},
	} {
		assert.Equal(t, want, found(e.Validate([]byte(body))), body)
	}
	form, err := e.Configure(engine.Options{Input: engine.Form})
	require.NoError(t, err)
	assert.Equal(t, []string{"/list unknown_field instead @7+4 warning"}, found(form.Validate([]byte(`name=a&list=1`))))
}
