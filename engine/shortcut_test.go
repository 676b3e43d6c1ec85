package engine_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
)

// shortcutBodies are the payloads, and for each of their fields as many bodies as there are kinds of values and of writing
// them: the endpoint, which payloads has at the index, and the body.
func shortcutBodies(yield func(nth uint8, body []byte) bool) {
	values := []string{`""`, `" "`, `" a"`, `"a "`, `"\u00a0"`, `"é"`, `"\u007f"`, `"a\u0000"`, `"\ud83d\ude00"`, `0`, `-0`, `0.0`, `1`, `63`, `64`,
		`-1`, `1.5`, `-0.5`, `1e2`, `999999999999999999`, `1000000000000000000`, `9223372036854775808`, `12.`, `01`, `1.0000000000000000000`,
		`true`, `tru`, `null`, `[]`, `[1]`, `[1,"x",-0]`, `{}`, `{"latitude":90.5,"longitude":-180}`, `"{\"latitude\":1,\"longitude\":2}"`}
	for i, p := range payloads {
		if !yield(uint8(i), []byte(p.body)) {
			return
		}
		for _, field := range p.endpoint.Plan().Request.Fields {
			for _, v := range values {
				for _, body := range []string{
					`{"` + field.Name + `":` + v + `}`,
					`{ "` + strings.ToUpper(field.Name) + `" : ` + v + ` , "` + field.Name + `":1, "x":[]}`,
					field.Name + "=" + url.QueryEscape(strings.Trim(v, `"`)),
				} {
					if !yield(uint8(i), []byte(body)) {
						return
					}
				}
			}
		}
	}
}

// Shortcuts are no part of an answer, whatever came before.
func TestShortcuts(t *testing.T) {
	for nth, body := range shortcutBodies {
		sameWithoutShortcuts(t, nth, body)
	}
}

// The seeds are few, for a fuzzer runs every one before it begins.
func FuzzShortcuts(f *testing.F) {
	const apart = 101 // a prime, so that values and ways of writing them are mixed
	n := 0
	for nth, body := range shortcutBodies {
		if n++; n%apart == 1 {
			f.Add(nth, body)
		}
	}
	f.Fuzz(sameWithoutShortcuts)
}

func sameWithoutShortcuts(t *testing.T, nth uint8, body []byte) {
	e := payloads[int(nth)%len(payloads)].endpoint
	for _, input := range e.Plan().Accepts {
		e, err := e.Configure(engine.Options{Input: input})
		require.NoError(t, err)
		want := e.Long(body)
		for range 2 {
			got := e.Validate(body)
			assert.Equal(t, want.AppendReport(nil, 0), got.AppendReport(nil, 0), "%s", body)
			assert.Equal(t, want.AppendAnswer(nil), got.AppendAnswer(nil), "%s", body)
		}
	}
}

// fields is an endpoint of fields, with options.
func fields(t *testing.T, options engine.Options, all ...plan.Field) *engine.Endpoint {
	p := plan.Endpoint{Malformed: &plan.Failure{Rule: "json", Words: []plan.Message{{}}}}
	p.Request.Open = true
	var names []string
	for _, f := range all {
		p.Request.Fields = append(p.Request.Fields, f)
		names = append(names, f.Name)
	}
	p.Request.Names = plan.NewIndex(names, false)
	e, err := engine.New(&p).Configure(options)
	require.NoError(t, err)
	return e
}

// assertShortcuts asserts that shortcuts make no difference to the report of a payload, wherever it ends.
func assertShortcuts(t *testing.T, e *engine.Endpoint, body string) {
	for _, after := range []string{"", strings.Repeat(" ", 40)} {
		body := []byte(body + after)
		want := e.Long(body)
		for range 2 {
			got := e.Validate(body)
			assert.Equal(t, string(want.AppendReport(nil, 0)), string(got.AppendReport(nil, 0)), "%q", body)
		}
	}
}

// Neither names that are too long for a key nor the end of the fields are mistaken for what begins with anything else.
func TestShortcutsOfLongNames(t *testing.T) {
	long := strings.Repeat("n", 40)
	e := fields(t, engine.Options{}, plan.Field{Name: long}, plan.Field{Name: "b"})
	for c := range 256 {
		any := string([]byte{byte(c)})
		for _, members := range []string{`1`, `"` + long + `":1`, `"b":1`, `"` + long + `":1,"b":2`} {
			assertShortcuts(t, e, "{"+any+members+"}")
			assertShortcuts(t, e, "{"+members+","+any+members+"}")
		}
	}
}

func TestShortcutsOfNamesPastTheLimit(t *testing.T) {
	for limit := 1; limit < 9; limit++ {
		e := fields(t, engine.Options{Limits: engine.Limits{String: limit}}, plan.Field{Name: "abcdef"}, plan.Field{Name: "b"})
		for _, body := range []string{`{"abcdef":1}`, `{"b":2,"abcdef":1}`, `{"abcdef":1,"b":2}`, `{"abcd\u0065f":1}`} {
			assertShortcuts(t, e, body)
		}
	}
}

func TestShortcutsOfWarnings(t *testing.T) {
	instead := &plan.Failure{Rule: "unknown_field", Code: "instead", Words: []plan.Message{{}}}
	e := fields(t, engine.Options{}, plan.Field{Name: "a", Instead: instead, Type: plan.Type{
		Except: []plan.Literal{{Kind: plan.KindString}},
		Checks: []plan.Check{{Op: plan.MinLength, On: plan.KindString, Limit: 2, Failure: &plan.Failure{Rule: "min_length", Words: []plan.Message{{}}}}},
	}})
	for _, body := range []string{`{"a":""}`, `{"a":"b"}`, `{"a":"bc"}`, `{"a":1}`} {
		assertShortcuts(t, e, body)
	}
}

// Text that breaks off leaves nothing out of the object around it.
func TestMembersOfTextThatBreaksOff(t *testing.T) {
	inner := &plan.Object{Fields: []plan.Field{{Name: "x", Inside: "o.t."}}, Names: plan.NewIndex([]string{"x"}, false)}
	outer := &plan.Object{Names: plan.NewIndex([]string{"a", "t"}, false), Fields: []plan.Field{
		{Name: "a", Inside: "o.", Absent: plan.Null}, {Name: "t", Inside: "o.", Read: plan.Nested, Type: plan.Type{Object: inner}},
	}}
	e := fields(t, engine.Options{}, plan.Field{Name: "o", Type: plan.Type{Object: outer, Checks: []plan.Check{
		{Op: plan.MaxItems, On: plan.KindObject, Limit: 1, Failure: &plan.Failure{Rule: "items", Words: []plan.Message{{}}}},
	}}})
	for _, text := range []string{`zz`, `{\"x\":`, `{\"x\":1`} {
		body := `{"o":{"a":null,"t":"` + text + `"}}`
		assert.True(t, e.Validate([]byte(body)).Valid(), body)
		assertShortcuts(t, e, body)
	}
}
