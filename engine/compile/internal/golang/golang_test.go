package golang

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/postal"
	"github.com/passant-go/passant/rules"
)

var update = flag.Bool("update", false, "write the golden files")

func invented() *plan.Endpoint {
	letters := &plan.Automaton{Pattern: `^[a-z]+$`, Classes: "\x00\x01\x01\x00", Next: string(make([]byte, 70)), Start: 2, Accept: 4}
	again := *letters
	return &plan.Endpoint{
		Name:       "lumen/user_subscribe",
		Doc:        "user_subscribe adds a reader to a list.\nIt answers with the id.",
		Method:     "POST",
		Path:       "/v1/lists/readers",
		Accepts:    []plan.Input{plan.JSON, plan.Form},
		HTTPS:      plan.Warn,
		Options:    []plan.Option{{Name: "deployed", Doc: "as they do\nit", Default: true}},
		Catalogues: []string{"laravel-8"},
		Read:       plan.Reading{Trim: plan.ASCIISet{0x100002e01, 0}, Count: true},
		Request: plan.Object{
			Names: plan.Index{Multiplier: 0x9e3779b97f4a7c15, Shift: 62, Slots: "\x00\x01\x00\x02"},
			Fields: []plan.Field{
				{
					Name: "name", Attribute: []string{"Näme", `the "name"`},
					Absent: plan.Null | plan.Blank,
					Required: &plan.Failure{
						Rule: "required", Code: "required",
						Words: []plan.Message{{Text: plan.Text{{Literal: "The ", Then: plan.AttributeName}, {Literal: " is missing."}}}},
					},
					Type: plan.Type{
						Checks: []plan.Check{
							{Op: plan.Kinds, Refuses: plan.KindNull | plan.KindList, Failure: &plan.Failure{Rule: "type"}},
							{Op: plan.Match, On: plan.KindString, Pattern: letters, Failure: &plan.Failure{Rule: "pattern"}},
						},
						Except: []plan.Literal{{Kind: plan.KindNull, Text: "null"}},
					},
				},
				{
					Name: "zip",
					Type: plan.Type{
						Checks: []plan.Check{
							{Op: plan.NoMatch, On: plan.KindString, Pattern: &again},
							{Op: plan.Call, On: plan.KindString, Function: &gen.Address{Class: gen.IPv6}},
							{Op: plan.Call, On: plan.KindString, Function: &gen.Time{Layout: "15:04"}},
							{Op: plan.Judge, On: plan.KindString, Rule: &plan.Rule{
								Bound:   []rules.Checker{&rules.PostalCode{Countries: postal.NL | postal.BE}, &rules.PostalCode{Deployed: true}},
								Options: []int{0},
							}},
						},
						Object: &plan.Object{Open: true},
						Elem:   &plan.Type{Checks: []plan.Check{{Op: plan.Judge, Rule: &plan.Rule{Bound: []rules.Checker{&rules.Email{}}}}}},
					},
				},
			},
		},
		Answers: []plan.Answer{{
			Occasion: "invalid", Status: 422, Escape: plan.PHP,
			Body: []plan.Step{
				{Text: `{"errors":{`},
				{Op: plan.Group, Mark: plan.MarkKey, Sorted: true, Body: []plan.Step{{Op: plan.Put, Mark: plan.MarkMessage}}},
				{Text: `}}`},
			},
		}, {Occasion: "ok", Status: 201}},
	}
}

func TestGolden(t *testing.T) {
	for name, f := range map[string]File{
		"first.golden": {Package: "lumen", Doc: "Package lumen is invented.\n\n\tIt has a code block.\n", Plan: invented()},
		"least.golden": {Package: "lumen", Plan: &plan.Endpoint{Name: "lumen/string"}},
	} {
		got, err := f.Source()
		require.NoError(t, err)
		golden(t, name, got)
	}
}

// golden asserts that a file of testdata is what was got.
func golden(t *testing.T, name string, got []byte) {
	name = filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.WriteFile(name, got, 0o644))
	}
	want, err := os.ReadFile(name)
	require.NoError(t, err)
	assert.Equal(t, string(want), string(got))
}

func TestTypesGolden(t *testing.T) {
	p := &plan.Endpoint{
		Name: "lumen/user_subscribe",
		Request: plan.Object{Fields: []plan.Field{
			{Name: "name", Doc: "The name of the reader.\nRequired.", Required: new(plan.Failure), Type: of(plan.KindString)},
			{Name: "Name", Type: of(plan.KindString | plan.KindNull)},
			{Name: "fill", Secret: true, Required: new(plan.Failure), Type: of(plan.KindString)},
			{Name: "any \"\\`", Type: plan.Type{}},
			{Name: "card", Type: plan.Type{Object: &plan.Object{Fields: []plan.Field{{Name: "pin", Secret: true}}}}},
			{Name: "list", Type: plan.Type{Checks: of(plan.KindList).Checks, Elem: &plan.Type{
				Checks: of(plan.KindObject).Checks,
				Object: &plan.Object{Fields: []plan.Field{{Name: "at", Required: new(plan.Failure), Type: of(plan.KindInt | plan.KindFloat)}}},
			}}},
			{Name: "day", Required: new(plan.Failure), Type: plan.Type{
				Checks: append(of(plan.KindString).Checks, plan.Check{Op: plan.OneOf, On: plan.KindString, Values: []plan.Literal{
					{Kind: plan.KindString, Text: "mon"}, {Kind: plan.KindString, Text: "Mon"}, {Kind: plan.KindString, Text: "1"},
				}}),
				Except: []plan.Literal{{Kind: plan.KindString}},
			}},
		}},
		Answers: []plan.Answer{
			{Occasion: "ok", Status: 201, Type: &plan.Object{}},
			{Occasion: "not_found", Status: 404},
			{Occasion: "gone", Status: 410, Type: &plan.Object{Rest: &plan.Type{Checks: of(plan.KindBool).Checks}}},
		},
	}
	got, err := (&File{Package: "lumen", Plan: p}).Types(Names{"UserSubscribeRequest": true})
	require.NoError(t, err)
	golden(t, "types.golden", got)
}

// of is a type of values of some kinds.
func of(kinds plan.Kind) plan.Type {
	return plan.Type{Checks: []plan.Check{{Op: plan.Kinds, Refuses: ^kinds}}}
}

// What a shape cannot tell of a type makes it JSON text.
func TestKnown(t *testing.T) {
	assert.True(t, known(plan.Type{Elem: new(plan.Type)}))
	assert.True(t, known(plan.Object{Fields: []plan.Field{{}}, Open: true}))
	assert.False(t, known(struct{ Elem, Further int }{1, 1}))
}

func TestDeterminism(t *testing.T) {
	want, err := (&File{Package: "lumen", Plan: invented()}).Source()
	require.NoError(t, err)
	for range 20 {
		got, err := (&File{Package: "lumen", Plan: invented()}).Source()
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

func TestRefusals(t *testing.T) {
	for name, p := range map[string]*plan.Endpoint{
		"a digit first":       {Name: "lumen/1st"},
		"no letter":           {Name: "lumen/-"},
		"an unexported field": {Name: "lumen/a", Request: judged(&fieldRule{1})},
		"no pointer":          {Name: "lumen/a", Request: judged(valueRule(1))},
	} {
		_, err := (&File{Package: "lumen", Plan: p}).Source()
		assert.Error(t, err, name)
	}
}

func judged(c rules.Checker) plan.Object {
	check := plan.Check{Rule: &plan.Rule{Bound: []rules.Checker{c}}}
	return plan.Object{Fields: []plan.Field{{Type: plan.Type{Checks: []plan.Check{check}}}}}
}

type fieldRule struct{ n int }

func (*fieldRule) Check(rules.Value) rules.Verdict { return rules.Verdict{} }

type valueRule int

func (valueRule) Check(rules.Value) rules.Verdict { return rules.Verdict{} }

func TestNames(t *testing.T) {
	for field, want := range map[string]string{
		"register": "Register", "user_register": "UserRegister", "user-register": "UserRegister", "userRegister": "UserRegister", "a_1": "A1",
	} {
		assert.Equal(t, want, exported(field))
	}
	p := printer{imports: map[string]string{"plan": planPath}}
	for name, want := range map[string]string{"tax": "tax", "plan": "plan_", "type": "type_", "string": "string_", "init": "init_"} {
		assert.Equal(t, want, p.free(name))
	}
}

// No variable of a file has the name of a package that a file beside it imports.
func TestVariablesAreNoPackages(t *testing.T) {
	for _, field := range []string{"postal", "plan", "engine", "rules"} {
		p := invented()
		p.Name = "lumen/" + field
		source, err := (&File{Package: "lumen", Plan: p}).Source()
		require.NoError(t, err)
		parsed, err := parser.ParseFile(token.NewFileSet(), "", source, 0)
		require.NoError(t, err)
		for _, name := range []string{exported(field), field + "Plan", field + "Pattern1"} {
			assert.NotNil(t, parsed.Scope.Lookup(name), name)
		}
		assert.Nil(t, parsed.Scope.Lookup(field))
	}
}

func TestQuote(t *testing.T) {
	for s, want := range map[string]string{
		"":         `""`,
		"a":        `"a"`,
		"a\nb":     `"a\nb"`,
		`\d+"`:     "`\\d+\"`",
		"`\\d":     "\"`\\\\d\"",
		"é😀":       `"é😀"`,
		"\x00a\"":  `"\x00\x61\x22"`,
		"\xff\xfe": `"\xff\xfe"`,
	} {
		assert.Equal(t, want, quote(s))
	}
}

// The constants of package plan, in their order, are those that the printer knows.
func TestConstants(t *testing.T) {
	var files []string
	for _, dir := range []string{"plan", "gen"} {
		inside, err := filepath.Glob("../../../" + dir + "/*.go")
		require.NoError(t, err)
		files = append(files, inside...)
	}
	want := map[string][]string{}
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		for _, d := range file.Decls {
			if d, ok := d.(*ast.GenDecl); ok && d.Tok == token.CONST {
				if first, ok := d.Specs[0].(*ast.ValueSpec).Type.(*ast.Ident); ok {
					of := file.Name.Name + "." + first.Name
					for _, spec := range d.Specs {
						want[of] = append(want[of], spec.(*ast.ValueSpec).Names[0].Name)
					}
				}
			}
		}
	}
	got := map[string][]string{}
	for typ, names := range constants {
		got[typ.String()] = names.list
	}
	assert.Equal(t, want, got)
}
