package compile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
)

// Where structs meet, plan and CUE close them alike, at any depth.
func TestVerdictsOfClosedStructs(t *testing.T) {
	const definitions = `
#A: {a?: int}
#B: {b?: int}
#AB: {a?: int, b?: int}
#N: {n?: {a?: int}}
#O: {a?: int, ...}
#P: {[=~"^a"]: int}
#Q: {[=~"b$"]: {m?: int}}
#S: {[string]: int}
#EA: {#A}
#EAZ: {#A & {z?: int}}
#XA: {n!: #A}
#XEAZ: {n!: {#A & {z?: int}}}
#LA: [...{a?: int}]
`
	objects := []string{
		`{}`, `{"a":1}`, `{"a":2}`, `{"b":1}`, `{"z":1}`, `{"z":"a"}`, `{"q":1}`, `{"w":1}`, `{"u":1}`, `{"aa":1}`, `{"aa":2}`, `{"zz":1}`, `{"a":1,"b":1}`, `{"a":1,"z":1}`, `{"a":"s"}`,
		`{"n":{}}`, `{"n":{"a":1}}`, `{"n":{"b":1}}`, `{"n":{"z":1}}`, `{"n":{"q":1}}`, `{"n":{"a":1},"z":1}`, `{"ab":{"k":1}}`, `{"ab":{"m":1}}`, `{"ab":{}}`, `{"xb":{"m":1}}`, `{"xb":{}}`, `5`, `null`, `[]`,
	}
	lists := []string{`[]`, `[{}]`, `[{"a":1}]`, `[{"b":1}]`, `[{"a":1,"b":1}]`, `[{"z":1}]`, `[{},{"a":1}]`, `[{},{"b":1}]`, `[{},{"z":1}]`, `[{},{},{}]`, `{}`}
	for constraint, values := range map[string][]string{
		`#A & {z?: int}`: objects, `{#A, z?: int}`: objects, `{#A & {z?: int}}`: objects, `{#A, #B}`: objects, `{#A, #B, z?: int}`: objects,
		`#A & #B`: objects, `#AB & #A`: objects, `{#A & #AB, w?: int}`: objects,
		`#EA & {z?: int}`: objects, `{#EA, z?: int}`: objects, `{#A, {#A & {z?: int}}, z?: int}`: objects, `{#A & {z?: int}, z?: int}`: objects,
		`{#A & {z?: int}, #B & {z?: int}}`: objects, `{{#A & {z?: int}} & {z?: int}}`: objects, `#A & {z?: int} & {z?: int}`: objects, `#EAZ`: objects, `{#EAZ, z?: int}`: objects,
		`#XA & {n!: {z?: int}}`: objects, `{#XA, n!: {z?: int}}`: objects, `{#XEAZ, n!: {z?: int}}`: objects, `#XEAZ`: objects,
		`#N & {n?: {z?: int}}`: objects, `{#N, n?: {z?: int}}`: objects, `{n?: {a?: int}} & {n?: {z?: int}}`: objects, `{n?: #A} & {n?: {z?: int}}`: objects,
		`#O & {b?: int}`: objects, `{#O, b?: int}`: objects, `{b?: int} & {a?: int, ...}`: objects, `{...} & {a?: int}`: objects, `{{...}, a?: int}`: objects, `#O & #B`: objects, `{#O, #B}`: objects,
		`{#B, ...}`: objects, `#B & {...}`: objects, `{#B & {...}, z?: int}`: objects, `{...} & {n?: {a?: int}}`: objects, `#A & {n?: {a?: int}, ...}`: objects,
		`#P & #AB`: objects, `#AB & #P`: objects, `#AB & {[=~"^a"]: 1}`: objects, `{#AB, [=~"^a"]: 1}`: objects, `{#AB & {[=~"^a"]: 1}, z?: int}`: objects, `{#A & {z?: int}, [=~"z"]: int}`: objects,
		`#S & #A`: objects, `{[string]: int} & {a?: 1}`: objects, `#P & #S`: objects, `{#P, #S}`: objects, `#S & {[=~"^a"]: 1}`: objects, `{#P, z?: int}`: objects, `#P & {z?: int}`: objects,
		`#Q`: objects, `{[=~"^a"]: #A, [=~"b$"]: #B}`: objects, `#P & {[=~"^aa"]: 1}`: objects,
		`close({a?: int}) & {b?: int}`: objects, `{close({a?: int}), b?: int}`: objects, `close({a?: int}) & close({b?: int, a?: int})`: objects, `close({{a?: int}, b?: int})`: objects, `close(#A) & {b?: int}`: objects, `close({...})`: objects,
		`matchN(1, [#A & {z?: int}])`: objects, `matchN(1, [{#A, z?: int}])`: objects, `matchN(1, [{#A} & {z?: int}])`: objects, `matchN(1, [close({a?: int}) & {b?: int}])`: objects, `matchN(1, [close({{a?: int}})])`: objects,
		`matchN(1, [{close({a?: int}), b?: int}])`: objects, `matchN(1, [{{a?: int}, b?: int}])`: objects, `matchN(1, [close({#A, b?: int}) & {z?: int}])`: objects, `matchN(1, [close({n?: {a?: int}})])`: objects,
		`matchN(1, [{#N, n?: {z?: int}}])`: objects, `matchN(1, [{{#N}, n?: {z?: int}}])`: objects, `matchN(1, [#O & {n?: {a?: int}}])`: objects, `matchN(1, [#P & #AB])`: objects,
		`#LA`: lists, `#LA & [...]`: lists, `[#A] & [{z?: int}]`: lists, `[...#AB] & [...{a?: int}]`: lists, `[{a?: int}, ...{b?: int}] & [...{z?: int}]`: lists, `#LA & [{b?: int}]`: lists, `[#AB] & [#A]`: lists, `[...#AB] & [#A, ...]`: lists,
		`(#A | string) & ({z?: int} | string)`: objects,
	} {
		t.Run(constraint, func(t *testing.T) {
			assertVerdicts(t, constrained(t, constraint, definitions), values)
		})
	}
}

// A list of structs has nothing beside it where a reference to its definition stands alone.
func TestAListOfStructsMayBeADefinition(t *testing.T) {
	_, err := compile.FS(small(t, "x?: #L", "#L: [...{a?: int}]"), compile.External())
	assert.NoError(t, err)
	_, err = compile.FS(small(t, "x?: _, x?: [...{a?: int}]", ""), compile.External())
	assert.ErrorContains(t, err, "own/own.cue:")
}

// Some of what CUE evaluates one way with a payload and another way without one is refused.
func TestWhatIsLeftUndecided(t *testing.T) {
	const definitions = "#A: {a?: int}\n#B: {b?: int}\n#Q: {[=~\"b$\"]: {m?: int}}\n#C: {#A, k!: \"c\"}\n#D: {#A, k!: \"d\"}"
	for constraint, problem := range map[string]string{
		`{#A} & #B`: "can never be satisfied", `{#A} & {#B}`: "can never be satisfied", `{#A} & {z?: int}`: "z can never be satisfied", `{n?: {#A}} & {n?: {z?: int}}`: "z can never be satisfied",
		`{#B & {z?: string, ...}}`: "z can never be satisfied", `#Q & {[string]: {}}`: "a struct in one of several patterns", `matchN(1, [#C | #D])`: "alternatives of structs inside of matchN",
		`{a?: int} | {b?: int}`: "nothing tells these apart", `{r!: _, k?: _} | {k?: _}`: "nothing tells these apart", `{a?: int, if a != _|_ {b!: _}, b?: _}`: "CUE takes",
		`{a?: {if a != _|_ {b!: _}, b?: _}}`: "this condition is not supported", `{a?: string, b?: _, if a == "x" {b!: int}}`: "a must be required for a condition on its value",
	} {
		_, err := compile.FS(constrained(t, constraint, definitions), compile.Dirs("own"), compile.External())
		assert.ErrorContains(t, err, problem, constraint)
	}
}

// A value is one of alternatives that nothing but their members tells apart.
func TestVerdictsOfAlternatives(t *testing.T) {
	const definitions = `
#Card: {type!: "card", number!: string}
#Bank: {type!: "bank", iban!: string, bic?: string}
#Cash: {type!: "cash"}
#Pay: #Card | #Bank
#Open: {type!: "open", ...}
#K: {k!: #Card | #Bank}
`
	objects := []string{
		`{}`, `{"type":"card"}`, `{"type":"card","number":"1"}`, `{"type":"card","number":1}`, `{"type":"card","number":"1","iban":"2"}`, `{"type":"bank","iban":"2"}`, `{"type":"bank","iban":"2","bic":"3"}`,
		`{"type":"cash"}`, `{"type":"gold"}`, `{"type":1}`, `{"type":"open","x":1}`, `{"type":"card","number":"1","w":1}`, `{"type":"bank","iban":"2","w":1}`, `{"type":"card","number":"1","w":"s"}`,
		`{"number":"1"}`, `{"iban":"2"}`, `{"k":{"type":"cash"}}`, `{"k":{"type":"card","number":"1"}}`, `"a"`, `"b"`, `5`, `null`, `[]`,
	}
	numbers := []string{`1`, `4`, `6`, `8`, `6.5`, `-1`, `"a"`, `"ab"`, `"b"`, `null`, `true`}
	lists := []string{`[]`, `[1]`, `["a"]`, `[1,"a"]`, `[{"type":"card","number":"1"}]`, `[{"type":"bank","iban":"1"}]`, `[{"type":"bank","iban":"1"},{"type":"card","number":"1"}]`, `[{"type":"cash"}]`, `{}`, `null`}
	for constraint, values := range map[string][]string{
		`#Card | #Bank`: objects, `#Pay`: objects, `#Pay | #Cash | string`: objects, `null | #Pay`: objects, `"a" | #Pay`: objects, `*#Card | #Bank`: objects, `#Pay | #Open`: objects,
		`{number!: string} | {iban!: string}`: objects, `{#Pay, w?: int}`: objects, `#Pay & {w?: int}`: objects, `#Pay & {number?: =~"2"}`: objects, `(#Card | #Bank) & (#Bank | #Cash)`: objects, `#K`: objects, `{#K, w?: int}`: objects,
		`#K & {k!: #Card}`: objects, `{type!: "card" | "bank"} & (#Card | #Bank)`: objects, `{#Card | #Bank, ...}`: objects, `({type!: "card", number?: string} | {type!: "bank"}) & {w?: int}`: objects, `#Pay & {type!: !="card"}`: objects,
		`>5 | <3`: numbers, `>5 | >7`: numbers, `>5 | int`: numbers, `>5 | =~"a" | =~"b"`: numbers, `*1 | int`: numbers, `>5 | <3 | null`: numbers, `(>5 | <3) & int`: numbers, `"ab" | =~"b" | true`: numbers, `*"b" | string | *6 | number`: numbers,
		`[...int] | [...string]`: lists, `[...#Card] | [...string]`: lists, `[...#Pay]`: lists, `[#Card] | [#Bank]`: lists, `[...(int | string)]`: lists, `[int] | [string, ...]`: lists,
	} {
		t.Run(constraint, func(t *testing.T) {
			assertVerdicts(t, constrained(t, constraint, definitions), values)
		})
	}
}

// What a condition says holds where CUE says so.
func TestVerdictsOfConditions(t *testing.T) {
	objects := []string{
		`{}`, `{"k":"a"}`, `{"k":"b"}`, `{"k":"a","b":1}`, `{"k":"b","b":1}`, `{"k":"a","b":7}`, `{"k":"b","b":7}`, `{"b":1}`, `{"k":null}`, `{"k":5}`, `{"k":5.0}`, `{"k":6}`, `{"k":6,"b":1}`, `{"k":5.0,"b":1}`,
		`{"k":true}`, `{"k":false}`, `{"k":true,"b":1}`, `{"k":false,"b":1}`, `{"k":false,"b":7}`, `{"k":"a","l":"b"}`, `{"k":"a","l":"c"}`, `{"k":"a","l":"b","b":1}`, `{"l":"b"}`, `{"l":"b","b":1}`,
		`{"k":"a","s":{"z":1}}`, `{"k":"a","s":{"y":1}}`, `{"k":"b","s":{"y":1}}`, `{"k":"a","s":["x"]}`, `{"k":"a","q":1}`, `{"q":1}`, `5`, `"s"`, `null`, `[]`,
	}
	for _, constraint := range []string{
		`{k!: string, b?: int, if k == "a" {b!: _}}`, `{k!: string, b?: int, if k != "a" {b!: int}}`, `{k!: string, b?: int, if k == "a" {b?: >5}}`, `{k!: string, b?: int, if k == "a" {b!: >5}}`,
		`{k?: string, b?: int, r!: _, if k != _|_ if k == "a" {b!: _}}`,
		`{k?: string, l?: string, b?: int, if k != _|_ if l != _|_ {b!: _}} & {[string]: _}`, `{k?: string, l?: string, b?: int, if k != _|_ {if l == _|_ {b!: _}, b?: <5}} & {...}`,
		`{k!: string, l!: string, b?: int, if k == "a" && l == "b" {b!: _}}`, `{k!: bool, b?: int, if k {b!: _}, if !k {b?: <5}}`, `{k!: number, b?: int, if k > 5 {b!: _}}`, `{k!: number, b?: int, if k == 5 {b!: _}}`,
		`{k!: string, b?: int, if k =~ "^a" {b!: _}}`, `{k!: string, b?: int, if k !~ "^a" {b!: _}}`, `{k!: string | null, b?: int, if k == "a" {b!: _}}`, `{k!: string | int, b?: int, if k == "a" {b!: _}}`, `{k!: string | number | bool | null, b?: int, if k != 5 {b!: _}}`,
		`{k!: string, s?: _, if k == "a" {s?: [...string]}}`, `{k!: string, b?: int, if k == "a" {b!: _}, ...}`,
		`{k?: string, b?: int, if k == _|_ {b!: _}}`, `{k?: null | string, b?: int, l?: _, if k == _|_ {l!: _}, if b == _|_ {l!: "b"}}`, `{#K, c?: int}`, `#K & {b?: int}`, `#K & {b?: <5, k?: "a"}`, `{k!: true | "a", b?: _, if k == true {b!: _}}`,
		`{k!: string | null, b?: int, if k == null {b!: _}}`, `{k!: string, b?: _, l?: _, if k == "a" {b!: _, l?: string}}`,
	} {
		t.Run(constraint, func(t *testing.T) {
			assertVerdicts(t, constrained(t, constraint, "#K: {k!: string, b?: int, if k == \"a\" {b!: _}}"), objects)
		})
	}
}

// A member is compared with another as CUE compares them.
func TestVerdictsOfComparisons(t *testing.T) {
	numbers := []string{
		`{}`, `{"s":1}`, `{"e":1}`, `{"s":1,"e":2}`, `{"e":2,"s":1}`, `{"s":2,"e":1}`, `{"s":1,"e":1}`, `{"s":1.0,"e":1}`, `{"s":1,"e":1.0}`, `{"s":1,"e":1.50}`, `{"s":1.5,"e":15e-1}`, `{"s":1e400,"e":2e400}`,
		`{"s":"a","e":"b"}`, `{"s":"b","e":"a"}`, `{"s":"a","e":"a"}`, `{"s":"a","e":"A"}`, `{"s":"é","e":"z"}`, `{"s":"a","e":1}`, `{"s":1,"e":"a"}`, `{"s":null,"e":1}`, `{"s":1,"e":null}`, `{"s":true,"e":true}`, `{"s":true,"e":false}`, `{"s":"","e":""}`,
	}
	for _, constraint := range []string{
		`{s!: int, e!: >s}`, `{s!: int, e?: int & >=s}`, `{e?: <s, s!: number}`, `{s!: float, e?: <=s}`, `{s!: number, e?: number & !=s}`, `{s!: string, e?: >s}`, `{s!: string, e?: !=s}`, `{s!: string, e!: s}`, `{s!: number, e?: s}`,
		`{s!: int, e?: s}`, `{s!: bool, e?: s}`, `{s!: number | string, e?: s}`, `{s!: number, e?: null | int & >s}`, `#S & {e!: _}`, `{#S, w?: _}`, `{s!: >=1, e!: >s & <100}`, `matchN(1, [{s!: int, e!: >s}])`, `{X="s"!: int, e?: >X}`,
	} {
		files := constrained(t, constraint, "#S: {s!: int, e!: >s}")
		if strings.Contains(constraint, "null |") {
			_, err := compile.FS(files, compile.Dirs("own"), compile.External())
			assert.ErrorContains(t, err, "not supported")
			continue
		}
		t.Run(constraint, func(t *testing.T) { assertVerdicts(t, files, numbers) })
	}
}

// The pointer follows a type that contains itself to any depth, the field does not.
func TestPlacesInRecursion(t *testing.T) {
	e := engine.New(endpoint(t, small(t, `x?: #N`, `#N: {n?: #N, v?: string}`), "own/post"))
	for depth := 1; depth < 20; depth++ {
		violations := e.Validate([]byte(`{"x":` + nested(`{"n":`, `{"v":1}`, "}", depth) + "}")).Violations()
		require.Len(t, violations, 1)
		assert.Equal(t, "x.n.v", violations[0].Field)
		assert.Equal(t, "/x"+strings.Repeat("/n", depth)+"/v", violations[0].Pointer)
	}
}

// A type may contain itself.
func TestVerdictsOfRecursion(t *testing.T) {
	const definitions = `
#Tree: {v!: int & >0, left?: #Tree, right?: null | #Tree}
#List: {v!: int, rest?: [...#List] & list.MaxItems(2)}
#Named: {[=~"^a"]: #Named, v?: int}
#Value: string | [...#Value] | {[string]: #Value}
#Open: {n?: #Open, ...}
#Ping: {pong?: #Pong}
#Pong: {ping?: #Ping, v!: int}
#Two: {#Tree, w?: int}
#Closed: close({v?: int, left?: #Closed})
#Long: strings.MinRunes(3) | >3 | {left?: #Long}
#Given: *null | {v?: int, left?: #Given}
`
	values := []string{
		`{}`, `{"v":1}`, `{"v":0}`, `{"v":1,"left":{"v":2}}`, `{"v":1,"left":{"v":0}}`, `{"v":1,"left":{"v":2,"left":{"v":3}}}`, `{"v":1,"left":{"v":2,"left":{"v":0}}}`, `{"v":1,"left":{"v":2,"left":{"w":0}}}`,
		`{"v":1,"right":null}`, `{"v":1,"right":{"v":1,"right":null}}`, `{"v":1,"right":{"v":1,"right":{"v":null}}}`, `{"v":1,"left":null}`, `{"v":1,"w":2}`, `{"v":1,"left":{"v":2,"w":2}}`, `{"v":1,"left":{"v":2,"left":{"v":3,"w":2}}}`,
		`{"v":1,"rest":[]}`, `{"v":1,"rest":[{"v":2}]}`, `{"v":1,"rest":[{"v":2,"rest":[{"v":1},{"v":1},{"v":1}]}]}`, `{"v":1,"rest":[{"v":2,"rest":[{"x":1}]}]}`, `{"a":{}}`, `{"a":{"ab":{"v":1}}}`, `{"a":{"ab":{"v":"s"}}}`, `{"a":{"b":{}}}`,
		`"s"`, `["s",["s",[]]]`, `["s",[1]]`, `{"x":{"y":["s",{"z":"s"}]}}`, `{"x":{"y":["s",{"z":5}]}}`, `{"n":{"n":{"n":5}}}`, `{"n":{"n":{"m":5}}}`, `{"pong":{"v":1,"ping":{"pong":{"v":1}}}}`, `{"pong":{"v":1,"ping":{"pong":{}}}}`, `{"pong":{"ping":{}}}`, `5`, `null`, `[]`,
	}
	for _, constraint := range []string{`#Tree`, `#List`, `#Named`, `#Value`, `#Open`, `#Ping`, `#Two`, `#Closed`, `#Given`, `#Long`, `null | #Tree`, `[...#Tree] | #Tree`, `matchN(1, [#Tree, string])`, `#Tree | string`, `#Tree & {left?: _}`, `#Open & {m?: int}`} {
		t.Run(constraint, func(t *testing.T) { assertVerdicts(t, constrained(t, constraint, definitions), values) })
	}
}

// What alternatives of alternatives cost is bounded: a value is judged by the one whose shape it has.
func TestNestedAlternatives(t *testing.T) {
	const deep = 28
	e := engine.New(endpoint(t, constrained(t, `#T`, "#T: {l?: #T, t!: \"a\", n?: int} | {l?: #T, t!: \"b\", n?: string}"), "own/post"))
	for _, last := range []string{`{"t":"a","n":1}`, `{"t":"b","n":1}`} {
		body := strings.Repeat(`{"l":`, deep) + last + strings.Repeat(`,"t":"b"}`, deep)
		report := e.Validate([]byte(`{"x":` + body + `}`))
		assert.Equal(t, last[6] == 'a', report.Valid(), last)
		assert.False(t, report.Malformed())
	}
}

// A member that is left out of an object leaves that emptier, for whatever counts as absent.
func TestNormalFormOfTheNormalForm(t *testing.T) {
	files := constrained(t, `{a?: int, b?: {c?: int}}`, "")
	edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\tread: absent: [0, [], {}]")
	e := engine.New(endpoint(t, files, "own/post"))
	for body, want := range map[string]string{
		`{"x":{"a":0}}`: `{}`, `{"x":{"a":1,"b":{"c":0}}}`: `{"x":{"a":1}}`, `{"x":{"b":{"c":0}}}`: `{}`, `{"x":{"q":0}}`: `{"x":{"q":0}}`, `{"x":{}}`: `{}`,
	} {
		normal, err := e.AppendNormal(nil, []byte(body))
		require.NoError(t, err)
		assert.Equal(t, want, string(normal), body)
		again, err := e.AppendNormal(nil, normal)
		require.NoError(t, err)
		assert.Equal(t, want, string(again), body)
	}
}

// A member that one part of a contract keeps secret is secret in all, whichever is read first.
func TestSecretsInAlternatives(t *testing.T) {
	for _, constraint := range []string{
		`matchN(1, [{pin!: int @secret()}, {pin!: bool}])`, `{pin!: int, ...} | {pin!: string @secret(), k!: int}`, `{k!: string, pin?: int, if k == "a" {pin?: >5 @secret()}}`,
	} {
		files := constrained(t, constraint, "")
		edit(t, files, "own/own.cue", "messages: contract.plain", "messages: contract.plain & {rules: {type: \"{value}\", pattern: \"{value}\", min: \"{value}\"}}")
		_, err := compile.FS(files, compile.Dirs("own"))
		if err == nil {
			report := engine.New(endpoint(t, files, "own/post")).Validate([]byte(`{"x":{"pin":"hush","k":"a"}}`))
			assert.NotContains(t, string(report.AppendReport(nil, 0)), "hush", constraint)
		}
	}
}
