package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
)

// found is what a report holds, one line a violation.
func found(r engine.Report) []string {
	var lines []string
	for _, v := range r.Violations() {
		line := fmt.Sprintf("%s %s %s @%d+%d", v.Pointer, v.Rule, v.Code, v.Offset, v.Length)
		if v.Severity == engine.SeverityWarning {
			line += " warning"
		}
		lines = append(lines, line)
	}
	return lines
}

func TestOrder(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"contract order, whatever the order sent", `{"zz":0,"at":{"y":1.5,"x":91},"list":["a",1,null],"name":"none"}`, []string{
			"/name max_length max_length @57+6",
			"/name enum enum @57+6",
			"/list/0 type int @38+3",
			"/list/2 type int @44+4",
			"/at/x max max @26+2",
			"/at/y type int @18+3",
			"/zz unknown_field unknown_field @1+4 warning",
		}},
		{"what is absent stands at the brace", `{"at":{}}`, []string{
			"/name required required @8+0",
			"/at/x required required @7+0",
		}},
		{"a missing value ends its field", `{"name":""}`, []string{"/name required required @8+2"}},
		{"a wrong type ends its field", `{"name":5}`, []string{"/name type string @8+1"}},
		{"inside JSON text the string is the place", `{"name":"a","text":" {\"x\":91,\"q\":1} "}`, []string{
			"/text max max @19+22",
			"/text unknown_field unknown_field @19+22 warning",
		}},
		{"text that is no JSON stays a string", `{"name":"a","text":"{\"x\":"}`, []string{"/text type object @19+9"}},
		{"what is no name is not shown", `{"name":"a","a/b~c":1,"\u00e9":2}`, []string{
			"/*** unknown_field unknown_field @12+7 warning",
			"/é unknown_field unknown_field @22+8 warning",
		}},
		{"unknown members of objects that are known", `{"name":"a","at":{"x":1,"q":{"r":1}}}`, []string{
			"/at/q unknown_field unknown_field @24+3 warning",
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			assert.Equal(t, c.want, found(sample().Validate([]byte(c.body))))
		})
	}
}

func TestStrict(t *testing.T) {
	e, err := sample().Configure(engine.Options{Strict: true})
	require.NoError(t, err)
	report := e.Validate([]byte(`{"name":"a","nmae":1}`))
	assert.False(t, report.Valid())
	assert.Equal(t, []string{"/nmae unknown_field unknown_field @12+6"}, found(report))

	ignoring := sample(func(p *plan.Endpoint) { p.Unknown = plan.Ignore })
	assert.Empty(t, found(ignoring.Validate([]byte(`{"name":"a","nmae":1}`))))
}

// A near miss is told of the object that it was sent in.
func TestHint(t *testing.T) {
	e := sample(func(p *plan.Endpoint) {
		p.Request.Fields[2].Type.Object.Fields[0].Name = "longitude"
		p.Request.Fields[2].Type.Object.Names = plan.NewIndex([]string{"longitude", "y"}, false)
		p.UnknownWarning.Words = []plan.Message{{Text: plan.Text{{Then: plan.FieldName}, {Literal: " is new", Then: plan.Hint}}}}
	})
	for body, want := range map[string]string{
		`{"name":"a","nmae":1}`:                               `nmae is new, did you mean "name"?`,
		`{"name":"a","at":{"longitude":1,"longtiude":1}}`:     `at.longtiude is new, did you mean "longitude"?`,
		`{"name":"a","at":{"longitude":1,"nmae":1}}`:          `at.nmae is new`,
		`{"name":"a","` + strings.Repeat("name", 16) + `":1}`: strings.Repeat("name", 16) + ` is new`,
	} {
		v := e.Validate([]byte(body)).Violations()[0]
		assert.Equal(t, want, v.Message)
		if _, hint, ok := strings.Cut(want, "did you mean "); ok {
			assert.Equal(t, engine.Params{{Name: "instead", JSON: strings.TrimSuffix(hint, "?")}}, v.Params)
		} else {
			assert.Empty(t, v.Params)
		}
	}
}

func TestTruncated(t *testing.T) {
	list := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat(`"a",`, n), ",") + "]" }
	unknown := func(n int) (s string) {
		for i := range n {
			s += fmt.Sprintf(`"k%d":0,`, i)
		}
		return s
	}

	at := sample().Validate([]byte(`{"name":"a","list":` + list(100) + `}`))
	assert.Equal(t, 100, at.Len())
	assert.False(t, at.Truncated())

	past := sample().Validate([]byte(`{"list":` + list(101) + `,"name":7}`))
	assert.Equal(t, 100, past.Len())
	assert.True(t, past.Truncated())
	assert.Equal(t, "/name", past.Violations()[0].Pointer, "contract order decides what is kept")
	assert.Equal(t, "/list/98", past.Violations()[99].Pointer)

	warnings := sample().Validate([]byte(`{` + unknown(150) + `"name":7}`))
	assert.Equal(t, 100, warnings.Len())
	assert.True(t, warnings.Truncated())

	both := sample().Validate([]byte(`{` + unknown(100) + `"name":"a","list":` + list(60) + `}`))
	assert.Equal(t, 100, both.Len())
	assert.Equal(t, "/list/59", both.Violations()[59].Pointer, "warnings give way")
	assert.Equal(t, engine.SeverityWarning, both.Violations()[60].Severity)

	one, err := sample().Configure(engine.Options{Strict: true, Limits: engine.Limits{Violations: 1}})
	require.NoError(t, err)
	strict := one.Validate([]byte(`{"a":1,"b":2,"name":"a"}`))
	assert.Equal(t, []string{"/a unknown_field unknown_field @1+3"}, found(strict))
	assert.True(t, strict.Truncated())

	malformed := sample().Validate([]byte(`{"list":` + list(150) + `,`))
	assert.Equal(t, 1, malformed.Len(), "malformed input wins over every other rule")
	assert.False(t, malformed.Truncated())
}
