package diff_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/compile/diff"
	"github.com/passant-go/passant/engine/compile/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
)

// compiled is an endpoint with these facts and fields of its request.
func compiled(t testing.TB, facts, fields string) *plan.Endpoint {
	t.Helper()
	files := fstest.MapFS{}
	language := os.DirFS("../../../schemas")
	for _, dir := range []string{"cue.mod", "contract", "answer", "field"} {
		require.NoError(t, fs.WalkDir(language, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(language, name)
			files[name] = &fstest.MapFile{Data: text}
			return err
		}))
	}
	files["own/own.cue"] = &fstest.MapFile{Data: []byte(`package own

import (
	"list"
	"strings"
	"time"

	"github.com/passant-go/passant/schemas/contract"
)

_used: [list.MaxItems, strings.MaxRunes, time.Format]

post: contract.#Endpoint & {
	document: "own.txt"
	method:   "POST"
	` + facts + `
	#Request: {
		` + fields + `
	}
	messages: contract.plain
	answers: {
		ok: status: *200 | int
		invalid: {status: 400, #Body: {}}
		malformed: invalid
	}
}
`)}
	endpoints, err := compile.FS(files, compile.Dirs("own"))
	require.NoError(t, err, fields)
	return endpoints[0]
}

const path = `path: "/own"`

// summary is the verdicts on changes, with what they are.
func summary(changes []diff.Change) string {
	var all []string
	for _, c := range changes {
		text := fmt.Sprintf("%s %s: %s", c.Verdict, c.Field, strings.Join(c.What, ", "))
		if c.Witness != nil {
			text += " " + string(c.Witness)
		}
		all = append(all, text)
	}
	return strings.Join(all, "; ")
}

func TestRequests(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{`x?: int`, `x?: int`, ``},
		{`x?: int`, `x?: number`, `compatible x: int → number`},
		{`x?: number`, `x?: int`, `breaking x: number → int {"x":0.0}`},
		{`x?: uint8`, `x?: int16`, `compatible x: >=0 → >=-32768, <=255 → <=32767`},
		{`x?: "a" | "b"`, `x?: string & =~"^[ab]$"`, `compatible x: no longer "a" | "b", now =~"^[ab]$"`},
		{`x?: string & =~"^[ab]$"`, `x?: "a" | "b"`, `compatible x: no longer =~"^[ab]$", now "a" | "b"`},
		{`x?: string & =~"^a+$"`, `x?: string & !~"b"`, `compatible x: no longer =~"^a+$", now !~"b"`},
		{`x?: string & =~"^[a-c]+$"`, `x?: string & !~"cab"`, `breaking x: no longer =~"^[a-c]+$", now !~"cab" {"x":"cab"}`},
		{`x?: string & =~"^[α-ω]{3}$"`, `x?: string & strings.MaxRunes(3)`, `compatible x: no longer =~"^[α-ω]{3}$", now strings.MaxRunes(3)`},
		{`x?: time.Format("2006-01-02")`, `x?: string & =~"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" & !~"(0[469]|11)-31$" & !~"02-3.$"`,
			`compatible x: no longer time.Format("2006-01-02"), now =~"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$", now !~"(0[469]|11)-31$", now !~"02-3.$"`},
		{`x?: time.Format("20060102")`, `x?: string & !~"0229$"`, `breaking x: no longer time.Format("20060102"), now !~"0229$" {"x":"00000229"}`},
		{`x?: "" | (string & =~"^b$")`, `x?: string & =~"^b$"`, `breaking x: no longer also "" {"x":""}`},
		{`x?: [...int] & list.MaxItems(2)`, `x?: [...number] & list.MaxItems(3)`, `compatible x: list.MaxItems(2) → list.MaxItems(3), int → number`},
		{`x?: [...]`, `x?: [...int]`, `breaking x: _ → int {"x":[""]}`},
		{`x?: [...{a?: int}]`, `x?: [...{a!: int}]`, `breaking x.a: made required {"x":[{}]}`},
		{`x?: {...}`, `x?: {a?: int}`, `compatible x: other members are now a warning; breaking x.a: _ → int {"x":{"a":""}}`},
		{`x?: {a?: int}`, `x?: {...}`, `compatible x: other members are now fine; compatible x.a: removed, now fine with any value`},
		{`x?: int | string`, `x?: int`, `breaking x: int | string → int {"x":""}`},
		{`x!: int`, `x?: int`, `compatible x: made optional`},
		{`x?: int`, ``, `compatible x: removed, now a warning`},
		{``, `x?: int`, `compatible x: added, optional`},
		{``, `x!: int`, `breaking x: added, required {}`},
		{"x?: int\n\t\ty?: int", "x?: int\n\t\ty?: int\n\t\tif x == _|_ {y!: _}", `breaking y: now if x == _|_ {y!: _} {}`},
		{"x!: int\n\t\ty!: int", "x?: int\n\t\ty?: int\n\t\tif x == _|_ {y!: _}", `compatible x: made optional; compatible y: made optional, now if x == _|_ {y!: _}`},
		{"x!: \"a\" | \"b\"\n\t\ty?: int", "x!: \"a\" | \"b\"\n\t\ty?: int\n\t\tif x == \"b\" {y!: _}", `breaking y: now if x == "b" {y!: _} {"x":"b"}`},
		{`x?: string`, `x?: string @read(digits)`, `undecided x: now @read(digits)`},
		{`x?: string`, `x?: string @absent("")`, `compatible x: "": a value → absent`},
		{`x?: string & strings.MinRunes(1) @absent("")`, `x?: string & strings.MinRunes(1)`, `breaking x: "": absent → a value {"x":""}`},
		{`x?: string`, `x?: string @rule(name)`, `undecided x: now @rule(name)`},
		{`x?: string @rule(name)`, `x?: string`, `compatible x: no longer @rule(name)`},
		{`x?: string & =~"a" @as(name)`, `x?: string & =~"a"`, `changed x: messages or warnings`},
	} {
		got := summary(diff.Endpoints(compiled(t, path, test.old), compiled(t, path, test.new)))
		assert.Equal(t, test.want, got, "%s, now %s", test.old, test.new)
	}
}

func TestFacts(t *testing.T) {
	for _, test := range []struct{ old, new, want string }{
		{path, `path: "/new"`, `breaking : no longer at /own; compatible : now at /new`},
		{path, path + "\n\taliases: [\"/new\"]", `compatible : now at /new`},
		{path, path + "\n\thttps: \"violation\"", `breaking : plain http is ignored → a violation`},
		{path, path + "\n\taccepts: [\"form\"]", `breaking : no longer accepts JSON; compatible : now accepts forms`},
		{path, path + "\n\tunknown: \"violation\"", `compatible : a field that the contract does not have is a warning → a violation`},
		{path, path + "\n\tread: trim: \" \"", `undecided : read.trim: "" → " "`},
		{path, path + "\n\tread: empty: null", `breaking : read.empty: "" → null {"x":""}`},
		{path, path + "\n\tread: length: \"utf16\"", `undecided : read.length: runes → utf16`},
		{path + "\n\tread: length: \"utf16\"", path, `compatible : read.length: utf16 → runes`},
		{path, path + "\n\tserver: \"https://new.example\"", `changed : server  → https://new.example`},
		{path, path + "\n\tanswers: ok: status: 201", `changed : answers.ok: status 200 → 201`},
		{path, path + "\n\t#Headers: key!: string", `breaking key: added, required {}`},
	} {
		old, new := compiled(t, test.old, `x?: string`), compiled(t, test.new, `x?: string`)
		assert.Equal(t, test.want, summary(diff.Endpoints(old, new)), "%s, now %s", test.old, test.new)
	}
	strict := path + "\n\tunknown: \"violation\""
	assert.Equal(t, `breaking x: removed, now a violation {"x":0}`,
		summary(diff.Endpoints(compiled(t, strict, `x?: int`), compiled(t, strict, ``))))
}

// What is compatible refuses no payload that was accepted, and what is breaking shows one that is.
func TestVerdictsHold(t *testing.T) {
	var plans []*plan.Endpoint
	var names []string
	for _, group := range []struct {
		facts  string
		fields []string
	}{
		{"", []string{
			``, `x?: _`, `x!: _`, `x?: int`, `x?: number & >=0`, `x?: int & >0 & <=9`, `x?: float & <9.5`, `x?: string`, `x!: string & strings.MaxRunes(4)`,
			`x?: string & =~"^[a-m]*$"`, `x?: string & !~"z"`, `x?: "a" | "b" | 1`, `x?: "" | (string & strings.MinRunes(2))`, `x?: string | null`,
			`x?: [...int]`, `x?: [...string] & list.MaxItems(2)`, `x?: {a?: int, b!: string}`, `x?: {a!: int, ...}`, `x?: string @absent("", null)`,
			"x?: string\n\t\ty?: int\n\t\tif x == _|_ {y!: _}", "x!: \"a\" | \"b\"\n\t\ty?: int\n\t\tif x == \"a\" {y!: _}",
			"x?: int\n\t\t...", `x?: time.Format("2006-01-02")`, `x?: string @read(digits)`, `x?: [...[...{a!: bool}]]`, `x?: bool | int @absent(0)`,
		}},
		{`read: {trim: " ", empty: null}`, []string{`x?: string`, `x?: string | null`, `x!: string & strings.MaxRunes(3)`}},
		{`read: {missing: [null, "", [], {}]}`, []string{`x!: string`, `x!: {a?: int}`, `x!: [...int] | null`}},
		{`read: {absent: [null, 0], missing: [""]}`, []string{`x!: string | null`, `x?: number`, "x?: string | int\n\t\ty?: int\n\t\tif x == _|_ {y!: _}"}},
		{`read: {names: "anycase", trim: "\t "}`, []string{`x!: string`, `X?: int`, `x?: [...string & strings.MinRunes(1)]`}},
		{"unknown: \"violation\"\n\tread: verbatim: [\"x\"]", []string{`x?: string`, `y?: string`, "x?: int\n\t\t..."}},
	} {
		for _, f := range group.fields {
			plans = append(plans, compiled(t, path+"\n\t"+group.facts, f))
			names = append(names, group.facts+" "+f)
		}
	}
	count := map[diff.Verdict]int{}
	for i, old := range plans {
		strict, err := engine.New(mutate.JSON(old)).Configure(engine.Options{Strict: true})
		require.NoError(t, err)
		var accepted [][]byte
		for source := mutate.New(mutate.JSON(old), 7); len(accepted) < 150; {
			if payload := source.Payload(); strict.Validate(payload).Valid() {
				accepted = append(accepted, payload)
			}
		}
		for j, new := range plans {
			changes := diff.Endpoints(old, new)
			verdict := diff.Worst(changes)
			count[verdict]++
			assert.Equal(t, i == j, len(changes) == 0, "%s, now %s", names[i], names[j])
			newer := engine.New(mutate.JSON(new))
			for _, c := range changes {
				if c.Verdict == diff.Breaking {
					require.NotNil(t, c.Witness)
					assert.True(t, strict.Validate(c.Witness).Valid() && !newer.Validate(c.Witness).Valid(), "%s, now %s: %s", names[i], names[j], c.Witness)
				}
			}
			for _, payload := range accepted {
				if !newer.Validate(payload).Valid() {
					require.GreaterOrEqual(t, verdict, diff.Undecided, "%s, now %s: %s; %s", names[i], names[j], payload, summary(changes))
				}
			}
		}
	}
	t.Log(count)
	assert.Greater(t, count[diff.Compatible], 50)
	assert.Less(t, count[diff.Undecided], count[diff.Compatible])
}

func TestChangeAsJSON(t *testing.T) {
	changes := diff.Endpoints(compiled(t, path, `x?: int`), compiled(t, path, `x!: int`))
	text, err := json.Marshal(changes)
	require.NoError(t, err)
	assert.JSONEq(t, `[{"verdict":"breaking","endpoint":"own/post","field":"x","what":["made required"],"old":"own/own.cue:18","new":"own/own.cue:18","witness":{}}]`, string(text))
}

func TestContracts(t *testing.T) {
	a := compiled(t, path, `x?: int`)
	b := *a
	b.Name = "own/other"
	assert.Equal(t, "breaking : removed; compatible : added", summary(diff.Contracts([]*plan.Endpoint{a}, []*plan.Endpoint{&b})))
	assert.Equal(t, diff.Breaking, diff.Worst(diff.Contracts([]*plan.Endpoint{a}, nil)))
	assert.Equal(t, diff.Changed, diff.Worst(nil))
}
