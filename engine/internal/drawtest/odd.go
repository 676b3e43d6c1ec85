package drawtest

import (
	"fmt"
	"regexp"
	"strings"
)

// odd are types that authors may write, and that a compiler may refuse.
var odd = []string{
	`{@tag(x), {a?: int}}`, `{A=a?: int, if A != _|_ {b!: _}, b?: _}`, `{a?: int, ...int}`, `{a?: int, "x"}`, `{error("no"), a?: int}`, `{a?: int, for v in [1] {b?: v}}`,
	`{a!: _, if a != _|_ {...}}`, `{a!: _, if a != _|_ {a!: int}}`, `{a!: _, b?: _, if a != _|_ {b?: close({})}}`, `{a!: _, if a != _|_ {z?: int}}`, `{a!: _, if a != _|_ {error("no")}}`, `{a!: _, if a != _|_ {close({b!: int})}}`,
	`{a!: _, if a != _|_ {[string]: int}}`, `{a!: _, if a == "x" {b?: #A}, b?: _}`, `{a!: _, if a == 1 {b!: int}, b?: _}`, `{if true {a!: _}}`, `{a!: _, if a > 1 {b!: _}}`, `{a!: _, if (a) == _|_ {b!: _}}`,
	`{a!: _, if _|_ == a {b!: _}}`, `{a!: _, if a != _|_ {b!: _ @as(own)}, b?: _}`, `{a!: _, if a != _|_ {b!: _ @as(json)}, b?: _}`, `{a!: _, if a != _|_ {b!: _ @inferred(x)}, b?: _}`,
	`{a!: _, if a != _|_ {b!: _ @lookup(x)}, b?: _}`, `{a!: _, if a == _|_ {b!: _ @rule(either)}, b?: _}`, `{a!: _, if a == _|_ {b!: _} else {c!: _}}`, `{a!: _, if z != _|_ {a!: _}}`, `{a!: _, if a != "x" {a!: _}}`, `{a!: _, if a == #A {b!: _}}`,
	`{a?: _, let v = 1, if v == 1 {a!: _}}`, `{a!: _, if a != _|_ {"\(a)"!: _}}`, `#A.a.b`, `#A.a`, `#Nope`, `a.b`, `strings.Nope`, `other.#Nope`, `other`, `matchN(1, _)`, `matchN(1, [_, ...])`, `matchN("a", [_])`, `matchN(1.5, [_])`,
	`matchN(>=-1, [_])`, `matchN(=~"a", [_])`, `matchN(1 | 2, [_])`, `matchN(int, [_, 1])`, `matchN(99999999999, [_])`, `matchN(1, [string @rule(email)])`, `matchN(1, [{a?: string @rule(email)}])`, `matchN(1, [{a?: string @read(int)}])`, `matchN(1, [#Ruled])`,
	`matchN(1, [strings.MaxRunes(1), int])`, `list.MatchN(1, int) @read(json)`, `list.UniqueItems() @read(json)`, `list.MatchN("a", int)`, `time.Format(5)`, `time.Format("x")`, `=~5`, `=~#A`, `>"a"`, `>null`, `!=[]`, `!="a" & !=null`,
	`strings.MaxRunes("a")`, `strings.MaxRunes(-1)`, `strings.MaxRunes(1, 2)`, `strings.MaxRunes`, `strings.HasPrefix(5)`, `strings.HasPrefix(#A)`, `strings.ContainsAny(#A)`, `math.MultipleOf("a")`, `math.MultipleOf(0)`, `math.MultipleOf(1234567890123456789)`,
	`'bytes'`, `bytes`, `0x10`, `1_000`, `1.e5`, `.5`, `1Ki`, `1.5K`, `1e400`, `- -1`, `-(1)`, `+1`, `-0`, `-"a"`, `(("a"))`, `"\(1)"`, `"a\("b")"`, `#"a"#`, `[1, ...] & [...int]`, `[for v in [1] {v}]`, `[if true {1}]`, `[...int, ...string]`, `[...] | [1]`, `[] | [1]`,
	`{[=~"("]: int}`, `=~"("`, `=~"(a{1000}){1000}"`, `=~"a*?b+"`, `{[=~#A]: int}`, `{[>5]: int}`, `{[X=string]: X}`, `{[string]: {a!: int}} & {[=~"a"]: {b?: int}}`, `{[string]: int @as(own)}`, `{[string]: int @secret()}`, `close(1)`, `close(#A)`, `close({a?: int, ...})`, `close({#A})`,
	`list.Contains(1)`, `list.Sort`, `strings.ToUpper`, `strings.ToUpper("a")`, `matchIf(1, 2)`, `matchIf(#A, _, _) & #A`, `len("a")`, `and([int, 1])`, `or([1, 2])`, `[...int] & "a"`, `{{int}}`, `{int, a?: 1}`, `{[string]: int, int}`, `uint | *1`, `*1 | 2`, `_|_`, `null | null`, `null & null`, `_ & null`,
	`"" | =~"a" & !="b"`, `("" | =~"a") & !="b"`, `null | (null | =~"a")`, `5 | int & >5`, `{a?: int} | {b?: int}`, `{a?: int} | [...int] | string`, `[...int] | list.UniqueItems()`, `(int | string) & (int | bool)`, `string & int`, `5 & int & >=1`, `true & bool`, `string | string`,
	`{let k = 1, a?: k}`, `{_h?: int}`, `{#d: int}`, `{"a-b"!: int, "é"?: int}`, `{(#A)?: int}`, `{"\(1)"?: int}`, `{a: int}`, `{a?: int, a?: string}`, `{a?: int, A?: int}`, `{a?: int} & {a?: string}`, `{a?: int} & close({b?: int})`, `#A & {z!: _}`, `[#A] & [{z?: int}]`, `{a!: {a!: {a!: int}}}`,
	`string @rule(email) @as(own)`, `string @secret() @inferred(x) @inferred()`, `net.IP & #A`, `net.IP & [...int]`, `net.URL | {...}`, `time.Time & string @read(json)`, `struct.MaxFields(1) & strings.MaxRunes(1)`, `matchN(1, [net.IP, [...int]])`, `net.FQDN("a")`, `net.IP | int`, `int & net.IP`,
}

// owns are arguments of a rule of one's own.
var owns = []string{
	`countries=["NL"]`, `countries=[]`, `in=["NL", "DE"]`, `in=["FR"]`, `min_digits=2`, `min_digits=256`, `min_digits="two"`, `min_digits=-1`, `strict=true`, `strict=options.x`, `strict=options.nope`, `prefix="#,"`, `prefix=b`, `prefix="a", prefix="b"`,
	`other=b`, `other=nope`, `other="true"`, `other=true`, `other=b.country`, `amount=1.5`, `amount=9223372036854775808`, `amount=1`, `anything={a: 1}`, `anything=null`, `anything='a'`, `anything=["a"]`, `numbers=[1, 2]`, `numbers=[]`, `numbers=[1, "a"]`, `unknown=true`, `contries=["NL"]`, `anything=[1.5]`, `in=[1]`,
}

const declaresRule = `{
	vat: {
		go: "example.com/acme/v2/tax.VAT"
		args: {countries?: [...string], in?: [...string], min_digits?: int, strict?: bool, prefix?: string, other?: contract.#Field, amount?: number, anything?: _, numbers?: [...int], unknown?: bool}
		codes: ["same", "strict"]
	}
`

// ownRules is a declaration of rules of one's own.
func (g *grammar) ownRules() string {
	head := one(g.s, "rules: contract.#OwnRules & ", "#Mine: contract.#OwnRules\nrules: #Mine & ", "rules: (contract.#OwnRules) & ")
	return head + declaresRule + one(g.s, "", "", "", "\temail: {go: \"a.example/b.C\"}\n", "\t(\"di\"+\"gits2\"): {go: \"a.example/b.C\"}\n", "\tx: {go: \"no name\"}\n") + "}\n"
}

// ruled is a type with a rule of one's own.
func (g *grammar) ruled() string {
	text := "string @rule(vat"
	for range one(g.s, 1, 1, 0, 2, 3) {
		text += ", " + one(g.s, owns...)
	}
	return text + ")"
}

var packages = regexp.MustCompile(`\b(list|math|net|regexp|strconv|strings|struct|time|uuid)\.[A-Z]`)

var bounded = regexp.MustCompile(`[^(]>|<|uint`)

// drawable reports whether an oddity goes with what else is drawn: CUE does not return where #A is close(#A).
func (g *grammar) drawable(text string) bool {
	if strings.Contains(text, "#A") && !g.refers {
		return false
	}
	return g.bounds && !strings.Contains(text, "if ") || !g.bounds && !bounded.MatchString(text)
}

// oddity is one of the types that may be refused.
func (g *grammar) oddity() drawn {
	text := odd[g.s.Index(len(odd))]
	if !g.drawable(text) {
		return g.scalar()
	}
	for _, found := range packages.FindAllStringSubmatch(text, -1) {
		g.imports[fmt.Sprintf("%q", found[1])] = true
	}
	return drawn{text, func(s *Stream) *value { return raw(one(s, wild...)) }}
}
