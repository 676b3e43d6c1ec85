package compile_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/postal"
	"github.com/passant-go/passant/rules"
)

func endpoint(t testing.TB, files fs.FS, name string) *plan.Endpoint {
	t.Helper()
	dir, _, _ := strings.Cut(name, "/")
	endpoints, err := compile.FS(files, compile.Dirs(dir))
	require.NoError(t, err)
	for _, e := range endpoints {
		if e.Name == name {
			return e
		}
	}
	require.Fail(t, "no endpoint "+name)
	return nil
}

func member(t testing.TB, o *plan.Object, name string) *plan.Field {
	t.Helper()
	i := o.Names.Find(o.Fields, []byte(name), false)
	require.GreaterOrEqual(t, i, 0, name)
	return &o.Fields[i]
}

func TestFS(t *testing.T) {
	endpoints, err := compile.FS(schemas(t), compile.Dirs("larsverp", "./atlas"))
	require.NoError(t, err)
	var names []string
	for _, e := range endpoints {
		names = append(names, e.Name)
	}
	assert.Equal(t, []string{"atlas/book", "larsverp/register", "larsverp/validation"}, names)

	again, err := compile.FS(schemas(t), compile.Dirs("atlas", "larsverp", "larsverp"))
	require.NoError(t, err)
	assert.Equal(t, endpoints, again, "equal contracts give equal plans")
}

func TestFSWithoutEndpoints(t *testing.T) {
	endpoints, err := compile.FS(schemas(t), compile.Dirs("field"))
	assert.NoError(t, err)
	assert.Empty(t, endpoints)
}

func TestFSErrors(t *testing.T) {
	for name, files := range map[string]fstest.MapFS{
		"empty":          {},
		"broken module":  {"a/a.cue": {Data: []byte("package a")}, "cue.mod/module.cue": {Data: []byte("module: 5")}},
		"several at one": {"a/a.cue": {Data: []byte("package a")}, "a/b.cue": {Data: []byte("package b")}, "cue.mod/module.cue": {Data: []byte(`module: "a.example"` + "\n" + `language: version: "v0.17.0"`)}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := compile.FS(files, compile.Dirs("a"))
			require.Error(t, err)
			var fault *compile.Error
			assert.ErrorAs(t, err, &fault)
			assert.NotContains(t, err.Error(), "passant.contracts")
		})
	}
	_, err := compile.FS(schemas(t), compile.Dirs("nowhere"))
	assert.Error(t, err)
}

func TestFSSameName(t *testing.T) {
	files := small(t, ``, ``)
	files["own2/own.cue"] = files["own/own.cue"]
	_, err := compile.FS(files)
	assert.ErrorContains(t, err, "there are two endpoints own/post, rename one of the packages")
}

// The contract language may be vendored.
func TestVendoredLanguage(t *testing.T) {
	files := fstest.MapFS{"cue.mod/module.cue": {Data: []byte(`module: "own.example@v0"` + "\n" + `language: version: "v0.17.0"`)}}
	for name, file := range small(t, `x!: field.#Email`, ``) {
		if !strings.HasPrefix(name, "cue.mod") && !strings.HasPrefix(name, "own") {
			name = "cue.mod/pkg/github.com/passant-go/passant/schemas/" + name
		}
		if name != "cue.mod/module.cue" {
			files[name] = file
		}
	}
	e := endpoint(t, files, "own/post")
	x := &e.Request.Fields[1]
	assert.Equal(t, `email~^.+@.+\..+$ s -nbiflo; email() s`, summary(&x.Type))
	assert.Equal(t, "cue.mod/pkg/github.com/passant-go/passant/schemas/field/field.cue:17", x.Type.Checks[0].Failure.Source)
}

func TestLaravel(t *testing.T) {
	e := endpoint(t, schemas(t), "larsverp/register")
	assert.Equal(t, "register creates a user with the guest role.", e.Doc)
	assert.Equal(t, "larsverp-user-reg.txt", e.Document)
	assert.Equal(t, "POST /users/register", e.Method+" "+e.Path)
	assert.Equal(t, []string{"/api/users/register"}, e.Aliases)
	assert.Equal(t, []plan.Input{plan.JSON}, e.Accepts)
	assert.Equal(t, plan.Warn, e.HTTPS)
	assert.Equal(t, plan.Warn, e.Unknown)
	assert.Equal(t, []string{"laravel-8"}, e.Catalogues)
	assert.Equal(t, []plan.Option{{Name: "deployed", Doc: "deployed accepts every postal code that the patterns of the provider accept."}}, e.Options)
	assert.Equal(t, plan.ByWords, e.Attribute)

	assert.True(t, e.Read.EmptyNull)
	assert.True(t, e.Read.Count)
	for c := range byte(128) {
		assert.Equal(t, strings.IndexByte(" \t\n\r\x00\x0b", c) >= 0, e.Read.Trim.Has(c))
	}

	assert.Equal(t, `{first_name!, insertion?, last_name!, email!, postal_code!, password!}`, object(&e.Request))
	for name, want := range map[string]string{
		"first_name":  `max_length<=191 slo; type.string -nbiflo; required~[^ \t\n\r\v\x00] s!`,
		"insertion":   `max_length<=191 slo; type.string -biflo`,
		"email":       `max_length<=191 slo; email~^.+@.+\..+$ s -nbiflo; email() s`,
		"postal_code": `postal_code~^(\d{4} ?[A-Za-z]{2}|\d{4}|\d{5})$ s -nbiflo; postal_code() s`,
	} {
		assert.Equal(t, want, summary(&member(t, &e.Request, name).Type), name)
	}

	first := member(t, &e.Request, "first_name")
	assert.Empty(t, first.Attribute, "the engine makes it of the name")
	assert.Equal(t, "A string, at most 191 characters. Required.", first.Doc)
	assert.Equal(t, plan.Null|plan.Blank|plan.EmptyList|plan.EmptyObject, first.Missing)
	assert.True(t, first.Stop)
	assert.Equal(t, []string{"The first name field is required."}, words(first.Required))
	assert.Equal(t, "larsverp/register.cue:39", first.Required.Source)
	max := first.Type.Checks[0].Failure
	assert.Equal(t, []plan.Param{{Name: "max", JSON: "191"}}, max.Params)
	assert.Equal(t, "larsverp/register.cue:63", max.Source)
	assert.Equal(t, []string{
		"The first name may not be greater than 191 characters.",
		"The first name must not be greater than 191 characters.",
	}, words(max))

	password := member(t, &e.Request, "password")
	assert.True(t, password.Secret)
	assert.True(t, password.Verbatim)

	email := member(t, &e.Request, "email")
	require.Len(t, email.Lookups, 2)
	assert.Equal(t, "email.domain", email.Lookups[0].Name)
	assert.Equal(t, "invalid", email.Lookups[0].Answer)
	assert.Equal(t, "lookup.domain", email.Lookups[0].Failure.Rule+"."+email.Lookups[0].Failure.Code)
	assert.Equal(t, []string{"The email must be a valid email address."}, words(email.Lookups[0].Failure))

	code := member(t, &e.Request, "postal_code")
	assert.Equal(t, plan.Digits, code.Read)
	judge := code.Type.Checks[1]
	assert.Equal(t, []int{0}, judge.Rule.Options)
	assert.Equal(t, []rules.Checker{
		&rules.PostalCode{Countries: postal.All},
		&rules.PostalCode{Countries: postal.All, Deployed: true},
	}, judge.Rule.Bound)
	assert.Equal(t, []plan.Param{{Name: "countries", JSON: `["NL","BE","DE"]`}}, judge.Failure.Params)
	require.Len(t, judge.Failure.Codes, 1)
	assert.Equal(t, "unassigned", judge.Failure.Codes[0].Code)
	assert.Equal(t, []string{"postal_code is in a postal region that is not assigned"}, words(&judge.Failure.Codes[0]))

	assert.Equal(t, []string{fmt.Sprintf("The <%d> field is prohibited.", plan.AttributeName)}, words(e.UnknownField))
	assert.Equal(t, []string{"The request body is not valid JSON."}, words(e.Malformed.For("utf8")))
	require.Len(t, e.Malformed.Codes, 1, "the others have the text of the rule")
	assert.Equal(t, "size", e.Malformed.Codes[0].Code)

	assert.Equal(t, []string{
		`ok 201 nothing`,
		`invalid 422 {"message":"The given data was invalid.","errors":{#Field([*(,#Message)])}}`,
		`malformed 400 {"message":#Message,"errors":{}}`,
	}, answers(e))
	assert.Equal(t, plan.PHP, e.Answers[1].Escape)
	assert.Equal(t, &plan.Inference{}, e.Answers[2].Inferred)
	assert.Equal(t, "A real Laravel takes a malformed body for an empty one.", e.Answers[2].Doc)
}

func TestLookups(t *testing.T) {
	e := endpoint(t, schemas(t), "larsverp/validation")
	require.Len(t, e.Lookups, 2)
	assert.Equal(t, "validated", e.Lookups[0].Name)
	assert.Equal(t, "validated", e.Lookups[0].Answer)
	assert.Equal(t, []string{
		`ok 201 nothing`,
		`invalid 422 {"message":"The given data was invalid.","errors":{#Field([*(,#Message)])}}`,
		`malformed 400 {"message":#Message,"errors":{}}`,
		`validated 409 {"message":"The email is already validated"}`,
		`token 401 {"message":"Token is incorrect"}`,
	}, answers(e))
	assert.Equal(t, `type.int -nbfslo; type.int>=-9223372036854775808 i; type.int<=9223372036854775807 i`,
		summary(&member(t, &e.Request, "token").Type))
}

// A lookup of a field may have an answer of its own, which needs the text that it shows.
func TestFieldLookupWithAnswer(t *testing.T) {
	files := schemas(t)
	edit(t, files, "larsverp/register.cue", `@lookup(unique)`, `@lookup(banned) @lookup(unique)`)
	edit(t, files, "larsverp/register.cue", `answers: ok:`, "answers: banned: {status: 403, #Body: {}}\n\tanswers: ok:")
	email := member(t, &endpoint(t, files, "larsverp/register").Request, "email")
	assert.Equal(t, "banned", email.Lookups[1].Answer)
	assert.Equal(t, []string{"a check of the host was not passed"}, words(email.Lookups[1].Failure))

	edit(t, files, "larsverp/register.cue", `"strings"`, "\"strings\"\n\t\"github.com/passant-go/passant/schemas/answer\"")
	edit(t, files, "larsverp/register.cue", `answers: ok:`, "answers: unique: {status: 409, #Body: [answer.#Field]: [...answer.#Message]}\n\tanswers: ok:")
	_, err := compile.FS(files, compile.Dirs("larsverp"))
	assert.EqualError(t, err, `larsverp/register.cue:48:2: no message for rule lookup.banned on email, add messages: rules: "lookup.banned": "…"`)

	edit(t, files, "larsverp/register.cue", `rules: postal_code:`, `rules: "lookup.banned": "no", messages: rules: postal_code:`)
	e := endpoint(t, files, "larsverp/register")
	assert.Contains(t, answers(e), `banned 403 {}`)
	assert.Contains(t, answers(e), `unique 409 {#Field([*(,#Message)])}`)
}

// What is inside a secret is secret, and what a secret is inside of is not quoted.
func TestSecrets(t *testing.T) {
	const fields = `login!: {pin!: =~"^[0-9]+$", codes?: [...{of!: =~"a"}]} @secret()
	list?: [...#Pin]
	box?: {key!: string @secret()} @read(json)`
	const definitions = `#Pin: =~"^[0-9]+$" @secret()`
	o := compileSmall(t, fields, definitions).Request
	login, box := member(t, &o, "login"), member(t, &o, "box")
	assert.True(t, login.Secret)
	assert.True(t, member(t, login.Type.Object, "pin").Secret)
	assert.True(t, member(t, member(t, login.Type.Object, "codes").Type.Elem.Object, "of").Secret)
	assert.True(t, member(t, &o, "list").Secret)
	assert.True(t, member(t, box.Type.Object, "key").Secret)
	assert.False(t, box.Secret)
	assert.False(t, member(t, &o, "own").Secret)

	for field, rule := range map[string]string{"login": "type", "login.pin": "pattern", "login.codes.of": "pattern", "list": "pattern", "box": "type", "box.key": "type"} {
		files := small(t, fields, definitions)
		edit(t, files, "own/own.cue", `rules: own: "own"`, `rules: own: "own", fields: "`+field+`": `+rule+`: "bad {value}"`)
		_, err := compile.FS(files, compile.Dirs("own"))
		assert.ErrorContains(t, err, "the message for "+rule+" quotes the value of "+field+", which is secret")
	}
}

// What is wrong with the CUE is told, too, where nothing is written in the contract language.
func TestFSOfOtherCUE(t *testing.T) {
	files := fstest.MapFS{
		"cue.mod/module.cue": {Data: []byte("module: \"a.example\"\nlanguage: version: \"v0.17.0\"\n")},
		"a/a.cue":            {Data: []byte("package a\n\nregister: {#Request: {name!: sting}}\n")},
	}
	_, err := compile.FS(files, compile.Dirs("a"))
	assert.EqualError(t, err, `a/a.cue:3:30: register.#Request.name: reference "sting" not found`)
	files["a/a.cue"].Data = []byte("package a\n\nregister: {#Request: {name!: string @anything()}}\n")
	endpoints, err := compile.FS(files, compile.Dirs("a"))
	assert.NoError(t, err)
	assert.Empty(t, endpoints)
}

// What a declaration that refers to itself says beside that is all that it says.
func TestDeclarationsThatReferToThemselves(t *testing.T) {
	want := endpoint(t, small(t, "a!: int", ""), "own/post")
	for _, declared := range []string{"post: post & contract", "post: (post) & post & contract", "_other: post & _other\npost: _other & contract"} {
		files := small(t, "a!: int", "")
		edit(t, files, "own/own.cue", "post: contract", declared)
		got := endpoint(t, files, "own/post")
		require.NotNil(t, got, declared)
		assert.Equal(t, want.Answers, got.Answers, declared)
		assert.Len(t, got.Request.Fields, len(want.Request.Fields), declared)
	}
}
