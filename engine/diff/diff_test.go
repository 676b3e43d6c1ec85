package diff_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/diff"
	"github.com/passant-go/passant/engine/internal/drawtest"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
)

// languageOnly is the contract language without any contract.
func languageOnly(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	language := os.DirFS("../../schemas")
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
	return files
}

// A source is the facts of an endpoint and the fields of its request.
type source struct{ facts, fields string }

// compiled is an endpoint with these facts and fields of its request.
func compiled(t testing.TB, facts, fields string) *plan.Endpoint {
	t.Helper()
	return compiledAll(t, source{facts, fields})[0]
}

// compiledAll are such endpoints, each in a package of its own.
func compiledAll(t testing.TB, sources ...source) []*plan.Endpoint {
	t.Helper()
	files := languageOnly(t)
	var dirs []string
	for i, s := range sources {
		dirs = append(dirs, "own")
		if i > 0 {
			dirs[i] += fmt.Sprintf("%03d", i)
		}
		files[dirs[i]+"/own.cue"] = &fstest.MapFile{Data: []byte(`package ` + dirs[i] + `

import (
	"list"
	"math"
	"strings"
	"time"

	"github.com/passant-go/passant/schemas/contract"
)

_used: [list.MaxItems, math.MultipleOf, strings.MaxRunes, time.Format]

post: contract.#Endpoint & {
	document: "own.txt"
	method:   "POST"
	` + s.facts + `
	#Request: {
		` + s.fields + `
	}
	messages: contract.plain
	answers: {
		ok: status: *200 | int
		invalid: {status: 400, #Body: {}}
		malformed: invalid
	}
}
`)}
	}
	endpoints, err := compile.FS(files, compile.Dirs(dirs...))
	require.NoError(t, err, sources)
	require.Len(t, endpoints, len(sources))
	return endpoints
}

const path = `path: "/own"`

// compiledPairs are the endpoints of which an older and a newer one are compared, all compiled at once.
func compiledPairs(t testing.TB, sources [][2]source) (pairs [][2]*plan.Endpoint) {
	t.Helper()
	at, all := map[source]int{}, []source{}
	for _, pair := range sources {
		for _, s := range pair {
			if _, known := at[s]; !known {
				at[s] = len(all)
				all = append(all, s)
			}
		}
	}
	plans := compiledAll(t, all...)
	for i := range plans { // each in a package of its own
		plans[i].Name = "own/post"
	}
	for _, pair := range sources {
		pairs = append(pairs, [2]*plan.Endpoint{plans[at[pair[0]]], plans[at[pair[1]]]})
	}
	return pairs
}

// A comparing is what is expected of a change.
type comparing struct{ old, new, want string }

// assertSummaries compares fields, of endpoints with the same facts.
func assertSummaries(t *testing.T, facts string, tests []comparing) {
	t.Helper()
	var sources [][2]source
	for _, test := range tests {
		sources = append(sources, [2]source{{facts, test.old}, {facts, test.new}})
	}
	for i, pair := range compiledPairs(t, sources) {
		assert.Equal(t, tests[i].want, summary(diff.Endpoints(pair[0], pair[1])), "%s, now %s", tests[i].old, tests[i].new)
	}
}

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
	assertSummaries(t, path, []comparing{
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
		{`x?: {...}`, `x?: {a?: int}`, `compatible x: other members are now a warning; breaking x.a: _ → int, A is now ambiguous beside a {"x":{"a":""}}`},
		{`x?: {a?: int}`, `x?: {...}`, `compatible x: other members are now fine; compatible x.a: removed, now fine with any value`},
		{"x?: int\n\t\t...", "X?: int\n\t\t...", `breaking x: removed, now ambiguous beside X {"x":0}; compatible X: added, optional`},
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
	})
}

// A name that was let through without being named, and that encoding/json takes for one that is declared now, is refused: that
// is breaking, and told with a request.
func TestNamesThatAreAmbiguousNow(t *testing.T) {
	assertSummaries(t, path, []comparing{
		{`...`, "email?: _\n\t\t...", `breaking email: EMAIL is now ambiguous beside email {"EMAIL":0}`},
		{`...`, `email?: string`, `compatible : other members are now a warning; breaking email: _ → string, EMAIL is now ambiguous beside email {"email":0}`},
		{`...`, "email!: string\n\t\t...", `breaking email: made required, _ → string, EMAIL is now ambiguous beside email {}`},
		{`x!: string, ...`, "x!: string, NAME?: _, ...", `breaking NAME: name is now ambiguous beside NAME {"x":"","name":0}`},
		{`x?: int`, `X?: int`, `breaking x: removed, now ambiguous beside X {"x":0}; compatible X: added, optional`},
		{"x?: int\n\t\t...", "X?: int\n\t\t...", `breaking x: removed, now ambiguous beside X {"x":0}; compatible X: added, optional`},
		{`x?: {...}`, `x?: {k1?: _, ...}`, `breaking x.k1: K1 is now ambiguous beside k1 {"x":{"K1":0}}`},
		{`x?: [...{...}]`, `x?: [...{at?: _, ...}]`, `breaking x.at: AT is now ambiguous beside at {"x":[{"AT":0}]}`},
		{`x?: {[string]: int}`, `x?: {[string]: int, at?: int}`, `breaking x.at: added, optional, AT is now ambiguous beside at {"x":{"AT":0}}`},
		{`x?: {[=~"^[a-z]"]: int}`, `x?: {[=~"^[a-z]"]: int, at?: int}`, `breaking x.at: added, optional, aT is now ambiguous beside at {"x":{"aT":0}}`},
		{`x?: {[=~"^[A-Z]"]: int}`, `x?: {[=~"^[A-Z]"]: int, at?: int}`, `breaking x.at: added, optional, AT is now ambiguous beside at {"x":{"AT":0}}`},
		{`...`, "AT?: _\n\t\tat?: _\n\t\t...", `breaking AT: aT is now ambiguous beside AT {"aT":0}; breaking at: At is now ambiguous beside at {"At":0}`},
		{"AT?: _\n\t\t...", "AT?: _\n\t\tat?: _\n\t\t...", `compatible at: added, optional`},
		{`...`, "\"1\"?: _\n\t\t...", ``},
		{"email!: string\n\t\tEmail?: string", `email!: string`, `breaking Email: removed, now ambiguous beside email {"email":"","Email":""}`},
		{"email!: string\n\t\tEmail!: string", `email!: string`, `breaking Email: removed, now ambiguous beside email {"email":"","Email":""}`},
		{"email!: string\n\t\tEmail?: string\n\t\t...", `email!: string, ...`, `breaking Email: removed, now ambiguous beside email {"email":"","Email":""}`},
		{"as!: string\n\t\t\"a\u017f\"?: string", `as!: string`, `breaking aſ: removed, now ambiguous beside as {"as":"","aſ":""}`},
		{`x?: {a?: int, A?: int}`, `x?: {A?: int}`, `breaking x.a: removed, now ambiguous beside A {"x":{"a":0}}`},
		{`x?: [...{a?: int, A?: int}]`, `x?: [...{a?: int}]`, `breaking x.A: removed, now ambiguous beside a {"x":[{"A":0}]}`},
		{"a!: int\n\t\tA?: int\n\t\tb!: int & >a", "a!: int\n\t\tb!: int & >a", `breaking A: removed, now ambiguous beside a {"a":0,"A":0,"b":1}`},
	})
	assertSummaries(t, path+"\n\tread: names: \"anycase\"", []comparing{
		{`...`, "email?: _\n\t\t...", ``},
		{`...`, "as?: _\n\t\t...", `breaking as: aſ is now ambiguous beside as {"aſ":0}`},
		{`"aſ"?: string`, `As?: string`, `breaking aſ: removed, now ambiguous beside As {"aſ":""}; compatible As: added, optional`},
	})
}

// Whatever members are to each other, a change of one is decided as if it stood alone.
func TestRequestsWhereMembersAreCompared(t *testing.T) {
	const twelve = `a!: int & >=0 & <100
		b!: int & >a & <=200
		c?: number & >b
		password!: string & strings.MinRunes(10)
		repeated!: password
		from!: time.Format("2006-01-02")
		until!: time.Format("2006-01-02") & >from
		colour!: "red" | "green" | "blue"
		price?: number & math.MultipleOf(0.01) & >=0
		note?: string
		tags?: [...string & strings.MaxRunes(8)]
		if colour == "red" {note!: string & !="none"}`
	change := func(old, new string) string {
		require.Contains(t, twelve, old)
		return strings.Replace(twelve, old, new, 1)
	}
	assertSummaries(t, path, []comparing{
		{"a!: int\n\t\tb!: int & >a", "a!: int\n\t\tb!: int & >a\n\t\tn!: string", `breaking n: added, required {"a":0,"b":1}`},
		{"a!: time.Format(\"2006-01-02\")\n\t\tb!: time.Format(\"2006-01-02\") & >a", "a!: time.Format(\"2006-01-02\")\n\t\tb!: time.Format(\"2006-01-02\") & >a\n\t\tn!: string",
			`breaking n: added, required {"a":"0000-01-01","b":"0000-01-02"}`},
		{"p!: string & strings.MinRunes(2)\n\t\tc!: p", "p!: string & strings.MinRunes(2)\n\t\tc!: p\n\t\tn!: string", `breaking n: added, required {"p":"aa","c":"aa"}`},
		{twelve, change(` | "blue"`, ``), `breaking colour: "red" | "green" | "blue" → "red" | "green" {"a":0,"b":1,"password":"aaaaaaaaaa","repeated":"aaaaaaaaaa","from":"0000-01-01","until":"0000-01-02","colour":"blue"}`},
		{change(` | "blue"`, ``), twelve, `compatible colour: "red" | "green" → "red" | "green" | "blue"`},
		{twelve, change(`MinRunes(10)`, `MinRunes(12)`),
			`breaking password: strings.MinRunes(10) → strings.MinRunes(12) {"a":0,"b":1,"password":"aaaaaaaaaaa","repeated":"aaaaaaaaaaa","from":"0000-01-01","until":"0000-01-02","colour":"red","note":""}`},
		{change(`MinRunes(10)`, `MinRunes(12)`), twelve, `compatible password: strings.MinRunes(12) → strings.MinRunes(10)`},
		{twelve, change(`c?:`, `c!:`),
			`breaking c: made required {"a":0,"b":1,"password":"aaaaaaaaaa","repeated":"aaaaaaaaaa","from":"0000-01-01","until":"0000-01-02","colour":"red","note":""}`},
		{twelve, change(`0.01`, `0.05`),
			`breaking price: math.MultipleOf(0.01) → math.MultipleOf(0.05) {"a":0,"b":1,"password":"aaaaaaaaaa","repeated":"aaaaaaaaaa","from":"0000-01-01","until":"0000-01-02","colour":"red","price":0.04,"note":""}`},
		{change(`0.01`, `0.05`), twelve, `compatible price: math.MultipleOf(0.05) → math.MultipleOf(0.01)`},
		{twelve, change(`>a`, `>=a`), `compatible : now b: >=a, no longer b: >a`},
		{change(`>a`, `>=a`), twelve,
			`breaking : now b: >a, no longer b: >=a {"a":0,"b":0,"password":"aaaaaaaaaa","repeated":"aaaaaaaaaa","from":"0000-01-01","until":"0000-01-02","colour":"red","note":""}`},
		{"a!: int\n\t\tb!: int & >a", "a!: int & <b\n\t\tb!: int", `compatible : now a: <b, no longer b: >a`},
		{"a!: int\n\t\tb!: int & >a\n\t\tc!: int & >=b", "a!: int\n\t\tb!: int\n\t\tc!: int & >a", `compatible : now c: >a, no longer b: >a, no longer c: >=b`},
		{"a!: int\n\t\tb!: int & >a\n\t\tc!: int & >b\n\t\td!: int & >c & <=-5", "a!: int\n\t\tb!: int & >a\n\t\tc!: int & >b\n\t\td!: int & >c & <=-6",
			`breaking d: <=-5 → <=-6 {"a":-8,"b":-7,"c":-6,"d":-5}`},
	})
	pair := compiledPairs(t, [][2]source{{{path, twelve}, {path, change(`!="none"`, `!="none" & !="some"`)}}})[0]
	changes := diff.Endpoints(pair[0], pair[1])
	assert.Equal(t, diff.Breaking, diff.Worst(changes), summary(changes))
	assert.Contains(t, summary(changes), `"note":"some"`)
}

// An undecided change says why.
func TestUndecidedSaysWhy(t *testing.T) {
	for _, c := range diff.Endpoints(compiled(t, path, `x?: string`), compiled(t, path+"\n\tread: trim: \" \"", `x?: string @rule(name)`)) {
		assert.Equal(t, c.Verdict == diff.Undecided, len(c.Why) > 0, c.What)
	}
}

var (
	draws     = flag.Int("draws", 12, "how many pairs of contracts TestLaw draws, and a dozen times as many TestVerdictsHold")
	firstDraw = flag.Uint64("first-draw", 0, "the seed of the first pair; 0: another in each run")
)

// firstSeed is the seed of the first pair that a test draws.
func firstSeed(t testing.TB) uint64 {
	first := *firstDraw
	if first == 0 {
		first = rand.Uint64() >> 1
	}
	t.Logf("-first-draw %d", first)
	return first
}

// An edit is a small change that people make to a contract.
type edit struct {
	from  *regexp.Regexp
	to    func(r *rand.Rand, found []string) string // what is found, and its groups
	facts bool                                      // it is made before the types
}

// edits are those that ask for less, for more, and for the same in other words; where they are made decides what they do.
var edits = func() [3][]edit {
	as := func(to string) func(*rand.Rand, []string) string {
		return func(*rand.Rand, []string) string { return to }
	}
	moved := func(by int) func(*rand.Rand, []string) string {
		return func(r *rand.Rand, found []string) string {
			n, _ := strconv.Atoi(found[2])
			return found[1] + strconv.Itoa(n+by*(1+r.IntN(3)))
		}
	}
	change := func(from string, to func(*rand.Rand, []string) string) edit {
		return edit{from: regexp.MustCompile(from), to: to}
	}
	fact := func(from, to string) edit { return edit{regexp.MustCompile(from), as(to), true} }
	upper, lower := `(<=? |MaxRunes\(|MaxItems\()(-?[0-9]+)\b`, `(>=? |MinRunes\(|MinItems\()(-?[0-9]+)\b`
	return [3][]edit{
		{
			change(`!: `, as(`?: `)),
			change(upper, moved(1)),
			change(lower, moved(-1)),
			change(`: "[^"]*"`, func(_ *rand.Rand, found []string) string { return found[0] + ` | "more"` }),
			change(`\bint\b`, as(`number`)),
			change(`: (string|bool|number|int)\b`, func(_ *rand.Rand, found []string) string { return `: null | ` + found[1] }),
			change(`\b(true|false)\b`, as(`bool`)),
		},
		{
			change(`\?: `, as(`!: `)),
			change(upper, moved(-1)),
			change(lower, moved(1)),
			change(` \| "[^"]*"`, as(``)),
			change(`\bnumber\b`, as(`int`)),
			change(`: string\b`, as(`: string & !="no"`)),
			change(`: int\b`, as(`: int & >=0`)),
			change(`: bool\b`, as(`: true`)),
			change(`: _`, as(`: int`)),
		},
		{
			fact(`contract\.plain & \{`, `contract.plain & {names: x: "Other", `),
			fact(`ok: status: 200`, `ok: status: 201`),
		},
	}
}()

// edited is a contract with one of the edits made in what it says of its request or, where that is of facts, of these.
func edited(r *rand.Rand, text string, edits []edit) (string, bool) {
	post := strings.Index(text, "#Post:")
	end := post + strings.Index(text[post:], "\n\n")
	for _, i := range r.Perm(len(edits)) {
		e := edits[i]
		found := slices.DeleteFunc(e.from.FindAllStringIndex(text, -1), func(m []int) bool {
			return !e.facts && m[0] < post || m[0] > end
		})
		if len(found) > 0 {
			m := found[r.IntN(len(found))]
			return text[:m[0]] + e.to(r, e.from.FindStringSubmatch(text[m[0]:m[1]])) + text[m[1]:], true
		}
	}
	return "", false
}

// editedPair is the text of a drawn contract after an edit, with the endpoints before and after, where there are some.
func editedPair(r *rand.Rand, c *drawtest.Contract, edits []edit, language fstest.MapFS) (after string, endpoints []*plan.Endpoint) {
	after, ok := edited(r, c.Files["own/own.cue"], edits)
	if !ok {
		return after, nil
	}
	files := maps.Clone(language)
	for name, text := range c.Files {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	files["own2/own.cue"] = &fstest.MapFile{Data: []byte(strings.Replace(after, "package own\n", "package own2\n", 1))}
	endpoints, err := compile.FS(files, compile.Dirs("own", "own2"), compile.External())
	if err != nil {
		return after, nil
	}
	return after, endpoints
}

// Of contracts that are drawn and then changed a little, what is compatible refuses no payload that was accepted, what is
// breaking shows one that is, and what is undecided says why. Every verdict that is known occurs.
func TestLaw(t *testing.T) {
	first := firstSeed(t)
	language := languageOnly(t)
	count, pairs, most := map[diff.Verdict]int{}, 0, 30**draws
	enough := func() bool {
		return pairs >= *draws && count[diff.Changed] > 0 && count[diff.Compatible] > 0 && count[diff.Breaking] > 0
	}
	for seed := first; !enough() && seed < first+uint64(most); seed++ {
		r := rand.New(rand.NewPCG(seed, 0))
		decisions := make([]byte, 384)
		for i := range decisions {
			decisions[i] = byte(r.Uint32())
		}
		decisions[0] = 0 // without mistakes
		c := drawtest.New(drawtest.NewStream(decisions))
		before := c.Files["own/own.cue"]
		after, endpoints := editedPair(r, c, edits[seed%3], language)
		if endpoints == nil {
			continue
		}
		require.Len(t, endpoints, 2)
		old, new := endpoints[0], endpoints[1]
		changes := diff.Endpoints(old, new)
		if len(changes) == 0 {
			continue
		}
		pairs++
		verdict := diff.Worst(changes)
		count[verdict]++
		what := fmt.Sprintf("-first-draw %d\n%s\nnow\n%s", seed, before, after)
		strict, err := engine.New(mutate.JSON(old)).Configure(engine.Options{Strict: true})
		require.NoError(t, err)
		newer := engine.New(mutate.JSON(new))
		for _, c := range changes {
			assert.Equal(t, c.Verdict == diff.Undecided, len(c.Why) > 0, "%v: %s", c, what)
			if c.Witness != nil && !c.Header {
				assert.True(t, strict.Validate(c.Witness).Valid() && !newer.Validate(c.Witness).Valid(), "%s: %s", c.Witness, what)
			}
		}
		if verdict >= diff.Undecided {
			continue
		}
		source, other := mutate.New(mutate.JSON(old), seed), mutate.New(mutate.JSON(new), seed)
		for i := range 1500 {
			var payload []byte
			switch i % 3 {
			case 0:
				payload = source.Payload()
			case 1:
				payload = other.Payload()
			default:
				text := make([]byte, 200)
				for i := range text {
					text[i] = byte(r.Uint32())
				}
				payload = c.Payload(drawtest.NewStream(text))
			}
			if strict.Validate(payload).Valid() && !newer.Validate(payload).Valid() {
				t.Fatalf("%s is refused, though %s: %s", payload, summary(changes), what)
			}
		}
	}
	t.Log(count)
	assert.True(t, enough(), "%v", count)
}

// Whatever two contracts are, neither what they differ in nor what shows them at work is a panic, and all of it can be
// printed.
func FuzzPairs(f *testing.F) {
	r := rand.New(rand.NewPCG(firstSeed(f), 0))
	for i := range 40 {
		seed := make([]byte, 128)
		for j := range seed {
			seed[j] = byte(r.Uint32())
		}
		if i%4 > 0 {
			seed[0] = 0 // without mistakes
		}
		f.Add(seed, uint64(r.Uint32()))
	}
	language := languageOnly(f)
	f.Fuzz(func(t *testing.T, decisions []byte, chance uint64) {
		c := drawtest.New(drawtest.NewStream(decisions))
		before := c.Files["own/own.cue"]
		after, endpoints := editedPair(rand.New(rand.NewPCG(chance, 0)), c, edits[chance%3], language)
		if endpoints == nil {
			return
		}
		for _, pair := range [][2]*plan.Endpoint{{endpoints[0], endpoints[1]}, {endpoints[1], endpoints[0]}} {
			for _, change := range diff.Endpoints(pair[0], pair[1]) {
				assert.NotEmpty(t, change.What, before)
				_, err := json.Marshal(change)
				assert.NoError(t, err, before)
			}
		}
		witnesses, err := sample.Witnesses(endpoints[1])
		if err != nil {
			assert.NotEmpty(t, err.Error())
		}
		_, err = json.Marshal(witnesses)
		assert.NoError(t, err, after)
	})
}

func TestFacts(t *testing.T) {
	tests := []comparing{
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
	}
	var sources [][2]source
	for _, test := range tests {
		sources = append(sources, [2]source{{test.old, `x?: string`}, {test.new, `x?: string`}})
	}
	for i, pair := range compiledPairs(t, sources) {
		assert.Equal(t, tests[i].want, summary(diff.Endpoints(pair[0], pair[1])), "%s, now %s", tests[i].old, tests[i].new)
	}
	strict := path + "\n\tunknown: \"violation\""
	assert.Equal(t, `breaking x: removed, now a violation {"x":0}`,
		summary(diff.Endpoints(compiled(t, strict, `x?: int`), compiled(t, strict, ``))))
}

// What is compatible refuses no payload that was accepted, and what is breaking shows one that is.
func TestVerdictsHold(t *testing.T) {
	var sources []source
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
			sources = append(sources, source{path + "\n\t" + group.facts, f})
			names = append(names, group.facts+" "+f)
		}
	}
	plans := compiledAll(t, sources...)
	r := rand.New(rand.NewPCG(firstSeed(t), 0))
	var pairs [][2]int
	for i := range plans {
		for j := range plans {
			if i != j {
				pairs = append(pairs, [2]int{i, j})
			}
		}
		assert.Empty(t, diff.Endpoints(plans[i], plans[i]), names[i])
	}
	r.Shuffle(len(pairs), func(i, j int) { pairs[i], pairs[j] = pairs[j], pairs[i] })
	if os.Getenv("PASSANT_LONG") == "" {
		pairs = pairs[:min(12**draws, len(pairs))]
	}
	count := map[diff.Verdict]int{}
	for _, pair := range pairs {
		i, j := pair[0], pair[1]
		old, new := plans[i], plans[j]
		strict, err := engine.New(mutate.JSON(old)).Configure(engine.Options{Strict: true})
		require.NoError(t, err)
		newer := engine.New(mutate.JSON(new))
		changes := diff.Endpoints(old, new)
		verdict := diff.Worst(changes)
		count[verdict]++
		assert.NotEmpty(t, changes, "%s, now %s", names[i], names[j])
		for _, c := range changes {
			if c.Verdict == diff.Breaking {
				require.NotNil(t, c.Witness)
				assert.True(t, strict.Validate(c.Witness).Valid() && !newer.Validate(c.Witness).Valid(), "%s, now %s: %s", names[i], names[j], c.Witness)
			}
		}
		made := mutate.New(mutate.JSON(old), r.Uint64())
		for accepted := 0; accepted < 150; {
			payload := made.Payload()
			if !strict.Validate(payload).Valid() {
				continue
			}
			if accepted++; !newer.Validate(payload).Valid() {
				require.GreaterOrEqual(t, verdict, diff.Undecided, "%s, now %s: %s; %s", names[i], names[j], payload, summary(changes))
			}
		}
	}
	t.Log(count)
	assert.Greater(t, count[diff.Compatible], len(pairs)/40)
	assert.Less(t, count[diff.Undecided], len(pairs)/5)
}

func TestChangeAsJSON(t *testing.T) {
	changes := diff.Endpoints(compiled(t, path, `x?: int`), compiled(t, path, `x!: int`))
	text, err := json.Marshal(changes)
	require.NoError(t, err)
	assert.JSONEq(t, `[{"verdict":"breaking","endpoint":"own/post","field":"x","what":["made required"],"old":"own/own.cue:19","new":"own/own.cue:19","witness":{}}]`, string(text))
}

func TestContracts(t *testing.T) {
	a := compiled(t, path, `x?: int`)
	b := *a
	b.Name = "own/other"
	assert.Equal(t, "breaking : removed; compatible : added", summary(diff.Contracts([]*plan.Endpoint{a}, []*plan.Endpoint{&b})))
	assert.Equal(t, diff.Breaking, diff.Worst(diff.Contracts([]*plan.Endpoint{a}, nil)))
	assert.Equal(t, diff.Changed, diff.Worst(nil))
}
