package compile_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
)

// small is a module with one endpoint, whose request has the fields given.
func small(t testing.TB, fields, definitions string) fstest.MapFS {
	files := languageAlone(t)
	files["own/own.cue"] = ownContract(`
import (
	"list"
	"strings"
	"time"

	"github.com/passant-go/passant/schemas/contract"
	"github.com/passant-go/passant/schemas/field"
)

_used: [list.MaxItems, strings.MaxRunes, time.Format, field.#Email]
`, fields, definitions)
	return files
}

// languageAlone is the contract language without any contract.
func languageAlone(t testing.TB) fstest.MapFS {
	files := schemas(t)
	for name := range files {
		if name[0] != 'c' && name[0] != 'a' && name[0] != 'f' || name[:3] == "atl" {
			delete(files, name)
		}
	}
	return files
}

// ownContract has one endpoint, own/post, whose request has the fields given beside one of its own.
func ownContract(imports, fields, definitions string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(`package own
` + imports + `
post: contract.#Endpoint & {
	document: "own.txt"
	method:   "POST"
	path:     "/own"
	#Request: #Post
	messages: contract.plain & {rules: own: "own"}
	answers: {
		ok: status: 200
		invalid: {status: 400, #Body: {}}
		malformed: invalid
	}
}

#Post: {
	own?: string & =~"x" @as(own)
	` + fields + `
}

` + definitions)}
}

func compileSmall(t *testing.T, fields, definitions string) *plan.Endpoint {
	t.Helper()
	endpoints, err := compile.FS(small(t, fields, definitions), compile.Dirs("own"))
	require.NoError(t, err)
	require.Len(t, endpoints, 1)
	return endpoints[0]
}

func TestConstraints(t *testing.T) {
	for _, test := range []struct{ name, fields, definitions, want string }{
		{"string", `x!: string`, ``, `type.string -nbiflo!`},
		{"int", `x!: int`, ``, `type.int -nbfslo!`},
		{"float", `x!: float`, ``, `type.number -nbislo!`},
		{"number", `x!: number`, ``, `type.number -nbslo!`},
		{"bool", `x!: bool`, ``, `type.bool -nifslo!`},
		{"null", `x!: null`, ``, `type.null -bifslo!`},
		{"anything", `x!: _`, ``, ``},
		{"int8", `x!: int8`, ``, `type.int -nbfslo!; type.int>=-128 i!; type.int<=127 i!`},
		{"uint", `x!: uint`, ``, `type.int -nbfslo!; type.int>=0 i!`},
		{"uint64", `x!: uint64`, ``, `type.int -nbfslo!; type.int>=0 i!; type.int<=18446744073709551615 i!`},
		{"text", `x!: "a"`, ``, `enum.constant{"a"} s -nbiflo`},
		{"whole number", `x!: -1`, ``, `enum.constant{-1} i -nbfslo`},
		{"fraction", `x!: 0.5`, ``, `enum.constant{0.5} f -nbislo`},
		{"multiplier", `x!: 2Ki`, ``, `enum.constant{2048} i -nbfslo`},
		{"true", `x!: true`, ``, `enum.accepted{true} b -nifslo`},
		{"enum", `x!: "a" | "b"`, ``, `enum{"a" "b"} s -nbiflo`},
		{"enum of kinds", `x!: "a" | 1 | null`, ``, `enum{"a" 1} is -bflo`},
		{"typed enum", `x!: string & ("a" | "b")`, ``, `type.string -nbiflo!; enum{"a" "b"} s`},
		{"not", `x!: string & !="a"`, ``, `type.string -nbiflo!; pattern.not!{"a"} s`},
		{"not null", `x!: !=null`, ``, `type -n!; pattern.not!{null} bifslo`},
		{"not a number", `x!: !=5`, ``, `type.number -nbslo!; pattern.not!{5 5} if`},
		{"nullable", `x!: string | null`, ``, `type.string -biflo!`},
		{"null first", `x!: null | string`, ``, `type.string -biflo!`},
		{"nullable pattern", `x!: =~"a" | null`, ``, `pattern~a s -biflo`},
		{"pattern", `x!: =~"a"`, ``, `pattern~a s -nbiflo`},
		{"no pattern", `x!: !~"a"`, ``, `pattern!~a s -nbiflo`},
		{"typed pattern", `x!: string & =~"a"`, ``, `type.string -nbiflo!; pattern~a s`},
		{"type behind", `x!: =~"a" & string`, ``, `pattern~a s; type.string -nbiflo!`},
		{"length alone", `x!: strings.MaxRunes(5)`, ``, `type.string -nbiflo!; max_length<=5 s`},
		{"length before type", `x!: strings.MaxRunes(5) & string`, ``, `max_length<=5 s; type.string -nbiflo!`},
		{"length before pattern", `x!: strings.MinRunes(5) & =~"a"`, ``, `min_length>=5 s; pattern~a s -nbiflo`},
		{"nullable length", `x!: strings.MinRunes(5) | null`, ``, `type.string -biflo!; min_length>=5 s`},
		{"bounds", `x!: >=1 & <10.50`, ``, `min>=1 if -nbslo; max.exclusive<10.50 if -nbslo`},
		{"typed bounds", `x!: int & >-1 & <=9223372036854775808`, ``, `type.int -nbfslo!; min>=0 i; max<=9223372036854775808 i`},
		{"number bounded by int", `x!: number & int32`, ``, `type.number -nbslo!; type.int -f!; type.int>=-2147483648 i!; type.int<=2147483647 i!`},
		{"list", `x!: [...]`, ``, `type.list -nbifso!`},
		{"list of", `x!: [...int]`, ``, `type.list -nbifso!; [type.int -nbfslo!]`},
		{"items", `x!: [...string] & list.MinItems(1) & list.MaxItems(3)`, ``, `type.list -nbifso!; items.min>=1 l; items.max<=3 l; [type.string -nbiflo!]`},
		{"items alone", `x!: list.MaxItems(3)`, ``, `items.max<=3 l -nbifso`},
		{"object", `x!: {a!: int, "b-c"?: string}`, ``, `type.object -nbifsl!; {a!, b-c?}`},
		{"open object", `x!: {a!: int, ...}`, ``, `type.object -nbifsl!; {a!, ...}`},
		{"objects in a list", `x!: [...{a!: int}]`, ``, `type.list -nbifso!; [type.object -nbifsl!; {a!}]`},
		{"embedding", `x!: #B`, "#A: {a!: int}\n#B: {#A, b?: int}", `type.object -nbifsl!; {a!, b?}`},
		{"conjunction of objects", `x!: #A & {b!: 5}`, `#A: {a!: int, b?: int}`, `type.object -nbifsl!; {a!, b!}`},
		{"reference", `x!: #A & #B`, "#A: string\n#B: =~\"b\"", `type.string -nbiflo!; pattern~b s`},
		{"the same twice", `x!: #A & #A`, `#A: string & =~"a"`, `type.string -nbiflo!; pattern~a s`},
		{"declared twice", `x!: #A`, "#A: string\n#A: =~\"a\"", `type.string -nbiflo!; pattern~a s`},
		{"constants", `x!: strings.MaxRunes(#Max) & =~#Pattern`, "#Max: 5\n#Pattern: \"a\"", `max_length<=5 s; pattern~a s -nbiflo`},
		{"empty or", `x!: "" | string & =~"a"`, ``, `except ""; type.string -nbiflo!; pattern~a s`},
		{"kinds apart", `x!: int & >5 | =~"a"`, ``, `type -nbflo!; min>=6 i; pattern~a s`},
		{"literal or kind", `x!: "max" | int`, ``, `type -nbflo!; enum.constant{"max"} s`},
		{"rule", `x!: string & field.#Email`, ``, `type.string -nbiflo!; email~^.+@.+\..+$ s; email() s`},
		{"untyped rule", `x!: field.#Email`, ``, `email~^.+@.+\..+$ s -nbiflo; email() s`},
		{"nullable rule", `x!: field.#Email | null`, ``, `email~^.+@.+\..+$ s -biflo; email() s`},
		{"rule on a field", `x!: string @rule(email)`, ``, `type.string -nbiflo!; email() s`},
		{"rule overridden", `x!: field.#PostalCode & !="x" @rule(postal_code, countries=["NL"])`, ``,
			`postal_code~^(\d{4} ?[A-Za-z]{2}|\d{4}|\d{5})$ s -nbiflo; postal_code() s; pattern.not!{"x"} s`},
		{"definition renames", `x!: #A`, `#A: string & strings.MaxRunes(9) & =~"a" @rule(email)`, `type.string -nbiflo!; email<=9 s; email~a s; email() s`},
		{"tuple", `x!: [int, ...string]`, ``, `type.list -nbifso!; items.min>=1 l; [0: type.int -nbfslo!]; [type.string -nbiflo!]`},
		{"tuple of two", `x!: [int, string]`, ``, `type.list -nbifso!; items.exact>=2 l; items.exact<=2 l; [0: type.int -nbfslo!]; [1: type.string -nbiflo!]`},
		{"tuples together", `x!: [int, ...] & [_, ...string]`, ``, `type.list -nbifso!; items.min>=1 l; items.min>=1 l; [0: type.int -nbfslo!]; [type.string -nbiflo!]`},
		{"pattern members", `x!: {a!: int, [=~"^b"]: string}`, ``, `type.object -nbifsl!; {a!, [=~^b]: type.string -nbiflo!}`},
		{"pattern and all members", `x!: {[string]: _, [!~"^b"]: string}`, ``, `type.object -nbifsl!; {[string]: , [!~^b]: type.string -nbiflo!}`},
		{"matchN", `x!: matchN(1, [int, >5])`, ``, `pattern.condition?1..1(type.int -nbfslo! | min.exclusive>5 if -nbslo) nbifslo`},
		{"matchN between", `x!: string & matchN(>=1 & <3, [=~"a", =~"b", =~"c"])`, ``,
			`type.string -nbiflo!; pattern.condition?1..2(pattern~a s -nbiflo | pattern~b s -nbiflo | pattern~c s -nbiflo) s`},
		{"matchN of structs", `x!: matchN(0, [{a!: int}, #A])`, `#A: {b!: int}`, `pattern.condition?0..0(type.object -nbifsl!; {a!, ...} | type.object -nbifsl!; {b!}) nbifslo`},
		{"matchIf", `x!: matchIf(int, >5, string)`, ``, `pattern.condition?0..0(type.int -nbfslo! | min.exclusive>5 if -nbslo | type.string -nbiflo!) nbifslo`},
		{"list.MatchN", `x!: list.MatchN(>=2, int)`, ``, `pattern.condition?2..-1(type.int -nbfslo!) l -nbifso`},
		{"condition on a type", `x!: {a!: _, b?: _, if a != _|_ {b?: int}}`, ``, `type.object -nbifsl!; {a!, b?, if a: b? type.int -nbfslo!}`},
		{"condition on another", `x!: {a?: _, b?: _, c!: _, if a != _|_ {b!: _}}`, ``, `type.object -nbifsl!; {a?, b?, c!, if a present: b required}`},
		{"nested condition", `x!: {a?: string, b?: _, c!: _, if a != _|_ if a == "x" {b!: _}}`, ``, `type.object -nbifsl!; {a?, b?, c!, if a, a enum.constant{"x"} s -nbiflo: b!}`},
		{"part of a text", `x!: strings.HasPrefix("a.") & strings.HasSuffix("b") & strings.Contains("*")`, ``, `pattern~^a\. s -nbiflo; pattern~b$ s; pattern~\* s`},
		{"forbidden", `x?: error("no")`, ``, `pattern.forbidden -nbifslo`},
		{"as", `x!: #A`, `#A: string & =~"a" @as(own)`, `type.string -nbiflo!; own~a s`},
		{"as and stop", `x!: #A & field.#NotBlank`, `#A: string`, `type.string -nbiflo!; blank~[^\t-\r \x{85}\x{A0}\x{AD}\x{34F}\x{61C}\x{115F}\x{1160}\x{1680}\x{17B4}\x{17B5}\x{180B}-\x{180F}\x{2000}-\x{200F}\x{2028}-\x{202F}\x{205F}-\x{206F}\x{2800}\x{3000}\x{3164}\x{FE00}-\x{FE0F}\x{FEFF}\x{FFA0}\x{FFF0}-\x{FFF8}\x{1BCA0}-\x{1BCA3}\x{1D173}-\x{1D17A}\x{E0000}-\x{E0FFF}] s!`},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := compileSmall(t, test.fields, test.definitions)
			assert.Equal(t, test.want, summary(&e.Request.Fields[1].Type))
		})
	}
}

func TestConditions(t *testing.T) {
	e := compileSmall(t, `
	a?: string
	b?: string
	c!: "x" | "y"
	if a == _|_ {b!: _ @rule(either)}
	if c == "x" {a!: _, b!: _}
`, ``)
	assert.Equal(t, `{own?, a?, b?, c!, if a absent: b either, if c "x": a required, if c "x": b required}`, object(&e.Request))
}

func TestRefused(t *testing.T) {
	for _, test := range []struct{ name, fields, definitions, want string }{
		{"names by a large pattern", `x!: {[=~"^(a|b)*a(a|b){12}$"]: int}`, ``, `29:7: the label [=~"^(a|b)*a(a|b){12}$"] is not supported, write [string]: X or [=~"…"]: X`},
		{"time.Format", `x!: time.Format(5)`, ``, `29:6: time.Format(5) is not supported, its argument is a string`},
		{"rule in a trial", `x!: matchN(1, [field.#Email])`, ``, `field/field.cue:17:40: a rule inside of matchN, matchIf or list.MatchN is not supported, write it beside`},
		{"number of matches", `x!: matchN(1 | >5, [int])`, ``, `29:6: matchN(1 | >5, [int]) is not supported, the number is one like 2, or bounds like >=1 & <=3`},
		{"matchN of no list", `x!: matchN(1, [...int])`, ``, `29:6: matchN(1, [...int]) is not supported, write matchN(n, [A, B, …])`},
		{"struct beside matchN", `x!: {a?: int} & matchN(1, [_])`, ``, `29:18: matchN and matchIf open the struct beside them, declare the struct as a definition of its own`},
		{"matchN in a struct", `x!: {matchN(1, [_]), a?: int}`, ``, `29:7: matchN and matchIf open the struct beside them, declare the struct as a definition of its own`},
		{"matchN of a request", `x!: int, matchN(1, [_])`, ``, `29:11: matchN and matchIf open the struct beside them, declare the struct as a definition of its own`},
		{"member of a condition", `x!: {a!: _, if a != _|_ {b!: int}}`, ``, `29:27: the condition names no field beside it: b, known: a`},
		{"condition that opens", `x!: {a!: _, if a != _|_ {a?: int, ...}}`, ``, `29:36: this condition is not supported, write if x == _|_ {…}, if x != _|_ {…} or, for a required x, a comparison with a literal; && joins them`},
		{"closed struct in a condition", `x!: {a!: _, if a != _|_ {a?: {b!: int}}}`, ``, `29:27: a struct in a condition is not supported, require it here, and say of it what always holds`},
		{"condition that CUE may not ask", `x!: {a?: _, b?: _, if a != _|_ {b!: _}}`, ``, `29:2: CUE takes texts and numbers, too, for a struct of optional members with conditions, require a member, or write & {[string]: _} beside it`},
		{"condition on another kind", `x!: {a!: string | int, b?: _, if a > 5 {b!: _}}`, ``, `29:42: a may be of a kind that cannot be compared like this, compare texts with texts, numbers with numbers`},
		{"closed structs in patterns", `x!: {[=~"a"]: {a!: _}, [=~"b"]: {...}}`, ``, `29:7: a struct in one of several patterns is not supported, declare its structs as definitions`},
		{"whole number of matches", `x!: list.UniqueItems & list.MatchN(1.5, _)`, ``, `29:25: list.MatchN(1.5, _) is not supported, the number is one like 2, or bounds like >=1 & <=3`},
		{"recursion that may be null", `x!: #T`, `#T: {a?: #T} | !=4`, `32:1: whether a type that contains itself accepts null cannot be told before it is read, write its kinds beside it, as in (string | {...}) & …`},
		{"bytes", `x!: bytes`, ``, `29:6: bytes is not supported, the types are string, bool, int, int8 to uint64, float, number, null and _`},
		{"byte literal", `x!: 'a'`, ``, `29:6: 'a' is not supported, a literal is a string, a number, true, false or null`},
		{"text bound", `x!: >="a"`, ``, `29:6: >="a" is not supported, compare with a number`},
		{"computed bound", `x!: >=1+1`, ``, `29:6: #Post.x: invalid operand >=1 ('+' requires concrete value)`},
		{"a rule twice by reference", `x!: field.#Email & #Mail`, `#Mail: string @rule(email)`, `32:15: the rule email is given twice, give it once, beside the field`},
		{"alternatives that overlap", `x!: {a!: int} | {a!: >5}`, ``, `29:2: to CUE a value of two alternatives is ambiguous, and nothing tells these apart, give each a member like type!: "card" with a text of its own`},
		{"constraint beside a literal", `x!: int8 & (200 | int)`, ``, `29:6: a constraint beside an alternative like "" | X is not supported, write it inside the alternative that it is meant for`},
		{"typed rest", `x!: {a!: int, ...int}`, ``, `29:19: missing ',' in struct literal`},
		{"hidden field", `x!: {_a: int}`, ``, `29:7: _a inside a type is not supported, write "_a" for a member of that name`},
		{"inner definition", `x!: {#a: int, b!: #a}`, ``, `29:7: #a inside a type is not supported, declare it at the top level of the package`},
		{"let", `x!: {let A = int, b!: A}`, ``, `29:7: let A = int is not supported, a type has fields, ..., embedded structs and if clauses`},
		{"sibling", `a!: [...], x!: a`, ``, `29:17: a is not supported, compare with a member that is a text, or a number`},
		{"embedded scalar", `x!: {string, a?: int}`, ``, `29:7: string cannot be embedded, embed a struct only`},
		{"call without argument", `x!: strings.MaxRunes()`, ``, `29:6: #Post.x: not enough arguments in call to strings.MaxRunes (have 0, want 2)`},
		{"slice", `x!: [1, 2, 3][0]`, ``, `29:6: [1, 2, 3][0] is not supported, a contract has types, literals, bounds, patterns, lists, structs and references to definitions`},
		{"condition with an attribute", `x?: int, if x == _|_ {own!: _ @rule(email)}`, ``, `29:32: @rule has no meaning in a condition, write @rule(either)`},
		{"empty conjunction", `x!: {a!: int} & [...]`, ``, `29:18: #Post.x: conflicting values {a!:int} and [...] (mismatched types struct and list)`},
		{"field not allowed", `x!: #A & {b!: int}`, `#A: {a!: int}`, `29:12: #Post.x.b: field not allowed`},
		{"shared type beside an alternative", `x!: ("" | string) & field.#A`, ``, `field/shared.cue:3:5: a constraint beside an alternative like "" | X is not supported (used by x, own/own.cue:29), write it inside the alternative that it is meant for`},
		{"a shared rule twice", `x!: field.#C & field.#D`, ``, `field/shared.cue:6:12: the rule date is given twice (used by x, own/own.cue:29), give it once, beside the field`},
		{"argument of a shared type", `x!: field.#B`, ``, `field/shared.cue:4:12: @rule(date, layout=nowhere) (used by x, own/own.cue:29), layout takes "yyyy-MM-dd" | "yyyyMMdd"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := small(t, test.fields, test.definitions)
			files["field/shared.cue"] = &fstest.MapFile{Data: []byte("package field\n\n#A: =~\"a\"\n#B: string @rule(date, layout=nowhere)\n#C: string @rule(date)\n#D: string @rule(date)\n")}
			_, err := compile.FS(files, compile.Dirs("own"), compile.External())
			require.Error(t, err)
			first, _, _ := strings.Cut(err.Error(), "\n")
			if test.want[0] <= '9' {
				test.want = "own/own.cue:" + test.want
			}
			assert.Equal(t, test.want, first)
		})
	}
}
