package engine_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas/bitpub"
	"github.com/passant-go/passant/schemas/pantel"
)

// sampleForm is sample for forms, with a flag and a number besides.
func sampleForm(t testing.TB, o engine.Options, change ...func(*plan.Endpoint)) *engine.Endpoint {
	e := sample(append(change, func(p *plan.Endpoint) {
		p.Accepts = []plan.Input{plan.JSON, plan.Form}
		words := []plan.Message{{}}
		for i, kinds := range []plan.Kind{plan.KindBool, plan.KindInt, plan.KindInt | plan.KindFloat, plan.KindInt | plan.KindString} {
			name := []string{"flag", "int", "number", "any"}[i]
			p.Request.Fields = append(p.Request.Fields, plan.Field{
				Name: name, FormAbsent: plan.Blank,
				Type: plan.Type{Checks: []plan.Check{{Refuses: ^kinds, Failure: &plan.Failure{Rule: "type", Code: name, Words: words}}}},
			})
		}
		p.Request.Fields[7].Read = plan.Plus
		p.Request.Fields = append(p.Request.Fields, plan.Field{
			Name: "either",
			Type: plan.Type{Checks: []plan.Check{{Refuses: ^(plan.KindInt | plan.KindString)}, {
				Op: plan.OneOf, On: plan.KindString, Values: []plan.Literal{{Kind: plan.KindString, Text: "none"}},
				Failure: &plan.Failure{Rule: "enum", Code: "enum", Words: words},
			}}},
		})
		names := make([]string, len(p.Request.Fields))
		for i := range names {
			names[i] = p.Request.Fields[i].Name
		}
		p.Request.Names = plan.NewIndex(names, p.Read.AnyCase)
	})...)
	o.Input = engine.Form
	form, err := e.Configure(o)
	require.NoError(t, err)
	return form
}

func TestForm(t *testing.T) {
	e := sampleForm(t, engine.Options{})
	for _, c := range []struct {
		form   string
		normal string
		found  []string
	}{
		{"", `{}`, []string{"/name required required @0+0"}},
		{"name=ab", `{"name":"ab"}`, nil},
		{"&&name=ab&", `{"name":"ab"}`, nil},
		{"name", `{}`, []string{"/name required required @4+0"}},
		{"name=+", `{}`, []string{"/name required required @5+1"}},
		{"n%61me=a%62c+", `{"name":"abc "}`, []string{"/name max_length max_length @7+6"}},
		{"name=none", `{"name":"none"}`, []string{"/name max_length max_length @5+4", "/name enum enum @5+4"}},
		{"name=a&flag=true", `{"name":"a","flag":true}`, nil},
		{"flag=false&name=a", `{"flag":false,"name":"a"}`, nil},
		{"name=a&flag=True", `{"name":"a","flag":"True"}`, []string{"/flag type flag @12+4"}},
		{"name=a&flag=1", `{"name":"a","flag":"1"}`, []string{"/flag type flag @12+1"}},
		{"name=a&flag=&int=+&number=", `{"name":"a"}`, nil},
		{"name=a&either=5", `{"name":"a","either":5}`, nil},
		{"name=a&either=none", `{"name":"a","either":"none"}`, nil},
		{"name=a&either=x", `{"name":"a","either":"x"}`, []string{"/either enum enum @14+1"}},
		{"name=a&int=-12", `{"name":"a","int":-12}`, nil},
		{"name=a&int=1%32", `{"name":"a","int":12}`, nil},
		{"name=a&int=012", `{"name":"a","int":"012"}`, []string{"/int type int @11+3"}},
		{"name=a&int=%2B1", `{"name":"a","int":"+1"}`, []string{"/int type int @11+4"}},
		{"name=a&int=1.0", `{"name":"a","int":"1.0"}`, []string{"/int type int @11+3"}},
		{"name=a&int=" + strings.Repeat("1", 65), `{"name":"a","int":"` + strings.Repeat("1", 65) + `"}`, []string{"/int type int @11+65"}},
		{"name=a&number=1.5e1", `{"name":"a","number":1.5e1}`, nil},
		{"name=a&number=null", `{"name":"a","number":"null"}`, []string{"/number type number @14+4"}},
		{"name=a&any=12", `{"name":"a","any":"12"}`, nil},
		{"name=a&any=+12", `{"name":"a","any":"+12"}`, nil},
		{"name=a&any=%2012", `{"name":"a","any":"+12"}`, nil},
		{"name=a&any=++12", `{"name":"a","any":"+ 12"}`, nil},
		{"name=a&list=1,2,3", `{"name":"a","list":[1,2,3]}`, nil},
		{"name=a&list=%5B1%2C2]", `{"name":"a","list":[1,2]}`, nil},
		{"name=a&list=[]", `{"name":"a","list":[]}`, nil},
		{"name=a&list=", `{"name":"a","list":""}`, []string{"/list type list @12+0"}},
		{"name=a&list=1", `{"name":"a","list":[1]}`, nil},
		{"name=a&list=[", `{"name":"a","list":["["]}`, []string{"/list/0 type int @12+1"}},
		{"name=a&list=1,,x", `{"name":"a","list":[1,"","x"]}`, []string{"/list/1 type int @14+0", "/list/2 type int @15+1"}},
		{"name=a&list=%5Bx%2cy%2C%5D", `{"name":"a","list":["x","y",""]}`, []string{"/list/0 type int @15+1", "/list/1 type int @19+1", "/list/2 type int @23+0"}},
		{"name=a&at=x", `{"name":"a","at":"x"}`, []string{"/at type object @10+1"}},
		{`name=a&text={"x":1}`, `{"name":"a","text":{"x":1}}`, nil},
		{`name=a&text=%7B"x":91%7D`, `{"name":"a","text":{"x":91}}`, []string{"/text max max @12+12"}},
		{`name=a&text={"x":`, `{"name":"a","text":"{\"x\":"}`, []string{"/text type object @12+5"}},
		{"nme=x&name=a", `{"nme":"x","name":"a"}`, []string{"/nme unknown_field unknown_field @0+3 warning"}},
		{"name=a&=", `{"name":"a","":""}`, []string{"/ unknown_field unknown_field @7+0 warning"}},
	} {
		assert.Equal(t, c.found, found(e.Validate([]byte(c.form))), c.form)
		normal, err := e.AppendNormal(nil, []byte(c.form))
		assert.NoError(t, err, c.form)
		assert.Equal(t, c.normal, string(normal), c.form)
	}
}

func TestUnreadableForm(t *testing.T) {
	e := sampleForm(t, engine.Options{Limits: engine.Limits{Body: 40, Keys: 3, String: 10}})
	for _, c := range []struct {
		form, code string
		offset     int
	}{
		{"name=a&name=a", "duplicate_key", 7},
		{"name=a&n%61me=a", "duplicate_key", 7},
		{"x=1&%78=%zz", "escape", 9},
		{"name=%zz", "escape", 6},
		{"name=a%2", "escape", 8},
		{"na%=a", "escape", 3},
		{"name=%FF", "utf8", 5},
		{"name=\xC3", "utf8", 6},
		{"na\xFFme=a", "utf8", 2},
		{"a=1&b=2&c=3&d=4", "keys", 12},
		{"a=1&b=2&c=3&a=4", "keys", 12},
		{"name=12345678901", "string_size", 15},
		{"name=a&12345678901=x", "string_size", 17},
		{"a=1234567890&b=1234567890&c=1234567890&xy", "keys", 39},
		{"a=1234567890&b=1234567890&c=1234567890&%F0%9F", "keys", 39},
		{"a=1234567890&b=1234567890&cccccccccc=1234567890", "size", 40},
		{"a=1234567890&bb=1234567890&cccc=12345%F0%9F%98%80", "size", 40},
		{"a=1234567890&b=1234567890&c12345678901234", "string_size", 36},
		{"a=1234567890&b=1234567890&12345678901234567", "string_size", 36},
		{"int=12345678&b=1234567890&int=123456789012", "duplicate_key", 26},
		{"a=1234567890&b=1234567890&c=1234567890&&a=1", "size", 40},
		{"int=12345678&b=1234567890&int=12345678&xy", "duplicate_key", 26},
		{"a=1234567890&b=1234567890&c=%zz4567890&xy", "escape", 29},
		{strings.Repeat("&", 41), "size", 40},
	} {
		report := e.Validate([]byte(c.form))
		assert.Equal(t, []string{fmt.Sprintf(" query %s @%d", c.code, c.offset)}, withoutLengths(found(report)), c.form)
		assert.True(t, report.Malformed(), c.form)
		assert.Equal(t, 400, report.Status(), c.form)
		_, err := e.AppendNormal(nil, []byte(c.form))
		assert.Equal(t, &engine.MalformedError{Endpoint: "sample/post", Code: c.code, Offset: c.offset}, err, c.form)
	}
	few := sampleForm(t, engine.Options{Limits: engine.Limits{Values: 4}})
	for form, past := range map[string]string{
		"name=ab&b=1&c=2&d=3":      "&e",
		"name=ab&list=1%2C2":       "%2C3",
		"name=ab&list=%5B1%2C2%5D": "&e",
		"list=1%2C2&name=ab":       "&e=%zz",
	} {
		assert.True(t, few.Validate([]byte(form)).Valid(), form)
		offset := len(form) + strings.IndexByte(past, past[len(past)-1])
		if past[0] == '&' {
			offset = len(form) + 1
		}
		assert.Equal(t, []string{fmt.Sprintf(" query values @%d", offset)}, withoutLengths(found(few.Validate([]byte(form+past)))), form+past)
	}
	assert.Equal(t, []string{" query size @2+0"}, found(e.TooLarge([]byte("a="))))
	for _, whole := range []string{"name=a&x=1&y=1234567890", strings.Repeat("&", 34) + "name=a", "name=1%32"} {
		assert.True(t, e.Validate([]byte(whole)).Valid(), whole)
	}
}

// withoutLengths leaves out how long what was found is.
func withoutLengths(found []string) (short []string) {
	for _, text := range found {
		text, _, _ = strings.Cut(text, "+")
		short = append(short, text)
	}
	return short
}

func TestFormLimitsViolations(t *testing.T) {
	e := sampleForm(t, engine.Options{Limits: engine.Limits{Violations: 3}})
	report := e.Validate([]byte("list=" + strings.Repeat("x,", 500)))
	assert.Equal(t, 3, report.Len())
	assert.True(t, report.Truncated())
}

func TestIgnoredNames(t *testing.T) {
	for _, anyCase := range []bool{false, true} {
		e := sampleForm(t, engine.Options{}, func(p *plan.Endpoint) {
			p.Read.Ignore, p.Read.AnyCase = []string{"format"}, anyCase
		})
		assert.Empty(t, found(e.Validate([]byte("format=json&name=a"))))
		normal, err := e.AppendNormal(nil, []byte("format=json&name=a"))
		assert.NoError(t, err)
		assert.Equal(t, `{"name":"a"}`, string(normal))
		assert.Equal(t, anyCase, e.Validate([]byte("Format=json&name=a")).Len() == 0)
		assert.Empty(t, found(e.Validate([]byte("format=x&format=y&name=a"))))
	}
	assert.NotEmpty(t, found(sampleForm(t, engine.Options{}).Validate([]byte("format=json&name=a"))))
}

// The usual input of a contract that does not accept JSON is read without being asked for.
func TestUsualInput(t *testing.T) {
	e := sample(func(p *plan.Endpoint) { p.Accepts = []plan.Input{plan.Query, plan.Form} })
	assert.True(t, e.Validate([]byte("name=a")).Valid())
	same, err := e.Configure(engine.Options{})
	require.NoError(t, err)
	assert.True(t, same.Validate([]byte("name=a")).Valid())
}

// FuzzForm holds a form against its normal form, which is read as JSON.
func FuzzForm(f *testing.F) {
	type pair struct{ form, json *engine.Endpoint }
	var pairs []pair
	for _, e := range []*engine.Endpoint{pantel.Register, bitpub.Register} {
		form, err := e.Configure(engine.Options{Input: engine.Form, Strict: true})
		require.NoError(f, err)
		json, err := e.Configure(engine.Options{Strict: true, Folded: true})
		require.NoError(f, err)
		pairs = append(pairs, pair{form, json})
	}
	for _, seed := range []string{
		"phone_number=+18885559977&phone_code=12345&phone_code_hash=pr8i5nfexzn8w31c&first_name=john&last_name=doe&version=",
		"phone_number=%2B1&phone_code=&first_name=%F0%9F%98%80&user_name=a+b",
		"Phone=31612345678&FIRSTNAME=a&lastname=b&captchaSolution=[1,2]&smsCodeOnly=true&gender=",
		"email=a@b.nl&firstName=&captchaSolution=1,,x&noCookies=1&firstname=x&%zz",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		for _, e := range pairs {
			report := e.form.Validate(text)
			normal, err := e.form.AppendNormal(nil, text)
			json := report.Status() == 415 && len(text) > 0 && (text[0] == '{' || text[0] == '[')
			assert.Equal(t, report.Malformed() || json, err != nil)
			if err != nil {
				continue
			}
			want := e.json.Validate(normal)
			assert.False(t, want.Malformed(), "%s", normal)
			wanted, got := reasons(want), reasonsOnce(report, text, &e.form.Plan().Read)
			for i := range min(len(wanted), len(got)) {
				if strings.HasPrefix(got[i], "*** ") { // in a form it may be what stands in the place of a name
					_, reason, _ := strings.Cut(wanted[i], " ")
					wanted[i] = "*** " + reason
				}
			}
			assert.Equal(t, wanted, got, "%s", normal)
		}
	})
}

// reasonsOnce are the reasons of a form's report, where a name that the contract does not have, and that came again, is told once.
func reasonsOnce(r engine.Report, form []byte, read *plan.Reading) []string {
	list, seen := reasons(r), []string{}
	i := -1
	return slices.DeleteFunc(list, func(string) bool {
		i++
		v := r.Violations()[i]
		name, err := url.QueryUnescape(string(form[v.Offset : v.Offset+v.Length]))
		if v.Rule != "unknown_field" {
			return false
		}
		again := err == nil && slices.ContainsFunc(seen, func(known string) bool { return read.Same(known, []byte(name)) })
		seen = append(seen, name)
		return again
	})
}

// reasons are what was found, without its place.
func reasons(r engine.Report) (list []string) {
	for _, v := range r.Violations() {
		list = append(list, fmt.Sprint(v.Field, " ", v.Rule, " ", v.Code, " ", v.Severity))
	}
	return list
}
