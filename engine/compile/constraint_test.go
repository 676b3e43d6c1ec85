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
	files := schemas(t)
	for name := range files {
		if name[0] != 'c' && name[0] != 'a' && name[0] != 'f' || name[:3] == "atl" {
			delete(files, name)
		}
	}
	files["own/own.cue"] = &fstest.MapFile{Data: []byte(`package own

import (
	"list"
	"strings"
	"time"

	"github.com/passant-go/passant/schemas/contract"
	"github.com/passant-go/passant/schemas/field"
)

_used: [list.MaxItems, strings.MaxRunes, time.Format, field.#Email]

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
	return files
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
		{"text", `x!: "a"`, ``, `enum{"a"} s -nbiflo`},
		{"whole number", `x!: -1`, ``, `enum{-1} i -nbfslo`},
		{"fraction", `x!: 0.5`, ``, `enum{0.5} f -nbislo`},
		{"multiplier", `x!: 2Ki`, ``, `enum{2048} i -nbfslo`},
		{"true", `x!: true`, ``, `enum{true} b -nifslo`},
		{"enum", `x!: "a" | "b"`, ``, `enum{"a" "b"} s -nbiflo`},
		{"enum of kinds", `x!: "a" | 1 | null`, ``, `enum{"a" 1} is -bflo`},
		{"typed enum", `x!: string & ("a" | "b")`, ``, `type.string -nbiflo!; enum{"a" "b"} s`},
		{"not", `x!: string & !="a"`, ``, `type.string -nbiflo!; pattern!{"a"} s`},
		{"not null", `x!: !=null`, ``, `pattern!{null} bifslo -n`},
		{"not a number", `x!: !=5`, ``, `pattern!{5 5} if -nbslo`},
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
		{"bounds", `x!: >=1 & <10.50`, ``, `min>=1 if -nbslo; max<10.50 if -nbslo`},
		{"typed bounds", `x!: int & >-1 & <=9223372036854775808`, ``, `type.int -nbfslo!; min>=0 i; max<=9223372036854775808 i`},
		{"number bounded by int", `x!: number & int32`, ``, `type.number -nbslo!; type.int -f!; type.int>=-2147483648 i!; type.int<=2147483647 i!`},
		{"list", `x!: [...]`, ``, `type.list -nbifso!`},
		{"list of", `x!: [...int]`, ``, `type.list -nbifso!; [type.int -nbfslo!]`},
		{"items", `x!: [...string] & list.MinItems(1) & list.MaxItems(3)`, ``, `type.list -nbifso!; items>=1 l; items<=3 l; [type.string -nbiflo!]`},
		{"items alone", `x!: list.MaxItems(3)`, ``, `items<=3 l -nbifso`},
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
		{"literal or kind", `x!: "max" | int`, ``, `type -nbflo!; enum{"max"} s`},
		{"rule", `x!: string & field.#Email`, ``, `type.string -nbiflo!; email~^.+@.+\..+$ s; email() s`},
		{"untyped rule", `x!: field.#Email`, ``, `email~^.+@.+\..+$ s -nbiflo; email() s`},
		{"nullable rule", `x!: field.#Email | null`, ``, `email~^.+@.+\..+$ s -biflo; email() s`},
		{"rule on a field", `x!: string @rule(email)`, ``, `type.string -nbiflo!; email() s`},
		{"rule overridden", `x!: field.#PostalCode & !="x" @rule(postal_code, countries=["NL"])`, ``,
			`postal_code~^(\d{4} ?[A-Za-z]{2}|\d{4}|\d{5})$ s -nbiflo; postal_code() s; pattern!{"x"} s -nbiflo`},
		{"definition renames", `x!: #A`, `#A: string & strings.MaxRunes(9) & =~"a" @rule(email)`, `type.string -nbiflo!; email<=9 s; email~a s; email() s`},
		{"as", `x!: #A`, `#A: string & =~"a" @as(own)`, `type.string -nbiflo!; own~a s`},
		{"as and stop", `x!: #A & field.#NotBlank`, `#A: string`, `type.string -nbiflo!; blank~[^\t-\r \x{85}\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}] s!`},
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
		{"time.Format", `x!: time.Format("2006")`, ``, `29:6: time.Format("2006") is not supported, the layouts are "2006-01-02" and "20060102"`},
		{"bytes", `x!: bytes`, ``, `29:6: bytes is not supported, the types are string, bool, int, int8 to uint64, float, number, null and _`},
		{"byte literal", `x!: 'a'`, ``, `29:6: 'a' is not supported, a literal is a string, a number, true, false or null`},
		{"text bound", `x!: >="a"`, ``, `29:6: >="a" is not supported, compare with a number`},
		{"computed bound", `x!: >=1+1`, ``, `29:6: #Post.x: invalid operand >=1 ('+' requires concrete value)`},
		{"a rule twice by reference", `x!: field.#Email & #Mail`, `#Mail: string @rule(email)`, `32:15: the rule email is given twice, give it once, beside the field`},
		{"alternatives of structs", `x!: {a!: int} | {b!: int}`, ``, `29:6: {a!: int} | {b!: int} is not supported, the alternatives must differ in kind, or be literals`},
		{"constraint beside a literal", `x!: int8 & (200 | int)`, ``, `29:6: a constraint beside an alternative like "" | X is not supported, write it inside the alternative that it is meant for`},
		{"typed rest", `x!: {a!: int, ...int}`, ``, `29:19: missing ',' in struct literal`},
		{"hidden field", `x!: {_a: int}`, ``, `29:7: _a inside a type is not supported, declare it at the top level of the package`},
		{"inner definition", `x!: {#a: int, b!: #a}`, ``, `29:7: #a inside a type is not supported, declare it at the top level of the package`},
		{"alias", `x!: {A=a!: int, b!: A}`, ``, `29:22: A is not supported, declare it at the top level of a package`},
		{"let", `x!: {let A = int, b!: A}`, ``, `29:7: let A = int is not supported, a type has fields, ..., embedded structs and if clauses`},
		{"sibling", `a!: int, x!: a`, ``, `29:15: a is not supported, declare it at the top level of a package`},
		{"embedded scalar", `x!: {string}`, ``, `29:7: string cannot be embedded, embed a struct only`},
		{"call without argument", `x!: strings.MaxRunes()`, ``, `29:6: #Post.x: not enough arguments in call to strings.MaxRunes (have 0, want 2)`},
		{"slice", `x!: [1, 2, 3][0]`, ``, `29:6: [1, 2, 3][0] is not supported, a contract has types, literals, bounds, patterns, lists, structs and references to definitions`},
		{"condition with an attribute", `x?: int, if x == _|_ {own!: _ @rule(email)}`, ``, `29:32: @rule has no meaning in a condition, write @rule(either)`},
		{"empty conjunction", `x!: {a!: int} & [...]`, ``, `29:18: #Post.x: conflicting values {a!:int} and [...] (mismatched types struct and list)`},
		{"field not allowed", `x!: #A & {b!: int}`, `#A: {a!: int}`, `29:12: #Post.x.b: field not allowed`},
		{"optional field not allowed", `x!: #A & {b?: int}`, `#A: {a!: int}`, `29:12: b can never be satisfied`},
		{"shared type beside an alternative", `x!: ("" | string) & field.#A`, ``, `field/shared.cue:3:5: a constraint beside an alternative like "" | X is not supported (used by x, own/own.cue:29), write it inside the alternative that it is meant for`},
		{"a shared rule twice", `x!: field.#C & field.#D`, ``, `field/shared.cue:6:12: the rule date is given twice (used by x, own/own.cue:29), give it once, beside the field`},
		{"argument of a shared type", `x!: field.#B`, ``, `field/shared.cue:4:12: @rule(date, layout=nowhere) (used by x, own/own.cue:29), layout takes "yyyy-MM-dd" | "yyyyMMdd"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := small(t, test.fields, test.definitions)
			files["field/shared.cue"] = &fstest.MapFile{Data: []byte("package field\n\n#A: =~\"a\"\n#B: string @rule(date, layout=nowhere)\n#C: string @rule(date)\n#D: string @rule(date)\n")}
			_, err := compile.FS(files, compile.Dirs("own"))
			require.Error(t, err)
			first, _, _ := strings.Cut(err.Error(), "\n")
			if test.want[0] <= '9' {
				test.want = "own/own.cue:" + test.want
			}
			assert.Equal(t, test.want, first)
		})
	}
}
