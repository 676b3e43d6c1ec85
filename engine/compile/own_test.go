package compile_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/postal"
	"github.com/passant-go/passant/rules"
)

// VAT is a rule that this project does not have: a country's code and digits.
type VAT struct {
	Countries []string
	In        postal.Countries
	MinDigits int
	Strict    bool
	Prefix    string
	Other     bool
}

func (r *VAT) Check(v rules.Value) rules.Verdict {
	text := strings.TrimPrefix(string(v.Text), r.Prefix)
	if r.Other && string(v.Refs[0]) == text {
		return rules.Verdict{Outcome: rules.Refuse, Code: "same"}
	}
	for _, country := range r.Countries {
		if digits, ok := strings.CutPrefix(text, country); ok && len(digits) >= r.MinDigits {
			if r.Strict {
				return rules.Verdict{Outcome: rules.Warn, Code: "strict"}
			}
			return rules.Verdict{}
		}
	}
	return rules.Verdict{Outcome: rules.Refuse}
}

const vatName = "example.com/acme/v2/tax.VAT"

// vat is a module with a rule of its own.
func vat(t *testing.T, attribute string) fstest.MapFS {
	files := small(t, "other?: string\n\tx!: string "+attribute, `rules: contract.#OwnRules & {
	vat: {
		go: "`+vatName+`"
		args: {
			countries?:  [...string]
			in?:         [...string]
			min_digits?: int & >=0
			strict?:     bool
			prefix?:     string
			other?:      contract.#Field
			amount?:     number
			anything?:   _
			numbers?:    [...int]
			unknown?:    bool
		}
		codes: ["same", "strict"]
	}
}`)
	edit(t, files, "own/own.cue", `rules: own: "own"`, `rules: {own: "own", vat: "{field} is no VAT number of {countries}", "vat.same": "{field} is the same"}`)
	return files
}

func newVAT() rules.Checker { return new(VAT) }

func TestOwnRule(t *testing.T) {
	files := vat(t, `@rule(vat, countries=["NL", "BE"], in=["NL", "DE"], min_digits=2, prefix="#,", strict=options.strict, other=other)`)
	edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\toptions: strict: false")
	endpoints, err := compile.FS(files, compile.Dirs("own"), compile.Rule(vatName, newVAT))
	require.NoError(t, err)
	o := &endpoints[0].Request
	judge := member(t, o, "x").Type.Checks[1]
	want := VAT{Countries: []string{"NL", "BE"}, In: postal.NL | postal.DE, MinDigits: 2, Prefix: "#,", Other: true}
	strict := want
	strict.Strict = true
	assert.Equal(t, []rules.Checker{&want, &strict}, judge.Rule.Bound)
	assert.Equal(t, []plan.Ref{{Field: o.Names.Find(o.Fields, []byte("other"), false)}}, judge.Rule.Refs)

	e := engine.New(endpoints[0])
	for body, want := range map[string]string{
		`{"x":"NL12","other":"a"}`:    "[]",
		`{"x":"#,BE1","other":"a"}`:   "[x is no VAT number of NL, BE]",
		`{"x":"NL12","other":"NL12"}`: "[x is the same]",
	} {
		var messages []string
		for _, v := range e.Validate([]byte(body)).Violations() {
			messages = append(messages, v.Message)
		}
		assert.Equal(t, want, fmt.Sprint(messages), body)
	}
	on, err := e.Configure(engine.Options{Switches: map[string]bool{"strict": true}})
	require.NoError(t, err)
	report := on.Validate([]byte(`{"x":"NL12","other":"a"}`))
	assert.True(t, report.Valid())
	assert.Equal(t, engine.SeverityWarning, report.Violations()[0].Severity)
}

func TestOwnRuleMistakes(t *testing.T) {
	given := compile.Rule(vatName, newVAT)
	for _, c := range []struct {
		name, attribute string
		options         []compile.Option
		want            string
	}{
		{"not given", `@rule(vat)`, nil, `own/own.cue:30:13: the Go of rule vat is not at hand, give compile.Rule("` + vatName + `", …)`},
		{"unknown argument", `@rule(vat, contries=["NL"])`, []compile.Option{given}, `own/own.cue:30:13: rule vat has no argument contries, did you mean countries?`},
		{"wrong argument", `@rule(vat, min_digits="two")`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, min_digits="two"), min_digits takes int & >=0`},
		{"argument that Go has not", `@rule(vat, unknown=true)`, []compile.Option{given}, `own/own.cue:30:13: rule vat has no argument unknown in Go that takes this: there is no such exported field`},
		{"value that Go does not take", `@rule(vat, in=["FR"])`, []compile.Option{given}, `own/own.cue:30:13: rule vat has no argument in in Go that takes this: postal: unknown country, want NL, BE or DE`},
		{"text for a field", `@rule(vat, other="true")`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, other="true"), argument other names a field: write other=field`},
		{"truth for a field", `@rule(vat, other=true)`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, other=true), argument other names a field: write other=field`},
		{"field for a text", `@rule(vat, prefix=other)`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, prefix=other), prefix takes string`},
		{"given twice", `@rule(vat, prefix="a", prefix="b")`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, …): the argument prefix is given twice, give it once`},
		{"nothing", `@rule(vat, anything=null)`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, anything=null) has no Go, give a bool, a string, an int, or what is declared as a list of string or of int`},
		{"a struct", `@rule(vat, anything={a: 1})`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, anything={a: 1}) has no Go, give a bool, a string, an int, or what is declared as a list of string or of int`},
		{"bytes", `@rule(vat, anything='a')`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, anything='a') has no Go, give a bool, a string, an int, or what is declared as a list of string or of int`},
		{"a fraction", `@rule(vat, amount=1.5)`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, amount=1.5) has no Go, give a bool, a string, an int, or what is declared as a list of string or of int`},
		{"a list of no type", `@rule(vat, anything=["a"])`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, anything=["a"]) has no Go, give a bool, a string, an int, or what is declared as a list of string or of int`},
		{"a number too large", `@rule(vat, amount=9223372036854775808)`, []compile.Option{given}, `own/own.cue:30:13: @rule(vat, amount=9223372036854775808) has no Go, give a bool, a string, an int, or what is declared as a list of string or of int`},
		{"no function", `@rule(vat)`, []compile.Option{compile.Rule(vatName, nil)}, `compile.Rule("` + vatName + `", nil), give a function that returns a pointer to a new value of the type`},
		{"no option", `@rule(vat)`, []compile.Option{given, nil}, `option 2 is nil, leave it out`},
		{"no pointer", `@rule(vat)`, []compile.Option{compile.Rule(vatName, func() rules.Checker { return byValue{} })}, `own/own.cue:30:13: rule vat is no pointer to a struct in Go`},
		{"given, but not declared", `@rule(vat, countries=["NL"])`, []compile.Option{given, compile.Rule("example.com/x.Y", newVAT)}, `compile.Rule("example.com/x.Y", …): no contract declares this rule, declare it by contract.#OwnRules`},
		{"misspelt", `@rule(vta)`, []compile.Option{given}, `own/own.cue:30:13: unknown rule vta, did you mean vat?`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := compile.FS(vat(t, c.attribute), append(c.options, compile.Dirs("own"))...)
			require.Error(t, err)
			first, _, _ := strings.Cut(err.Error(), "\n")
			assert.Equal(t, c.want, first)
		})
	}

	files := vat(t, `@rule(vat)`)
	edit(t, files, "own/own.cue", "\tvat: {\n", "\temail: {go: \"a.example/b.C\"}\n\tvat: {\n")
	_, err := compile.FS(files, given, compile.Dirs("own"))
	assert.ErrorContains(t, err, "own/own.cue:34:2: there is already a rule email, give it another name")

	files = vat(t, `@rule(vat)`)
	edit(t, files, "own/own.cue", "\tvat: {\n", "\t(\"em\"+\"ail\"): {go: \"a.example/b.C\"}\n\tvat: {\n")
	_, err = compile.FS(files, given, compile.Dirs("own"))
	assert.ErrorContains(t, err, "own/own.cue:33:1: the name of the rule email is computed, write it out: email: {go: …}")

	files = vat(t, `@rule(vat)`)
	edit(t, files, "own/own.cue", vatName, "no go name")
	_, err = compile.FS(files, given, compile.Dirs("own"))
	assert.ErrorContains(t, err, `own/own.cue:35:`)
}

// contract.#OwnRules may go by another name.
func TestOwnRuleAlias(t *testing.T) {
	files := vat(t, `@rule(vat, countries=["NL"])`)
	edit(t, files, "own/own.cue", "rules: contract.#OwnRules &", "#Mine: contract.#OwnRules\nrules: #Mine &")
	_, err := compile.FS(files, compile.Rule(vatName, newVAT), compile.Dirs("own"))
	assert.NoError(t, err)
}

// Sized is a rule whose arguments are of the less usual types.
type Sized struct {
	MinDigits uint8
	Prefix    []byte
	Countries string
}

func (*Sized) Check(rules.Value) rules.Verdict { return rules.Verdict{} }

func TestOwnRuleTypes(t *testing.T) {
	for attribute, want := range map[string]string{
		`@rule(vat, min_digits=255)`:   "",
		`@rule(vat, min_digits=256)`:   "256 is no uint8",
		`@rule(vat, prefix="a")`:       `"a" is no []uint8`,
		`@rule(vat, countries=["NL"])`: `["NL"] is no string`,
	} {
		files := vat(t, attribute)
		edit(t, files, "own/own.cue", " of {countries}", "")
		_, err := compile.FS(files, compile.Rule(vatName, func() rules.Checker { return new(Sized) }), compile.Dirs("own"))
		if want == "" {
			assert.NoError(t, err)
			continue
		}
		assert.ErrorContains(t, err, "in Go that takes this: "+want)
	}
}

type byValue struct{}

func (byValue) Check(rules.Value) rules.Verdict { return rules.Verdict{} }

// Generated code names the type, whose package the generator need not have.
func TestGenerateOwnRule(t *testing.T) {
	root := t.TempDir()
	for name, file := range vat(t, `@rule(vat, countries=["NL", "BE"], min_digits=2, prefix="#\"", in=[], numbers=[], other=other)`) {
		path := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, file.Data, 0o644))
	}
	files, err := compile.Generate(filepath.Join(root, "own"))
	require.NoError(t, err)
	require.Equal(t, []string{filepath.Join(root, "own", "post_gen.go"), filepath.Join(root, "own", "post_types_gen.go")}, files)
	source, err := os.ReadFile(files[0])
	require.NoError(t, err)
	assert.Contains(t, string(source), "\t\"example.com/acme/v2/tax\"\n")
	assert.Contains(t, string(source), `&tax.VAT{Countries: []string{"NL", "BE"}, In: []string{}, MinDigits: 2, Prefix: "#\"", Other: true, Numbers: []int{}}`)
}
