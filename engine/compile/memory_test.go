package compile_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/typed"
	providers "github.com/passant-go/passant/schemas"
	"github.com/passant-go/passant/schemas/bitpub"
)

// What an operation on a payload may take, in bytes.
const (
	perByte  = 16      // of the payload
	perEntry = 2 << 10 // of a report, beside its pointer
	perLevel = 256     // that a payload may be deep
	scratch  = 64 << 10
)

// A memory is a contract, and payloads that cost memory.
type memory struct {
	name    string
	fields  string // of the contract
	types   string // that it defines
	options engine.Options
	into    func(contract string) typed.Struct
	value   reflect.Type // of the values of x in into
	payload func(n int) string
}

// one is a struct whose only member is x.
type one[T any] struct {
	contract string
	x        T
	read     func(gen.Value) T
	write    func([]byte, T) []byte
}

func (s *one[T]) Contract() string { return s.contract }

func (s *one[T]) Fill(v gen.Value) {
	s.x = *new(T)
	for member := range v.Members {
		s.x = s.read(member)
	}
}

func (s *one[T]) AppendJSON(dst []byte) []byte {
	return append(s.write(append(dst, `{"x":`...), s.x), '}')
}

// listOf and mapOf read and write lists and maps.
func listOf[T any](read func(gen.Value) T, write func([]byte, T) []byte) (func(gen.Value) []T, func([]byte, []T) []byte) {
	return func(v gen.Value) []T { return gen.ReadList(v, read) },
		func(dst []byte, list []T) []byte { return gen.AppendList(dst, list, write) }
}

func mapOf[T any](read func(gen.Value) T, write func([]byte, T) []byte) (func(gen.Value) map[string]T, func([]byte, map[string]T) []byte) {
	return func(v gen.Value) map[string]T { return gen.ReadMap(v, read) },
		func(dst []byte, m map[string]T) []byte { return gen.AppendMap(dst, m, write) }
}

// secretOf reads and writes secrets.
func secretOf[T any](read func(gen.Value) T, write func([]byte, T) []byte) (func(gen.Value) typed.Secret[T], func([]byte, typed.Secret[T]) []byte) {
	return func(v gen.Value) typed.Secret[T] { return gen.ReadSecret(v, read) },
		func(dst []byte, s typed.Secret[T]) []byte { return gen.AppendSecret(dst, s, write) }
}

func into[T any](m memory, read func(gen.Value) T, write func([]byte, T) []byte) memory {
	m.value = reflect.TypeFor[T]()
	m.into = func(contract string) typed.Struct { return &one[T]{contract: contract, read: read, write: write} }
	return m
}

func ofList[T any](m memory, read func(gen.Value) T, write func([]byte, T) []byte) memory {
	r, w := listOf(read, write)
	return into(m, r, w)
}

func ofLists[T any](m memory, read func(gen.Value) T, write func([]byte, T) []byte) memory {
	r, w := listOf(read, write)
	return ofList(m, r, w)
}

func ofMap[T any](m memory, read func(gen.Value) T, write func([]byte, T) []byte) memory {
	r, w := mapOf(read, write)
	return into(m, r, w)
}

func ofMaps[T any](m memory, read func(gen.Value) T, write func([]byte, T) []byte) memory {
	r, w := mapOf(read, write)
	return ofList(m, r, w)
}

func ofSecrets[T any](m memory, read func(gen.Value) T, write func([]byte, T) []byte) memory {
	r, w := secretOf(read, write)
	return ofList(m, r, w)
}

// each is as many of a thing as have n bytes together, between commas; %d in it is its number.
func each(thing string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		if i > 0 {
			b.WriteByte(',')
		}
		if strings.Contains(thing, "%d") {
			fmt.Fprintf(&b, thing, i)
		} else {
			b.WriteString(thing)
		}
	}
	return b.String()
}

// inList is a payload whose x is a list of such things.
func inList(thing string) func(n int) string {
	return func(n int) string { return `{"x":[` + each(thing, n) + `]}` }
}

// inObject is a payload whose x is an object of such members.
func inObject(thing string) func(n int) string {
	return func(n int) string { return `{"x":{` + each(thing, n) + `}}` }
}

var memories = []memory{
	ofList(memory{name: "numbers", fields: `x?: [...int]`, payload: inList(`1`)}, gen.ReadInt, gen.AppendInt),
	ofList(memory{name: "decimals", fields: `x?: [...number]`, payload: inList(`1`)}, gen.ReadNumber, gen.AppendNumber),
	ofList(memory{name: "empty texts", fields: `x?: [...string]`, payload: inList(`""`)}, gen.ReadText[string], gen.AppendText[string]),
	ofList(memory{name: "texts", fields: `x?: [...string]`, payload: inList(`"ab"`)}, gen.ReadText[string], gen.AppendText[string]),
	ofList(memory{name: "texts with escapes", fields: `x?: [...string]`, payload: inList(`"\na"`)}, gen.ReadText[string], gen.AppendText[string]),
	ofSecrets(memory{name: "secrets", fields: `x?: [...string] @secret()`, payload: inList(`""`)}, gen.ReadText[string], gen.AppendText[string]),
	ofList(memory{name: "a text of escapes in a list", fields: `x?: [...string]`,
		payload: func(n int) string { return `{"x":["` + strings.Repeat(`\n`, n/2) + `"]}` }}, gen.ReadText[string], gen.AppendText[string]),
	into(memory{name: "a text of escapes", fields: `x?: string & =~"^[a-z\n]*$"`,
		payload: func(n int) string { return `{"x":"` + strings.Repeat(`\n`, n/2) + `"}` }}, gen.ReadText[string], gen.AppendText[string]),
	ofLists(memory{name: "empty lists", fields: `x?: [...[...int]]`, payload: inList(`[]`)}, gen.ReadInt, gen.AppendInt),
	ofLists(memory{name: "lists of one", fields: `x?: [...[...int]]`, payload: inList(`[1]`)}, gen.ReadInt, gen.AppendInt),
	ofMap(memory{name: "a map", fields: `x?: {[string]: int}`, payload: inObject(`"%d":1`)}, gen.ReadInt, gen.AppendInt),
	ofMap(memory{name: "a map with escapes", fields: `x?: {[string]: int}`, payload: inObject(`"\t%d":1`)}, gen.ReadInt, gen.AppendInt),
	ofMap(memory{name: "a map by a pattern", fields: `x?: {[=~"^[0-9]+$"]: int}`, payload: inObject(`"%d":1`)}, gen.ReadInt, gen.AppendInt),
	ofMaps(memory{name: "empty maps", fields: `x?: [...{[string]: int}]`, payload: inList(`{}`)}, gen.ReadInt, gen.AppendInt),
	ofMaps(memory{name: "maps of one", fields: `x?: [...{[string]: int}]`, payload: inList(`{"a":1}`)}, gen.ReadInt, gen.AppendInt),
	into(memory{name: "anything", fields: `x?: [...]`, payload: inList(`1`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "empty lists of anything", fields: `x?: [..._]`, payload: inList(`[]`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "a list of anything", fields: `x?: _`, payload: inList(`[]`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "one of several types", fields: `x?: [...(int | string)]`, payload: inList(`1`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "objects", fields: `x?: [...#N]`, types: `#N: {a?: int, b?: string}`, payload: inList(`{"a":1}`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "unique numbers", fields: `x?: [...int] & list.UniqueItems()`, payload: inList(`%d`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "numbers that are not unique", fields: `x?: [...int] & list.UniqueItems()`, payload: inList(`1`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "unique objects", fields: `x?: [...#N] & list.UniqueItems()`, types: `#N: {a?: int}`, payload: inList(`{"a":%d}`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "alternatives", fields: `x?: [...#T]`, types: "#T: #P | #Q\n#P: {k!: \"p\", a?: int}\n#Q: {k!: \"q\", b?: int}",
		payload: inList(`{"k":"q","b":1}`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "alternatives with members that none has", fields: `x?: #T`, types: "#T: #P | #Q\n#P: {k!: \"p\", ...}\n#Q: {k!: \"q\", ...}",
		payload: func(n int) string {
			deep := nested("[", strings.Repeat("1", 60), "]", 20)
			return `{"x":{"k":"q","z":[` + each(deep, n) + `]}}`
		}}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "a number of members", fields: `x?: struct.MaxFields(100000) & {[string]: #N}`, types: `#N: struct.MaxFields(100000) & {[string]: {[string]: int}}`,
		payload: inObject(`"%d":{"a":{"b":1}}`)}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "depth", fields: `x?: #N`, types: `#N: [...#N]`, payload: inList(nested("[", "", "]", 25))}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "recursion", fields: `x?: #N`, types: `#N: {n?: [...#N], v?: int}`,
		payload: func(n int) string { return `{"x":{"n":[` + each(nested(`{"n":[`, "", "]}", 12), n) + `]}}` }}, gen.ReadJSON, gen.AppendJSON),
	ofList(memory{name: "a list in a text", fields: `x?: [...int] @read(json)`,
		payload: func(n int) string { return `{"x":"[` + each(`1`, n) + `]"}` }}, gen.ReadInt, gen.AppendInt),
	ofMap(memory{name: "a map in a text", fields: `x?: {[string]: int} @read(json)`,
		payload: func(n int) string { return `{"x":"{` + each(`\"%d\":1`, n) + `}"}` }}, gen.ReadInt, gen.AppendInt),
	{name: "unknown members", fields: `x?: int`, payload: func(n int) string { return "{" + each(`"%d":1`, n) + "}" }},
	{name: "unknown members with escapes", fields: `x?: int`, payload: func(n int) string { return "{" + each(`"\t%d":1`, n) + "}" }},
	{name: "unknown members inside", fields: `x?: int`, payload: func(n int) string { return `{"y":{` + each(`"%d":1`, n) + "}}" }},
	{name: "unknown members at each depth", fields: `x?: int`, payload: func(n int) string {
		level := each(`"%d":1`, n/25) + `,"z":`
		return "{" + nested(level+"{", `"a":1`, "}", 25) + "}"
	}},
	{name: "unknown depth", fields: `x?: int`, payload: func(n int) string { return `{"y":[` + each(nested("[", "", "]", 25), n) + "]}" }},
	{name: "unknown members of a strict contract", fields: `x?: int`, options: engine.Options{Strict: true},
		payload: func(n int) string { return "{" + each(`"%d":1`, n) + "}" }},
	{name: "wrong elements", fields: `x?: [...int]`, payload: inList(`""`)},
	{name: "thousands of wrong elements", fields: `x?: [...int]`, options: engine.Options{Limits: wide}, payload: inList(`""`)},
	{name: "thousands of unknown members", fields: `x?: int`, options: engine.Options{Strict: true, Limits: wide},
		payload: func(n int) string { return "{" + each(`"%d":1`, n) + "}" }},
	into(memory{name: "great depth", fields: `x?: #N`, types: `#N: [...#N]`, options: engine.Options{Limits: wide},
		payload: func(int) string { return `{"x":` + nested("[", "", "]", 9_000) + "}" }}, gen.ReadJSON, gen.AppendJSON),
	into(memory{name: "great depth of objects", fields: `x?: #N`, types: `#N: {n?: #N, v?: int}`, options: engine.Options{Limits: wide},
		payload: func(int) string { return `{"x":` + nested(`{"n":`, `{"v":1}`, "}", 9_000) + "}" }}, gen.ReadJSON, gen.AppendJSON),
	{name: "great unknown depth", fields: `x?: int`, options: engine.Options{Limits: wide},
		payload: func(int) string { return `{"y":` + nested(`{"z":`, "1", "}", 9_000) + "}" }},
	{name: "wrong elements in great depth", fields: `x?: #N`, types: fmt.Sprintf(`#N: {%[1]s?: #N, v?: [...int]}`, strings.Repeat("n", 60)),
		payload: func(n int) string {
			return `{"x":` + nested(`{"`+strings.Repeat("n", 60)+`":`, `{"v":[`+each(`""`, n)+`]}`, "}", 28) + "}"
		}},
	{name: "wrong lists", fields: `x?: [...[...int]]`, payload: inList(`[""]`)},
	{name: "wrong members", fields: `x?: {[string]: int}`, payload: inObject(`"%d":""`)},
	{name: "none of the alternatives", fields: `x?: [...#T]`, types: "#T: #P | #Q\n#P: {k!: \"p\", a?: int}\n#Q: {k!: \"q\", b?: int}",
		payload: inList(`{"k":"r"}`)},
	{name: "quoted values", fields: `x?: [...strings.MaxRunes(1)]`,
		payload: func(n int) string { return `{"x":[` + each(`"`+strings.Repeat("<", n/50)+`"`, n) + `]}` }},
	{name: "members of a form", fields: `x?: string`, options: engine.Options{Input: engine.Form},
		payload: func(n int) string { return strings.ReplaceAll(each(`%d`, n), ",", "&") }},
	{name: "members of a form with escapes", fields: `x?: string`, options: engine.Options{Input: engine.Form},
		payload: func(n int) string { return strings.ReplaceAll(each(`+%d`, n), ",", "&") }},
	ofList(memory{name: "a list in a form", fields: `x?: [...int]`, options: engine.Options{Input: engine.Form},
		payload: func(n int) string { return "x=" + each(`1`, n) }}, gen.ReadInt, gen.AppendInt),
	ofList(memory{name: "a list of texts in a form", fields: `x?: [...string]`, options: engine.Options{Input: engine.Form},
		payload: func(n int) string { return "x=" + each(`+a`, n) }}, gen.ReadText[string], gen.AppendText[string]),
	ofList(memory{name: "pairs of a list in a form", fields: `x?: [...string]`, options: engine.Options{Input: engine.Form},
		payload: func(n int) string { return strings.ReplaceAll(each(`%%78=+a`, n), ",", "&") }}, gen.ReadText[string], gen.AppendText[string]),
	ofList(memory{name: "blank pairs of a list in a form", fields: `x?: [...string]`, options: engine.Options{Input: engine.Form},
		payload: func(n int) string { return strings.ReplaceAll(each(`%%78=+`, n), ",", "&") }}, gen.ReadText[string], gen.AppendText[string]),
	into(memory{name: "a text of a form", fields: `x?: string`, options: engine.Options{Input: engine.Query},
		payload: func(n int) string { return "x=" + strings.Repeat("+a", n/2) }}, gen.ReadText[string], gen.AppendText[string]),
	into(memory{name: "a text of control characters in a form", fields: `x?: string`, options: engine.Options{Input: engine.Query},
		payload: func(n int) string { return "x=a" + strings.Repeat("\x01", n-2) + "a" }}, gen.ReadText[string], gen.AppendText[string]),
}

// compiled is the contract of m.
func (m *memory) compiled(t *testing.T) *plan.Endpoint {
	files := small(t, m.fields, m.types)
	edit(t, files, "own/own.cue", `import (`, "import (\n\t\"struct\"\n\t\"github.com/passant-go/passant/schemas/answer\"")
	edit(t, files, "own/own.cue", `_used: [`, `_used: [struct.MaxFields, `)
	if strings.Contains(m.fields, "MaxRunes") {
		edit(t, files, "own/own.cue", `rules: own: "own"`, `rules: {own: "own", max_length: "{value} is longer than {max}"}`)
	}
	edit(t, files, "own/own.cue", `malformed: invalid`, `malformed: {status: 400, #Body: error!: "malformed"}`)
	edit(t, files, "own/own.cue", `#Body: {}`, `#Body: errors!: [answer.#Field]: [...answer.#Message]`)
	if strings.Contains(m.name, "form") {
		edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\taccepts: [\"form\", \"query\"], read: form: lists: [\"comma\", \"repeated\"]")
	}
	return endpoint(t, files, "own/post")
}

// size is what one value takes in a struct of a type: as much as the largest struct in it, or an element; a map has room for
// eight members.
func size(t reflect.Type) int {
	n := int(t.Size())
	switch t.Kind() {
	case reflect.Slice:
		n = max(n, size(t.Elem()))
	case reflect.Pointer:
		n += size(t.Elem())
	case reflect.Map:
		n = max(64+8*int(t.Key().Size()+t.Elem().Size()), size(t.Elem()))
	case reflect.Struct:
		for i := range t.NumField() {
			n = max(n, size(t.Field(i).Type))
		}
	}
	return n
}

// allocated is how many bytes do allocates.
func allocated(do func()) int {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	do()
	runtime.ReadMemStats(&after)
	return int(after.TotalAlloc - before.TotalAlloc)
}

// An operation is what may be done to a payload. It returns what it appended to dst.
type operation struct {
	name string
	do   func(e *engine.Endpoint, body, dst []byte) []byte
}

var operations = []operation{
	{"Validate", func(e *engine.Endpoint, body, _ []byte) []byte { e.Validate(body); return nil }},
	{"CheckRequest", func(e *engine.Endpoint, body, _ []byte) []byte {
		var all []engine.Lookup
		yes := func(context.Context, engine.Values) (engine.Outcome, error) { return engine.Yes, nil }
		for i := range e.Plan().Lookups {
			all = append(all, engine.Lookup{Name: e.Plan().Lookups[i].Name, Ask: yes})
		}
		for i := range e.Plan().Request.Fields {
			for _, l := range e.Plan().Request.Fields[i].Lookups {
				if !slices.ContainsFunc(all, func(o engine.Lookup) bool { return o.Name == l.Name }) {
					all = append(all, engine.Lookup{Name: l.Name, Ask: yes})
				}
			}
		}
		r := engine.Request{Method: e.Plan().Methods[e.Plan().Accepts[0]], Secure: true, Body: engine.Hide(body), Query: engine.Hide(body)}
		if _, err := e.With(all...).CheckRequest(context.Background(), r); err != nil {
			panic(err)
		}
		return nil
	}},
	{"AppendNormal", func(e *engine.Endpoint, body, dst []byte) []byte { dst, _ = e.AppendNormal(dst, body); return dst }},
	{"AppendAnswer", func(e *engine.Endpoint, body, dst []byte) []byte { return e.Validate(body).AppendAnswer(dst) }},
	{"AppendReport", func(e *engine.Endpoint, body, dst []byte) []byte { return e.Validate(body).AppendReport(dst, 0) }},
	{"AppendProblem", func(e *engine.Endpoint, body, dst []byte) []byte { return e.Validate(body).AppendProblem(dst) }},
	{"Violations", func(e *engine.Endpoint, body, _ []byte) []byte { e.Validate(body).Violations(); return nil }},
}

// A most is the largest that an operation took, in times of the payload, beside what it may take in any case.
type most struct {
	factor float64
	length int
	of     string
}

// hold measures what operations on a body take, and checks it.
func hold(t *testing.T, worst map[string]most, p *plan.Endpoint, o engine.Options, name, body string, into typed.Struct, of reflect.Type) {
	configured := func() *engine.Endpoint {
		e, err := engine.New(p).Configure(o)
		require.NoError(t, err)
		return e
	}
	report := configured().Validate([]byte(body))
	entries := report.Len() * perEntry
	for _, v := range report.Violations() {
		entries += perByte * len(v.Pointer)
	}
	within := func(operation string, got, length, allowed int) {
		allowed += scratch + perLevel*configured().Limits().Depth
		if factor := float64(got-allowed) / float64(length); factor > worst[operation].factor {
			worst[operation] = most{factor, length, name}
		}
		assert.LessOrEqual(t, got, perByte*length+allowed, "%s: %s of %d bytes: %.1f", name, operation, length, float64(got)/float64(length))
	}
	for _, op := range operations {
		dst := make([]byte, 0, len(op.do(configured(), []byte(body), nil))) // which is the caller's to make
		e, text := configured(), []byte(body)
		got := allocated(func() { op.do(e, text, dst) })
		within(op.name, got+cap(dst), len(body), entries)
	}
	if !report.Valid() || into == nil {
		return
	}
	for _, canonical := range []bool{true, false} {
		o.Canonical = canonical
		e, text := configured(), []byte(body)
		got := allocated(func() {
			_, err := e.Decode(text, into)
			assert.NoError(t, err)
		})
		within("Decode", got, len(body), entries+values(body)*size(of))
	}
	if o.Input == engine.JSON {
		dst := make([]byte, 0, len(into.AppendJSON(nil)))
		e := configured()
		got := allocated(func() {
			_, report, err := e.Encode(dst, into)
			assert.NoError(t, err)
			assert.True(t, report.Valid())
		})
		within("Encode", got, cap(dst), entries)
	}
}

// values is at least how many values a payload has.
func values(body string) int {
	if body[0] == '{' {
		return strings.Count(body, ",") + strings.Count(body, "[") + strings.Count(body, "{") - strings.Count(body, "[]") - strings.Count(body, "{}")
	}
	return strings.Count(body, ",") + strings.Count(body, "=") + strings.Count(body, "&")
}

// What an operation allocates, and what it appends, is at most 16 times the payload, and for Decode the values times the size
// of the largest struct; beside that what it starts with, what depth takes, and the entries of the report. It is the first that
// an endpoint does, so that nothing is there from another. PASSANT_GROWTH asks for it.
func TestMemory(t *testing.T) {
	if os.Getenv("PASSANT_GROWTH") == "" {
		t.Skip("PASSANT_GROWTH is not set")
	}
	worst := map[string]most{}
	for _, m := range memories {
		t.Run(m.name, func(t *testing.T) {
			p := m.compiled(t)
			var s typed.Struct
			if m.into != nil {
				s = m.into("own/post")
			}
			for _, n := range []int{32 << 10, 1 << 17} {
				o := m.options
				o.Limits.Values, o.Limits.Keys, o.Limits.String = 1<<20, 1<<20, 1<<20
				hold(t, worst, p, o, m.name, m.payload(n), s, m.value)
			}
		})
	}
	for _, e := range providers.All() {
		t.Run(e.Name(), func(t *testing.T) {
			for i := range e.Plan().Request.Fields {
				name := e.Plan().Request.Fields[i].Name
				for _, value := range []string{`[%s]`, `{%s}`, `%s`} {
					for _, thing := range []string{`1`, `""`, `"\n"`, `[]`, `{}`, `"%d":1`} {
						body := fmt.Sprintf(`{%q:`+value+`}`, name, each(thing, 32<<10))
						if e.Validate([]byte(body)).Malformed() {
							continue
						}
						hold(t, worst, e.Plan(), engine.Options{}, e.Name()+" "+thing, body, nil, nil)
					}
				}
			}
		})
	}
	t.Run("as many values as there may be", func(t *testing.T) {
		for _, thing := range []string{`1`, `""`, `[]`, `{}`, `[1]`, `{"a":1}`} {
			body := `{"firstName":"a","lastName":"b","email":"a@b.nl","captchaSolution":[` + each(thing, 1<<20-100) + "]}"
			o := engine.Options{Limits: engine.Limits{Values: 1 << 20}}
			hold(t, worst, bitpub.Register.Plan(), o, "as many "+thing+" as there may be", body, new(bitpub.RegisterRequest), reflect.TypeFor[bitpub.RegisterRequest]())
		}
	})
	for _, name := range slices.Sorted(maps.Keys(worst)) {
		w := worst[name]
		t.Logf("%-13s %5.1f times %d bytes, %s", name, w.factor, w.length, w.of)
	}
}
