package engine_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/racetest"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas/bitpub"
	"github.com/passant-go/passant/schemas/digipay"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
	"github.com/passant-go/passant/schemas/pantel"
)

// request is one over https, with a body or, after "?", a query string; headers are names and values in turn.
func request(method, payload string, headers ...string) engine.Request {
	h := http.Header{}
	for i := 0; i < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
	}
	body, query, _ := strings.Cut(payload, "?")
	return engine.Request{Method: method, Secure: true, Header: h.Values, Query: engine.Hide([]byte(query)), Body: engine.Hide([]byte(body))}
}

// wholeSample is sample for POST, with headers and a policy of plain http.
func wholeSample(https plan.Policy) *engine.Endpoint {
	return sample(func(p *plan.Endpoint) {
		words := []plan.Message{{}}
		p.Accepts, p.Methods, p.HTTPS = []plan.Input{plan.JSON}, [3]string{"POST"}, https
		p.PlainHTTP = &plan.Failure{Rule: "https", Code: "https", Words: words}
		p.WrongMethod = &plan.Failure{Rule: "method", Code: "method", Words: words}
		p.WrongMedia = &plan.Failure{Rule: "media_type", Code: "media_type", Words: words}
		header := func(code string) *plan.Failure { return &plan.Failure{Rule: "header", Code: code, Words: words} }
		p.Headers = plan.Object{Fields: []plan.Field{
			{Name: "Key", Required: header("required"), Secret: true, Verbatim: true, Type: plan.Type{
				Checks: []plan.Check{{Op: plan.MaxLength, On: plan.KindString, Limit: 6, Failure: header("max_length")}},
			}},
			{Name: "name", Verbatim: true, Expected: []plan.Check{
				{Op: plan.NoneOf, On: plan.KindString, Values: []plan.Literal{{Kind: plan.KindString, Text: "odd"}}, Failure: header("enum")},
			}},
			{Name: "more"},
		}, Conditions: []plan.Condition{{If: 1, Equals: &plan.Literal{Kind: plan.KindString, Text: "needs"}, Require: 2, Failure: header("condition")}}}
	})
}

func TestRequest(t *testing.T) {
	warn, refuse := wholeSample(plan.Warn), wholeSample(plan.Refuse)
	plain := func(r engine.Request) engine.Request { r.Secure = false; return r }
	long := func(r engine.Request) engine.Request { r.Length = int64(warn.Limits().Body) + 1; return r }
	for _, c := range []struct {
		name   string
		e      *engine.Endpoint
		r      engine.Request
		want   []string
		status int
	}{
		{"nothing wrong", warn, request("POST", `{"name":"a"}`, "key", "x", "Content-Type", "application/json"), nil, 200},
		{"no headers at all", warn, engine.Request{Method: "POST", Secure: true, Body: engine.Hide([]byte(`{"name":"a"}`))}, []string{" header required @0+0"}, 422},
		{"before the payload", warn, plain(request("POST", `{"name":"long"}`, "KEY", "1234567", "NAME", "odd")), []string{
			" https https @0+0 warning", " header max_length @0+0", " header enum @0+0 warning", "/name max_length max_length @8+6",
		}, 422},
		{"sent twice", warn, request("POST", `{"name":"a"}`, "Key", "12", "Key", "34"), nil, 200},
		{"sent twice and too long", warn, request("POST", `{"name":"a"}`, "Key", "12", "Key", "345"), []string{" header max_length @0+0"}, 422},
		{"one header asks for another", warn, request("POST", `{"name":"a"}`, "Key", "x", "Name", "needs"), []string{" header condition @0+0"}, 422},
		{"plain http is refused", refuse, plain(request("POST", `{"name":"a"}`, "Key", "x")), []string{" https https @0+0"}, 422},
		{"malformed alone", refuse, plain(request("POST", `{`)), []string{" json syntax @1+0"}, 400},
		{"another method", refuse, plain(request("GET", `{"name":"a"}`)), []string{" method method @0+0"}, 405},
		{"methods are exact", warn, request("post", `{"name":"a"}`), []string{" method method @0+0"}, 405},
		{"another media type", refuse, plain(request("POST", `{"name":"a"}`, "Content-Type", "text/plain")), []string{" media_type media_type @0+0"}, 415},
		{"a kind of JSON", warn, request("POST", `{"name":"a"}`, "Key", "", "Content-Type", "application/vnd.x+JSON; charset=utf-8"), nil, 200},
		{"an encoded body", warn, request("POST", `{"name":"a"}`, "Key", "", "Content-Encoding", "gzip"), []string{" media_type media_type @0+0"}, 415},
		{"an identical body", warn, request("POST", `{"name":"a"}`, "Key", "", "Content-Encoding", "Identity"), nil, 200},
		{"two media types", warn, request("POST", `{"name":"a"}`, "Content-Type", "application/json", "Content-Type", "application/JSON"), []string{" media_type media_type @0+0"}, 415},
		{"one media type twice", warn, request("POST", `{"name":"a"}`, "Key", "", "Content-Type", "application/json", "Content-Type", "application/json"), nil, 200},
		{"one media type twice, joined", warn, request("POST", `{"name":"a"}`, "Key", "", "Content-Type", "application/json,application/json"), nil, 200},
		{"one media type with a comma", warn, request("POST", `{"name":"a"}`, "Key", "", "Content-Type", `application/json;a="b\",c"`), nil, 200},
		{"two media types, joined", warn, request("POST", `{"name":"a"}`, "Content-Type", "application/json; charset=utf-8, text/plain"), []string{" media_type media_type @0+0"}, 415},
		{"codings that change nothing, joined", warn, request("POST", `{"name":"a"}`, "Key", "", "Content-Encoding", "identity , Identity,"), nil, 200},
		{"codings of which one does, joined", warn, request("POST", `{"name":"a"}`, "Key", "", "Content-Encoding", "identity, gzip"), []string{" media_type media_type @0+0"}, 415},
		{"too long by its sender's word", refuse, plain(long(request("POST", ""))), []string{" json size @0+0"}, 400},
		{"too long, of a wrong media type", warn, long(request("POST", "", "Content-Type", "text/plain")), []string{" media_type media_type @0+0"}, 415},
	} {
		t.Run(c.name, func(t *testing.T) {
			report := c.e.ValidateRequest(c.r)
			assert.Equal(t, c.want, found(report))
			if assert.Equal(t, c.status == 200, report.Valid()); c.status != 200 {
				assert.Equal(t, c.status, report.ProblemStatus())
			}
			if c.status == 405 || c.status == 415 {
				assert.Equal(t, c.status, report.Status())
				assert.Equal(t, "application/problem+json", report.ContentType())
				assert.Contains(t, string(report.AppendAnswer(nil)), fmt.Sprintf(`"status":%d`, c.status))
			}
			checked, err := c.e.With().CheckRequest(context.Background(), c.r)
			require.NoError(t, err)
			assert.Equal(t, c.want, found(checked))
		})
	}
}

// The form of the payload follows from the method and the media type.
func TestRequestForm(t *testing.T) {
	const form, json = "application/x-www-form-urlencoded", "application/json"
	for _, c := range []struct {
		e                      *engine.Endpoint
		method, media, payload string
		rule                   string // of what is wrong: json and query tell the form
		reads                  bool
	}{
		{pantel.Register, "GET", "", "?version=%zz", "query", false},
		{pantel.Register, "GET", json, "{}?version=%zz", "query", false},
		{pantel.Register, "POST", form, "version=%zz?a=1", "query", true},
		{pantel.Register, "POST", "", "version=%zz", "query", true},
		{pantel.Register, "POST", json, "[?version=1", "json", true},
		{pantel.Register, "POST", "multipart/form-data; boundary=x", "x", "media_type", false},
		{pantel.Register, "PUT", json, "[", "method", false},
		{bitpub.Register, "POST", json, "[?format=json", "json", true},
		{bitpub.Register, "POST", "", "[?format=json", "json", true},
		{bitpub.Register, "POST", "", "?format=json&x=%zz", "query", true},
		{bitpub.Register, "POST", "", "", "either", true},
		{bitpub.Register, "POST", form, "x=%zz?format=json", "query", true},
		{bitpub.Register, "GET", "", "?x=%zz", "method", false},
		{larsverp.Register, "POST", "", "[", "json", true},
		{larsverp.Register, "POST", form, "a=b", "media_type", false},
		{larsverp.Register, "POST", "application/json, text/plain", "[", "media_type", false},
		{larsverp.Register, "POST", "application/j\u017fon", "[", "media_type", false},
		{larsverp.Register, "POST", "+json", "[", "media_type", false},
		{larsverp.Register, "POST", "/+json", "[", "media_type", false},
		{larsverp.Register, "POST", "a/+json", "[", "media_type", false},
		{larsverp.Register, "POST", "a/b/c+json", "[", "media_type", false},
		{larsverp.Register, "POST", "text/plain, a/b+json", "[", "media_type", false},
		{larsverp.Register, "POST", "a/b c+json", "[", "media_type", false},
		{larsverp.Register, "POST", "a/b\x00+json", "[", "media_type", false},
		{larsverp.Register, "POST", "application/json; charset=utf-16", "[\x00]\x00", "json", true},
		{larsverp.Register, "POST", "application/json;;", "[", "json", true},
	} {
		r := request(c.method, c.payload)
		if c.media != "" {
			r = request(c.method, c.payload, "content-type", c.media)
		}
		report := c.e.ValidateRequest(r)
		require.NotZero(t, report.Len(), "%+v", c)
		assert.Equal(t, c.rule, report.Violations()[0].Rule, "%+v", c)
		assert.Equal(t, c.reads, c.e.Reads(r), "%+v", c)
		assert.Equal(t, c.rule == "query" || c.rule == "json", report.Malformed())
	}
}

// A media type that a proxy repeats, in lines of its own or joined, is the one that was sent, also to a contract that has the
// header.
func TestRepeatedMediaType(t *testing.T) {
	for _, e := range []*engine.Endpoint{pankek.Register, larsverp.Register, larsverp.Validation, pantel.Register, digipay.UserRegister, bitpub.Register} {
		for _, of := range []string{"application/json", `application/json;charset="utf-8"`} {
			once := e.ValidateRequest(request("POST", `{}`, "Content-Type", of))
			twice := e.ValidateRequest(request("POST", `{}`, "Content-Type", of, "Content-Type", of))
			joined := e.ValidateRequest(request("POST", `{}`, "Content-Type", of+", "+of))
			assert.Equal(t, once.AppendReport(nil, 0), twice.AppendReport(nil, 0), e)
			assert.Equal(t, once.AppendReport(nil, 0), joined.AppendReport(nil, 0), e)
		}
	}
}

func TestAllow(t *testing.T) {
	for e, want := range map[*engine.Endpoint]string{
		pantel.Register: "GET, POST", bitpub.Register: "POST", larsverp.Register: "POST", digipay.UserRegister: "POST", pankek.Register: "POST",
	} {
		assert.Equal(t, want, e.ValidateRequest(request("DELETE", "")).Allow(), e.Name())
		assert.Empty(t, e.ValidateRequest(request("POST", "", "Content-Type", "text/plain")).Allow())
		assert.Empty(t, e.Validate(nil).Allow())
	}
	assert.Empty(t, engine.Report{}.Allow())
}

// One endpoint reads every form that its contract has, several at a time.
func TestRequestsAtOnce(t *testing.T) {
	fresh, err := pantel.Register.Configure(engine.Options{})
	require.NoError(t, err)
	const payload = "phone_number=%2B18885559977&phone_code=12345&phone_code_hash=pr8i5nfexzn8w31c&first_name=john&last_name=doe"
	object := `{"phone_number":"+18885559977","phone_code":"12345","phone_code_hash":"pr8i5nfexzn8w31c","first_name":"john","last_name":"doe"}`
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for _, r := range []engine.Request{
				request("GET", "?"+payload), request("POST", payload), request("POST", object, "Content-Type", "application/json"),
			} {
				var user pantel.RegisterRequest
				report, err := fresh.DecodeRequest(r, &user)
				assert.NoError(t, err)
				assert.True(t, report.Valid())
				assert.Zero(t, report.Len())
				assert.Equal(t, "+18885559977", user.PhoneNumber)
			}
		})
	}
	wait.Wait()
}

// Where a header is wrong nobody is asked, and nothing is decoded.
func TestLookupsOfAnUnfitRequest(t *testing.T) {
	e := wholeSample(plan.Warn)
	p := *e.Plan()
	p.Lookups = []plan.Lookup{{Name: "free", Answer: "invalid", Failure: &plan.Failure{Rule: "lookup", Code: "free", Words: []plan.Message{{}}}}}
	asked := 0
	s := engine.New(&p).With(lookup.Func("free", func(context.Context, lookup.Values) (lookup.Outcome, error) {
		asked++
		return lookup.No, nil
	}))
	for r, want := range map[string]int{"Key": 1, "Kee": 0} {
		asked = 0
		report, err := s.CheckRequest(context.Background(), request("POST", `{"name":"a"}`, r, "x"))
		require.NoError(t, err)
		assert.False(t, report.Valid())
		assert.Equal(t, want, asked)
	}

	h := request("POST", `{"email":"a@b.nl","token":1}`, "Content-Type", "application/json")
	var got larsverp.ValidationRequest
	report, err := larsverp.Validation.With().DecodeRequest(context.Background(), h, &got)
	require.NoError(t, err)
	assert.True(t, report.Valid())
	assert.EqualValues(t, 1, got.Token)
	h.Method = "PUT"
	report, err = larsverp.Validation.With().DecodeRequest(context.Background(), h, &got)
	require.NoError(t, err)
	assert.Equal(t, 405, report.Status())
	assert.Zero(t, got)
	_, err = larsverp.Validation.DecodeRequest(h, &larsverp.RegisterRequest{})
	assert.ErrorAs(t, err, new(*engine.StructError))
}

// Options hold of a request as they hold of its payload; headers are judged in any case.
func TestRequestOptions(t *testing.T) {
	bad := request("POST", `{"name":"long","list":5}`, "Key", "1234567")
	for _, c := range []struct {
		name      string
		o         engine.Options
		want      []string
		truncated bool
	}{
		{"first", engine.Options{First: true}, []string{" header max_length @0+0"}, true},
		{"limit", engine.Options{Limits: engine.Limits{Violations: 2}}, []string{" header max_length @0+0", "/name max_length max_length @8+6"}, true},
		{"fields", engine.Options{Fields: []string{"list"}}, []string{" header max_length @0+0", "/list type list @22+1"}, false},
		{"size", engine.Options{Limits: engine.Limits{Body: 4}}, []string{" json size @4+1"}, false},
	} {
		e, err := wholeSample(plan.Ignore).Configure(c.o)
		require.NoError(t, err, c.name)
		report := e.ValidateRequest(bad)
		assert.Equal(t, c.want, found(report), c.name)
		assert.Equal(t, c.truncated, report.Truncated(), c.name)
	}
}

func TestRequestShowsNothing(t *testing.T) {
	const secret = "Hunter2"
	r := request("POST", `{"name":"`+secret+`"}?q=`+secret, "Key", secret, "name", "odd")
	report := wholeSample(plan.Warn).ValidateRequest(r)
	for _, v := range []any{r, &r, report, report.Violations()} {
		assert.NotContains(t, fmt.Sprintf("%v %+v %#v %s", v, v, v, v), secret)
	}
	assert.NotContains(t, string(report.AppendReport(nil, 0))+string(report.AppendProblem(nil)), secret)
	assert.Equal(t, "POST request", r.LogValue().String())
}

func TestRequestAllocatesNothing(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	headers := map[string][]string{
		"Authorization": {"Token x"}, "CompanyID": {"76bc712200ca444fa334f9e55e5fd7a8"},
		"content-type": {"application/json"}, "accept": {"application/json", "text/html"}, "Content-Type": {"application/json"},
	}
	r := engine.Request{Method: "POST", Secure: true, Header: func(name string) []string { return headers[name] }}
	r.Body = engine.Hide([]byte(`{"dial_code":"+31","phone_number":"612345678","user_type":2,"first_name":"abc","last_name":"deo","password":"123456"}`))
	require.Zero(t, digipay.UserRegister.ValidateRequest(r).Len())
	assert.Zero(t, testing.AllocsPerRun(5000, func() { digipay.UserRegister.ValidateRequest(r) }))

	query := engine.Request{Method: "GET", Query: engine.Hide([]byte("phone_number=+18885559977&phone_code=12345&phone_code_hash=pr8i5nfexzn8w31c&first_name=john&last_name=doe"))}
	require.Zero(t, pantel.Register.ValidateRequest(query).Len())
	assert.Zero(t, testing.AllocsPerRun(5000, func() { pantel.Register.ValidateRequest(query) }))
}
