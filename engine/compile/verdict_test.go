package compile_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/mutate"
)

// Plan and CUE give the same verdict on values at the edges of each construct.
func TestVerdicts(t *testing.T) {
	numbers := []string{`5`, `5.0`, `50e-1`, `-0`, `0`, `0.0`, `4.9999999999999999999`, `5.0000000000000000001`, `6`, `-6`, `1e2`, `9223372036854775808`, `"5"`, `null`, `true`}
	texts := []string{`""`, `"a"`, `"ab"`, `"é"`, `"é😀"`, `"abc"`, `"a\nb"`, `"A"`, `5`, `null`, `[]`, `{}`}
	days := []string{`"2000-02-29"`, `"1900-02-29"`, `"0000-01-01"`, `"2001-13-01"`, `"2001-00-10"`, `"2001-1-1"`, `"20000229"`, `"19000229"`, `"20010431"`, `"2001043"`, `"２0010431"`, `" 20010430"`, `5`, `null`}
	lists := []string{`[]`, `[1]`, `[1.0]`, `[2]`, `[1,1]`, `[1,2]`, `[1,1,1]`, `[{}]`, `[{"a":1}]`, `[{"a":"b"}]`, `null`, `""`, `{}`}
	objects := []string{
		`{}`, `{"a":1}`, `{"a":6,"b":7}`, `{"a":6,"b":"c"}`, `{"":null}`, `{"é\u0000":7}`, `{"a":{}}`, `{"a":{"a":1}}`, `{"a":{"a":1},"b":{"a":null}}`,
		`{"a":{"b":1}}`, `{"a":[]}`, `{"a":[{"a":1}],"b":[]}`, `{"a":[{"a":1},{}]}`, `{"a":[{"b":1}]}`, `5`, `[]`, `null`,
	}
	for constraint, values := range map[string][]string{
		`!=5`: numbers, `!=5.0`: numbers, `5`: numbers, `5.0`: numbers, `>=5`: numbers, `>5`: numbers, `<5.0`: numbers, `<=5 & int`: numbers,
		`int`: numbers, `float`: numbers, `number`: numbers, `uint8`: numbers, `int64`: numbers, `5 | 6`: numbers, `5 | null`: numbers,
		`!=5 & !=6`: numbers, `number & !=5 | string`: numbers, `>=-6 & <=5`: numbers, `bool | int`: numbers, `!=null`: numbers, `true`: numbers,
		`string`: texts, `"" | =~"^a"`: texts, `!=""`: texts, `=~"^a.b$"`: texts, `!~"b"`: texts, `"a" | "A"`: texts, `"a" | "abc" | 5`: texts,
		`strings.MinRunes(2)`: texts, `strings.MaxRunes(1)`: texts, `strings.MinRunes(1) & strings.MaxRunes(2)`: texts, `string & =~"(?i)^A+$"`: texts,
		`_`: texts, `null`: texts, `{}`: {`{}`, `{"a":1}`, `[]`}, `{...}`: {`{}`, `{"a":1}`, `[]`}, `{a!: int, b?: int}`: {`{}`, `{"a":1}`, `{"a":1,"b":null}`, `{"a":1,"c":1}`},
		`time.Format("2006-01-02")`: days, `string & time.Format("20060102")`: days,
		`[...int]`: {`[]`, `[1]`, `[1,1.0]`, `[null]`, `{}`}, `list.MinItems(1) & [...]`: {`[]`, `[1]`, `5`}, `[...[...{a!: int}]]`: {`[]`, `[[]]`, `[[{}]]`, `[[{"a":1}],[]]`},
		`[]`: lists, `[1]`: lists, `[1, 1]`: lists, `[int, int] | string`: lists, `[{[string]: int}]`: lists, `[[], []]`: {`[[],[]]`, `[[]]`, `[[],[1]]`},
		`{[string]: int}`: objects, `{[_]: int | null}`: objects, `{[string]: [string]: int}`: objects, `{[string]: [...{a!: int}]}`: objects,
		`{[string]: int} & {[string]: >5}`: objects, `{[string]: {a?: int}} | int`: objects, `string | string`: texts, `number | int`: numbers,
	} {
		t.Run(constraint, func(t *testing.T) {
			assertVerdicts(t, small(t, "x!: "+constraint, ""), values)
		})
	}
}

// assertVerdicts compares the verdicts of plan and CUE on values of the member x.
func assertVerdicts(t *testing.T, files fstest.MapFS, values []string) {
	t.Helper()
	p := mutate.WithoutRules(endpoint(t, files, "own/post"))
	e, err := engine.New(p).Configure(engine.Options{Strict: true})
	require.NoError(t, err)
	lenient := engine.New(p)
	accepts := oracle(t, files, "own/post")
	for _, value := range values {
		body := []byte(`{"x":` + value + `}`)
		report := e.Validate(body)
		assert.Equal(t, accepts(t, body), report.Valid(), "%s %v", value, report)
		_, unknown := findings(report)
		assert.Equal(t, report.Valid(), lenient.Validate(body).Valid() && len(unknown) == 0, "%s, lenient", value)
	}
}

// A length limit that counts elements answers for values that the type refuses: it refuses none itself.
func TestVerdictsWhereElementsCount(t *testing.T) {
	values := []string{`"a"`, `""`, `"abc"`, `[]`, `[1]`, `[1,2,3]`, `{}`, `{"a":1,"b":2,"c":3}`, `5`, `null`}
	for _, constraint := range []string{
		`strings.MinRunes(1)`, `strings.MaxRunes(2)`, `strings.MinRunes(1) | [...int]`, `strings.MaxRunes(2) | [...int]`,
		`strings.MinRunes(1) | {...}`, `strings.MaxRunes(2) | {...} | [...] | null`, `string & strings.MaxRunes(2)`,
	} {
		files := small(t, "x!: "+constraint, "")
		edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\tread: count: true")
		e := engine.New(endpoint(t, files, "own/post"))
		accepts := oracle(t, files, "own/post")
		for _, value := range values {
			body := []byte(`{"x":` + value + `}`)
			assert.Equal(t, accepts(t, body), e.Validate(body).Valid(), "%s %s", constraint, value)
		}
	}
	e := compileSmall(t, `x!: strings.MaxRunes(5)`, ``)
	assert.Equal(t, `type.string -nbiflo!; max_length<=5 s`, summary(&member(t, &e.Request, "x").Type))
}

// The normal form of a normal form is itself, also where text holds JSON that is text.
func TestNestedTextStaysText(t *testing.T) {
	e := engine.New(endpoint(t, small(t, `x?: int @read(json)`, ""), "own/post"))
	for body, want := range map[string]string{
		`{"x":"1"}`: `{"x":1}`, `{"x":"\"1\""}`: `{"x":"\"1\""}`, `{"x":"\"\\\"1\\\"\""}`: `{"x":"\"\\\"1\\\"\""}`, `{"x":"[\"1\"]"}`: `{"x":["1"]}`,
	} {
		normal, err := e.AppendNormal(nil, []byte(body))
		require.NoError(t, err)
		assert.Equal(t, want, string(normal))
		assert.Equal(t, e.Validate([]byte(body)).Valid(), e.Validate(normal).Valid())
		assert.Equal(t, strings.Contains(want, ":1"), e.Validate(normal).Valid())
	}
}
