package engine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

func TestMalformed(t *testing.T) {
	for _, c := range []struct {
		body, code string
		offset     int
	}{
		{"", "syntax", 0},
		{" \n", "syntax", 2},
		{"{", "syntax", 1},
		{`{"name"`, "syntax", 7},
		{`{"name":"a",}`, "syntax", 12},
		{`{"name":"a" "list":[]}`, "syntax", 12},
		{`{"list":[1,]}`, "syntax", 11},
		{`{"at":{"x":1,}}`, "syntax", 13},
		{`{'name':1}`, "syntax", 1},
		{`{name:1}`, "syntax", 1},
		{`{"name":tru}`, "syntax", 11},
		{`{"list":[01]}`, "syntax", 10},
		{"{\"name\":\"a\nb\"}", "syntax", 10},
		{`{"name":"a` + `\x"}`, "syntax", 11},
		{"\uFEFF{}", "bom", 0},
		{"{\"name\":\"\xff\"}", "utf8", 9},
		{"{\"\xc3\":1}", "utf8", 2},
		{`{"name":"\ud800"}`, "surrogate", 9},
		{`{"\udc00":1}`, "surrogate", 2},
		{`{"name":"a","name":"a"}`, "duplicate_key", 12},
		{`{"name":"a","n\u0061me":"a"}`, "duplicate_key", 12},
		{`{"other":1,"other":2}`, "duplicate_key", 11},
		{`{"other":1,"\u006fther":2}`, "duplicate_key", 11},
		{`{"other":{"a":1,"a":2}}`, "duplicate_key", 16},
		{`{"at":{"x":1,"x":2}}`, "duplicate_key", 13},
		{`{"at":{"z":1,"z":2}}`, "duplicate_key", 13},
		{`{"name":"a"}x`, "trailing", 12},
		{`{} {}`, "trailing", 3},
		{`[]`, "not_object", 0},
		{` "a"`, "not_object", 1},
		{`null`, "not_object", 0},
		{`nul`, "syntax", 3},
		// The first fault in byte order wins, and it wins over every other rule.
		{`{"name":5,"name":6,}`, "duplicate_key", 10},
		{`{"other":"\ud800","other":1}`, "surrogate", 10},
	} {
		report := sample().Validate([]byte(c.body))
		require.Equal(t, 1, report.Len(), c.body)
		v := report.Violations()[0]
		assert.Equal(t, "json", v.Rule, c.body)
		assert.Equal(t, c.code, v.Code, c.body)
		assert.Equal(t, c.offset, v.Offset, c.body)
		assert.Equal(t, "", v.Pointer, c.body)
		assert.False(t, report.Valid(), c.body)
		assert.True(t, report.Malformed(), c.body)
		assert.Equal(t, 400, report.Status(), c.body)
		assert.Equal(t, 400, report.ProblemStatus(), c.body)
	}
}

func TestLimits(t *testing.T) {
	digits := strings.Repeat("1", 64)
	members := func(n int) string {
		var b strings.Builder
		b.WriteString(`{"name":"a"`)
		for i := range n - 1 {
			b.WriteString(`,"` + strings.Repeat("k", i+1) + `":0`)
		}
		return b.String() + "}"
	}
	zeros := func(n int) string { return "[" + strings.TrimSuffix(strings.Repeat("0,", n), ",") + "]" }
	values := func(n int) string { return `{"name":"a","z":` + zeros(n) + `,"y":0}` }
	for _, c := range []struct {
		name, at, past, code string
		offset               int
		limits               engine.Limits
	}{
		{name: "body", at: `{"name":"a"}` + strings.Repeat(" ", 1<<20-12), past: `{"name":"a"}` + strings.Repeat(" ", 1<<20-11), code: "size", offset: 1 << 20},
		{name: "body, option", limits: engine.Limits{Body: 12}, at: `{"name":"a"}`, past: `{"name":"a"} `, code: "size", offset: 12},
		{name: "depth", at: `{"name":"a","z":` + strings.Repeat("[", 31) + strings.Repeat("]", 31) + "}", past: `{"name":"a","z":` + strings.Repeat("[", 32) + strings.Repeat("]", 32) + "}", code: "depth", offset: 16 + 31},
		{name: "depth of objects that are known, option", limits: engine.Limits{Depth: 2}, at: `{"name":"a","at":{"x":1}}`, past: `{"name":"a","at":{"x":{}}}`, code: "depth", offset: 22},
		{name: "depth of lists that are known, option", limits: engine.Limits{Depth: 1}, at: `{"name":"a"}`, past: `{"list":[]}`, code: "depth", offset: 8},
		{name: "values", at: values(16_381), past: values(16_382), code: "values", offset: len(`{"name":"a","z":[],`) + 2*16_382 - 1},
		{name: "values of lists that are known", at: `{"name":"a","list":[1],"z":` + zeros(16_380) + `}`, past: `{"name":"a","list":[1],"z":` + zeros(16_381) + `}`, code: "values", offset: len(`{"name":"a","list":[1],"z":[`) + 2*16_380},
		{name: "values at every depth, option", limits: engine.Limits{Values: 9}, at: `{"name":"a","list":[1,2],"at":{"x":1,"y":2},"z":[{}]}`, past: `{"name":"a","list":[1,2],"at":{"x":1,"y":2},"z":[{"a":1}]}`, code: "values", offset: 50},
		{name: "values of objects that are known, option", limits: engine.Limits{Values: 3}, at: `{"name":"a","at":{"x":1}}`, past: `{"name":"a","at":{"x":1 , "y":1}}`, code: "values", offset: 26},
		{name: "values, a list that is known, option", limits: engine.Limits{Values: 3}, at: `{"name":"a","list":[1]}`, past: `{"name":"a","list":[1, 2]}`, code: "values", offset: 23},
		{name: "values of JSON text in a string, option", limits: engine.Limits{Values: 4}, at: `{"name":"a","text":"{\"x\":1}","z":0}`, past: `{"name":"a","text":"{\"x\":1}","z":[0]}`, code: "values", offset: 36},
		{name: "keys", at: members(256), past: members(257), code: "keys", offset: len(members(256))},
		{name: "keys of objects that are known, option", limits: engine.Limits{Keys: 2}, at: `{"name":"a","at":{"x":1,"y":1}}`, past: `{"name":"a","at":{"x":1,"y":1,"z":1}}`, code: "keys", offset: 30},
		{name: "string", at: `{"name":"a","z":"` + strings.Repeat("s", 64<<10) + `"}`, past: `{"name":"a","z":"` + strings.Repeat("s", 64<<10+1) + `"}`, code: "string_size", offset: 17 + 64<<10},
		{name: "name", limits: engine.Limits{String: 4}, at: `{"name":"a"}`, past: `{"name":"a","names":1}`, code: "string_size", offset: 17},
		{name: "number", at: `{"name":"a","z":` + digits + `}`, past: `{"name":"a","z":` + digits + `1}`, code: "number_size", offset: 16 + 64},
		{name: "number of a field, option", limits: engine.Limits{Number: 2}, at: `{"name":"a","at":{"x":12}}`, past: `{"name":"a","at":{"x":123}}`, code: "number_size", offset: 24},
		{name: "exponent", at: `{"name":"a","z":1e400}`, past: `{"name":"a","z":1e401}`, code: "number_size", offset: 20},
		{name: "negative exponent", at: `{"name":"a","z":1e-0400}`, past: `{"name":"a","z":1e-4000}`, code: "number_size", offset: 22},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := sample().Configure(engine.Options{Limits: c.limits})
			require.NoError(t, err)
			assert.True(t, e.Validate([]byte(c.at)).Valid())
			report := e.Validate([]byte(c.past))
			require.Equal(t, 1, report.Len())
			v := report.Violations()[0]
			assert.Equal(t, c.code, v.Code)
			assert.Equal(t, c.offset, v.Offset)
		})
	}
}

// A string that holds no JSON within the limits stays a string: nothing in it counts.
func TestTextThatIsNoJSONHasNoValues(t *testing.T) {
	e, err := sample().Configure(engine.Options{Limits: engine.Limits{Values: 4}})
	require.NoError(t, err)
	for _, text := range []string{`{\"x\":1,`, `[1,1,1]`} {
		body := `{"name":"a","text":"` + text + `","z":[`
		assert.Equal(t, []string{fmt.Sprintf("/text type object @19+%d", len(text)+2), fmt.Sprintf("/z unknown_field unknown_field @%d+3 warning", len(body)-5)}, found(e.Validate([]byte(body+"0]}"))))
		assert.Equal(t, []string{fmt.Sprintf(" json values @%d+1", len(body)+2)}, found(e.Validate([]byte(body+"0,0]}"))))
	}
}

func TestSizeAndEarlierFaults(t *testing.T) {
	e, err := sample().Configure(engine.Options{Limits: engine.Limits{Body: 20}})
	require.NoError(t, err)
	for body, want := range map[string]string{
		`{"name":"a"}x        `:        "trailing",
		`{"name":"a",}        `:        "syntax",
		`{"name":"aaaaaaaaaaaaaaaaa"}`: "size",
		`{"other":"aaaaaaaa\ud800"}`:   "size",
	} {
		assert.Equal(t, want, e.Validate([]byte(body)).Violations()[0].Code, body)
	}
}

func TestTooLarge(t *testing.T) {
	e, err := sample().Configure(engine.Options{Limits: engine.Limits{Body: 4}})
	require.NoError(t, err)
	assert.Equal(t, 4, e.Limits().Body)
	assert.Equal(t, 32, e.Limits().Depth)
	for head, offset := range map[string]int{"": 0, "{]": 2, "{]  ": 4, "{]    ": 4} {
		report := e.TooLarge([]byte(head))
		require.Equal(t, 1, report.Len())
		assert.Equal(t, "size", report.Violations()[0].Code)
		assert.Equal(t, offset, report.Violations()[0].Offset)
		assert.Equal(t, 400, report.Status())
	}
}

// The fused reader and the plain one refuse the same texts, at the same place and for the same reason.
func FuzzMalformed(f *testing.F) {
	for _, seed := range []string{
		`{"name":"abc","list":[1,2],"at":{"x":1.5,"y":2},"text":"{\"x\":1}"}`,
		`{"n\u0061me":"a","z":[{},{"a":null}],"list":[[]],"at":{"z":true,"z":1}}`,
		"{\"name\":\"\xff\"}", `{"at":{"x":1e401}}`, ` [] `, `{"list":[1 2]}`, `{"text":"{\"x\":1,\"x\":2}"}`,
	} {
		f.Add([]byte(seed))
	}
	limits := engine.Limits{Body: 300, Depth: 4, Values: 12, Keys: 5, String: 40, Number: 12, Exponent: 30}
	e, err := sample(func(p *plan.Endpoint) {
		for i := range p.Request.Fields { // what a string holds counts, of which the plain reader knows nothing
			p.Request.Fields[i].Read = plan.AsIs
		}
	}).Configure(engine.Options{Limits: limits})
	require.NoError(f, err)
	f.Fuzz(func(t *testing.T, body []byte) {
		var s scan.Scanner
		s.Reset(scan.Limits{Body: 300, Depth: 4, Values: 12, Keys: 5, String: 40, Number: 12, Exponent: 30})
		offset, code := s.Check(body)
		report := e.Validate(body)
		require.Equal(t, code != scan.None, report.Malformed())
		if code != scan.None {
			v := report.Violations()[0]
			assert.Equal(t, code.String(), v.Code)
			assert.Equal(t, offset, v.Offset)
		}
	})
}
