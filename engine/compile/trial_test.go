package compile_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
)

// every import that a constraint may need.
const imports = `
import (
	"list"
	"math"
	"strings"
	"struct"

	"github.com/passant-go/passant/schemas/contract"
)

_used: [list.MaxItems, math.MultipleOf, strings.MaxRunes, struct.MaxFields]
`

// constrained is a module with one endpoint, whose request has a member x of the type given.
func constrained(t testing.TB, constraint, definitions string) fstest.MapFS {
	files := languageAlone(t)
	files["own/own.cue"] = ownContract(imports, "x!: "+constraint, definitions)
	return files
}

// Plan and CUE give the same verdict where a value is tried against types.
func TestVerdictsOfTrials(t *testing.T) {
	const definitions = `
#A: {a!: int}
#M: matchN(1, [{a!: _}, {b!: _}])
#ABM: #AB & #M
#AB: {a?: int, b?: int}
#B: {b!: int, c?: string}
#Open: {a?: int, ...}
_A: {a!: int}
`
	numbers := []string{`5`, `6`, `5.0`, `5.5`, `0`, `-1`, `1e400`, `"5"`, `null`, `true`, `[]`, `{}`}
	texts := []string{`""`, `"a"`, `"ab"`, `"abc"`, `"abcd"`, `5`, `null`, `[]`, `{}`}
	objects := []string{
		`{}`, `{"a":1}`, `{"a":"x"}`, `{"a":1,"b":2}`, `{"b":2}`, `{"b":2,"c":"x"}`, `{"b":2,"c":3}`, `{"a":1,"d":{}}`, `{"d":1}`,
		`{"a":{"a":1}}`, `{"a":{"a":1,"b":1}}`, `{"a":{"b":1}}`, `{"a":null}`, `{"a":[1]}`, `5`, `[]`, `null`,
	}
	lists := []string{
		`[]`, `[1]`, `[1,"a"]`, `[1,"a",null]`, `[{"a":1},{"a":2,"b":1}]`, `[{"a":1},{"a":2}]`, `[1,2]`, `[1,2,3]`, `["a"]`, `["a",1]`, `[1,1.0]`, `[{"a":1}]`, `[{"a":1},{"a":2,"b":1}]`, `[[1],[2,"a"]]`,
		`[[],[]]`, `[null]`, `[ "\u0061" , 1 ]`, `5`, `{}`, `null`,
	}
	unique := []string{
		`[]`, `[1]`, `[1,2,1]`, `[1,1.0]`, `[1,10e-1]`, `[0,-0.0]`, `["1",1]`, `["a","\u0061"]`, `["a","ab"]`, `[null,null]`, `[null,"null",false,0,""]`, `[true,false,true]`,
		`[{},{}]`, `[{"a":1,"b":2},{"b":2,"a":1}]`, `[{"a":1,"b":2},{"b":1,"a":2}]`, `[{"a":{"b":[1]}}, {"a":{"b":[1.0]}}]`, `[{"a":1},{"a":1,"b":1}]`, `[[1,2],[2,1]]`,
		`[ [ ] , [[]] , [ ] ]`, `[[1],[1,1],1]`, `["a\u0000","a"]`, `[["a\u0000b"],["a","b"]]`, `[{"a":1},[1]]`, `[100,1e2]`, `[1.0,1.00]`, `[1.5,15e-1]`, `[1e2,100.0]`, `[-0,0]`, `[1e400,1e-400]`, `5`, `{}`, `null`,
	}
	for constraint, values := range map[string][]string{
		`matchN(1, [int, >5])`: numbers, `matchN(>=1, [int, >5])`: numbers, `matchN(0, [int, >5])`: numbers, `matchN(2, [int, >5])`: numbers,
		`matchN(>=1 & <2, [int, >5, "5"])`: numbers, `matchN(<=1, [int, 5 | null])`: numbers, `number & matchN(0, [5])`: numbers,
		`null | matchN(1, [int, >5])`: numbers, `"5" | matchN(1, [int, >5])`: numbers, `matchN(1, [matchN(0, [int]), matchN(0, [>5])])`: numbers,
		`matchIf(int, >5, string)`: numbers, `matchIf(>5, _, matchN(0, [_]))`: numbers, `matchN(1, [_, error("no")])`: numbers,
		`struct.MinFields(1)`: objects, `struct.MaxFields(1)`: objects, `{a?: int, b?: int} & struct.MaxFields(1)`: objects,
		`strings.MaxRunes(1) | null`: texts, `matchN(1, [strings.MaxRunes(3), strings.MinRunes(2)])`: texts, `string & matchIf("a" | "ab", =~"b", =~"c")`: texts,
		`matchN(1, [#A, #B])`: objects, `matchN(0, [#A, #B])`: objects, `matchN(>=1, [#A, #B, #Open])`: objects, `matchN(1, [{a!: int}, {b!: int}])`: objects,
		`matchN(1, [{a!: int, ...}, {b!: int, ...}])`: objects, `matchN(0, [{a!: int, ...}])`: objects, `#AB & matchN(1, [{a!: _}, {b!: _}])`: objects,
		`#AB & matchN(1, [{a!: _, ...}, {b!: _, ...}])`: objects, `#Open & matchN(0, [#A])`: objects, `close({a!: int, b?: int})`: objects,
		`matchN(1, [{a!: #A}, {a!: matchN(0, [#A])}])`: objects, `matchIf({a!: _, ...}, {b!: _, ...}, {c!: _, ...})`: objects, `matchIf(#A, {a!: >0}, #B)`: objects,
		`matchN(1, [{[string]: int}, #B])`: objects, `{a?: matchN(1, [#A, [...int]])}`: objects, `{a?: error("no"), ...}`: objects,
		`list.MatchN(1, int)`: lists, `list.MatchN(>=1, "a")`: lists, `list.MatchN(0, #A)`: lists, `list.MatchN(>=1 & <=2, int)`: lists,
		`[...int | string] & list.MatchN(<=1, string)`: lists, `list.MatchN(2, [...int])`: lists, `[...matchN(1, [int, #A])]`: lists, `matchN(1, [[...int], [...#A]])`: lists,
		`matchN(1, [close({a!: {b!: int}}), close({b!: {}})])`: objects, `matchN(1, [{#A, d?: _}])`: objects, `matchN(1, [{#Open, d?: int}])`: objects, `matchN(0, [{{a!: int}, d?: int}])`: objects,
		`matchN(0, [{a!: {a!: int}}])`: objects, `matchN(0, [{a!: #A}])`: objects, `matchN(0, [#A & {a!: 1}])`: objects, `matchN(0, [{#A, ...}])`: objects,
		`matchN(1, [close({{a!: int}, d?: _})])`: objects, `matchN(1, [close({a!: _, ...})])`: objects, `matchN(1, [_A])`: objects, `_A`: objects, `matchN(1, [{_A, d?: _}])`: objects,
		`list.MatchN(1, {a!: int})`: lists, `list.MatchN(1, [...{a!: _}])`: lists, `matchN(1, [[...{a!: int}]])`: lists,
		`{a!: int, [=~"^b"]: int}`: objects, `{a!: int, [!~"^(a|b)$"]: {}}`: objects, `{[=~"a|b"]: >0, [=~"^a"]: int, ...}`: objects, `{b?: _, [string]: int}`: objects,
		`{a?: _, [=~"a"]: {b!: _}}`: objects, `{[=~"a"]: {b!: _, ...}, [=~"^[a-c]$"]: {...} | int}`: objects, `{[=~"^a"]: int} & {[=~"a"]: _, [=~"b"]: _}`: objects,
		`#M & #AB`: objects, `#AB & #M`: objects, `#ABM`: objects, `#AB & {a!: >0} & #M`: objects,
		`#AB & {[=~"a"]: 1}`: objects, `matchN(0, [{[=~"a"]: 1}])`: objects, `list.UniqueItems()`: unique, `[...{a!: _, ...}] & list.UniqueItems()`: unique, `[...] & list.UniqueItems`: unique,
		`list.MatchN(1, list.UniqueItems())`: unique, `[...error("no")]`: lists, `list.MatchN(1, list.MatchN(1, int))`: lists, `matchN(0, [list.MatchN(>=1, int)])`: lists,
	} {
		t.Run(constraint, func(t *testing.T) {
			assertVerdicts(t, constrained(t, constraint, definitions), values)
		})
	}
}

// Quotients are rounded where CUE rounds them.
func TestVerdictsOfMultiples(t *testing.T) {
	values := []string{
		`0`, `-0.0`, `1`, `-2`, `3`, `4.5`, `1e400`, `1e-400`, `-7e33`, `0.0001`, `0.00015`, `12345678901234567890123456789012345678901`, `1e33`, `10e33`,
		`0.9999999999999999999999999999999999`, `0.99999999999999999999999999999999999`, `0.999999999999999999999999999999999949`,
		`1.0000000000000000000000000000000001`, `1.000000000000000000000000000000001`, `1.00000000000000000000000000000000005`,
		`29999999999999999999999999999999999`, `29.99999999999999999999999999999999999`, `3e-1`, `1.25e2`, `"1"`, `null`, `{}`,
	}
	for _, constraint := range []string{
		`math.MultipleOf(1)`, `math.MultipleOf(2)`, `math.MultipleOf(-3)`, `math.MultipleOf(0.0001)`, `math.MultipleOf(1.5)`, `math.MultipleOf(7)`,
		`math.MultipleOf(10)`, `math.MultipleOf(99999999999999999)`, `math.MultipleOf(0.3)`, `int & math.MultipleOf(2)`, `math.MultipleOf(1e3)`, `math.MultipleOf(1e-30)`,
	} {
		t.Run(constraint, func(t *testing.T) {
			assertVerdicts(t, constrained(t, constraint, ""), values)
		})
	}
}

// What is tried is read as the normal form is: a text as the JSON that it holds, and texts trimmed.
func TestVerdictsOfTrialsAsRead(t *testing.T) {
	files := constrained(t, `matchN(1, [{a!: "b"}, int, [..."b"]]) @read(json)`, "")
	edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\tread: trim: \" \"")
	e := engine.New(endpoint(t, files, "own/post"))
	accepts := oracle(t, files, "own/post")
	for _, value := range []string{
		`{"a":"b"}`, `{"a":" b "}`, `{"a":"c"}`, `"{\"a\":\" b\"}"`, `"{\"a\":\"c\"}"`, `"5"`, `" 5 "`, `"5.5"`, `"[\"b\",\" b\"]"`, `["b "]`, `"[]"`, `"x"`, `"{}"`,
	} {
		body := []byte(`{"x":` + value + `}`)
		normal, err := e.AppendNormal(nil, body)
		require.NoError(t, err)
		assert.Equal(t, accepts(t, normal), e.Validate(body).Valid(), "%s %s", value, normal)
	}
}
