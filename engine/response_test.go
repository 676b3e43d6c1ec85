package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/racetest"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
	"github.com/passant-go/passant/schemas/bitpub"
	"github.com/passant-go/passant/schemas/digipay"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
	"github.com/passant-go/passant/schemas/pantel"
)

func response(t testing.TB, e *engine.Endpoint, status int) *engine.Response {
	t.Helper()
	r, err := e.Response(status)
	require.NoError(t, err)
	return r
}

func strictly(t testing.TB, e *engine.Endpoint) *engine.Endpoint {
	t.Helper()
	e, err := e.Configure(engine.Options{Strict: true})
	require.NoError(t, err)
	return e
}

const link = `"link":"https://ex.pankek.io/login?token=a&uid=b"`

// Of the answers that are documented for a status any may be given.
func TestResponse(t *testing.T) {
	for _, c := range []struct {
		name   string
		e      *engine.Endpoint
		status int
		body   string
		want   []string
	}{
		{"the documented answer", larsverp.Register, 422, `{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}`, nil},
		{"another answer", larsverp.Register, 422, `{"message":"no","errors":{"email":"taken"}}`, []string{
			"/message enum constant @11+4", "/errors/email type list @34+7",
		}},
		{"a member is missing", larsverp.Register, 422, `{"message":"The given data was invalid."}`, []string{"/errors required required @40+0"}},
		{"of any status", larsverp.Validation, engine.AnyStatus, `{"message":"Token is incorrect"}`, nil},
		{"of the status alone", larsverp.Validation, 409, `{"message":"Token is incorrect"}`, []string{"/message enum constant @11+20"}},
		{"names are exact", bitpub.Register, 200, `{"PersonID":1}`, []string{"/PersonID unknown_field ambiguous @1+10"}},
		{"null is null", bitpub.Register, 200, `{"telephone":null,"sessionID":null}`, []string{"/sessionID type int @30+4"}},
		{"a blank text is a text", larsverp.Validation, 400, `{"message":" ","errors":{}}`, nil},
		{"a rule in Go", pankek.Register, 200, `{"result":"OK","link":"https:///?token=a&uid=b"}`, []string{"/link url host @22+25"}},
		{"the placeholder of the page", pankek.Register, 200, `{"result":"OK","link":"[LINK]?token=a&uid=b"}`, []string{"/link url scheme @22+22"}},
		{"success", pankek.Register, 200, `{"result":"OK",` + link + `}`, nil},
		{"success lacks a member", pankek.Register, 200, `{"result":"OK"}`, []string{"/link required required @14+0"}},
		{"failure", pankek.Register, 200, `{"result":"Username is already in use"}`, nil},
		{"failure has a member of success", pankek.Register, 200, `{"result":"Username is already in use",` + link + `}`, []string{"/result enum constant @10+28"}},
		{"failure has a member of success, worse as success", pankek.Register, 200, `{"result":"no","link":"no"}`, []string{"/link unknown_field unknown_field @15+6"}},
		{"a member that no answer has", pankek.Register, 200, `{"result":"no","id":7}`, []string{"/id unknown_field unknown_field @15+4 warning"}},
		{"every member", pantel.Register, 400, `{"phone_number":[{"null value not allowed":"phone number is not valid"}],"invalid_name":"no","id":1}`, []string{"/id type type @98+1"}},
		{"a list of one", digipay.UserRegister, 400, `{"success":0,"error":[1],"data":{"message":"BAD_REQUEST"}}`, nil},
		{"a list of two", digipay.UserRegister, 400, `{"success":0,"error":[1,1],"data":{"message":"BAD_REQUEST"}}`, []string{"/error items exact @21+5"}},
		{"a list of none", digipay.UserRegister, 200, `{"success":1,"error":[1],"data":{"message":"User registered successfully.","token":{"type":"Token","token":"a"},"user_id":"0123456789abcdef0123456789abcdef"}}`, []string{
			"/error items max @21+3",
		}},
		{"malformed is told once", pankek.Register, 200, `{"result":"OK","result":"OK"}`, []string{" json duplicate_key @15+1"}},
		{"no object", pankek.Register, 200, `[]`, []string{" json not_object @0+1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			report := response(t, c.e, c.status).Validate([]byte(c.body))
			assert.Equal(t, c.want, found(report))
			isError := func(line string) bool { return !strings.HasSuffix(line, " warning") }
			assert.Equal(t, !slices.ContainsFunc(c.want, isError), report.Valid())
		})
	}
}

// An answer that is documented without a body has any bytes, in any number.
func TestResponseOfAnyBytes(t *testing.T) {
	for _, status := range []int{404, 500, engine.AnyStatus} {
		r := response(t, digipay.UserRegister, status)
		for _, body := range [][]byte{nil, []byte("{]"), []byte("<html>"), make([]byte, 2<<20)} {
			assert.True(t, r.Validate(body).Valid())
			assert.Zero(t, r.Validate(body).Len())
			assert.True(t, r.TooLarge(body).Valid())
		}
	}
}

func TestResponseNames(t *testing.T) {
	body := []byte(`{"message":5}`)
	for status, name := range map[int]string{422: "larsverp/register#422", engine.AnyStatus: "larsverp/register#response"} {
		r := response(t, larsverp.Register, status)
		assert.Equal(t, name, r.Name())
		assert.Equal(t, name, fmt.Sprintf("%+v", r))
		assert.Equal(t, name, r.LogValue().String())
		report := r.Validate(body)
		assert.Contains(t, string(report.AppendReport(nil, 0)), `{"endpoint":"`+name+`","valid":false,`)
		assert.Contains(t, string(report.AppendProblem(nil)), `"pointer":"#/message"`)
		assert.Contains(t, fmt.Sprint(report), name+": invalid")
	}
}

// Of answers that have a body, the one that has it without a warning tells of it.
func TestResponseWithTheFewestWarnings(t *testing.T) {
	object := func(member string) *plan.Object {
		inner := []plan.Field{{Name: member, Inside: "data." + member}}
		fields := []plan.Field{{Name: "data", Type: plan.Type{Object: &plan.Object{
			Fields: inner, Names: plan.NewIndex([]string{member}, false),
		}}}}
		return &plan.Object{Fields: fields, Names: plan.NewIndex([]string{"data"}, false)}
	}
	e := sample(func(p *plan.Endpoint) {
		p.Answers = []plan.Answer{{Occasion: "ok", Status: 200, Type: object("x")}, {Occasion: "other", Status: 200, Type: object("y")}}
	})
	for body, want := range map[string]int{`{"data":{"x":1}}`: 0, `{"data":{"y":1}}`: 0, `{"data":{"z":1}}`: 1} {
		report := response(t, e, 200).Validate([]byte(body))
		assert.True(t, report.Valid(), body)
		assert.Equal(t, want, report.Len(), body)
	}
}

// To an answer there is none.
func TestResponseHasNoAnswer(t *testing.T) {
	r := response(t, larsverp.Register, 422)
	for _, body := range []string{`{"message":5}`, `{`, `{"message":"The given data was invalid.","errors":{}}`} {
		report := r.Validate([]byte(body))
		assert.Zero(t, report.Status())
		assert.Empty(t, report.ContentType())
		assert.Empty(t, report.AppendAnswer(nil))
	}
}

func TestResponseOfAnUndocumentedStatus(t *testing.T) {
	_, err := larsverp.Register.Response(418)
	assert.EqualError(t, err, "passant: larsverp/register: no answer of status 418 is documented; there are 201, 400, 422")
	var unknown *engine.StatusError
	require.ErrorAs(t, err, &unknown)
	assert.Equal(t, []int{201, 400, 422}, unknown.Documented)
}

// What the endpoint is configured with holds for its responses.
func TestResponseOfAConfiguredEndpoint(t *testing.T) {
	body := []byte(`{"result":"no","id":7}`)
	assert.True(t, response(t, pankek.Register, 200).Validate(body).Valid())
	report := response(t, strictly(t, pankek.Register), 200).Validate(body)
	assert.Equal(t, []string{"/id unknown_field unknown_field @15+4"}, found(report))
	assert.Equal(t, "id is not a documented field", report.Violations()[0].Message)

	limited, err := pankek.Register.Configure(engine.Options{Limits: engine.Limits{Body: 8}})
	require.NoError(t, err)
	r := response(t, limited, 200)
	assert.Equal(t, 8, r.Limits().Body)
	assert.Equal(t, []string{" json size @8+1"}, found(r.Validate(body)))
	assert.Equal(t, []string{" json size @8+1"}, found(r.TooLarge(body)))
}

// What a contract makes of unknown members of a request, it does not make of those of an answer.
func TestResponseOfAnEndpointThatRefusesUnknownMembers(t *testing.T) {
	for _, policy := range []plan.Policy{plan.Ignore, plan.Warn, plan.Refuse} {
		e := sample(func(p *plan.Endpoint) {
			p.Unknown = policy
			p.Answers[0].Type = &plan.Object{}
		})
		assert.Equal(t, []string{"/a unknown_field unknown_field @1+3 warning"}, found(response(t, e, 200).Validate([]byte(`{"a":1}`))))
	}
}

// An answer that may have further members may have those of others, too.
func TestResponseOfAnOpenAnswer(t *testing.T) {
	named := &plan.Object{Fields: []plan.Field{{Name: "a"}}, Names: plan.NewIndex([]string{"a"}, false)}
	for name, other := range map[string]*plan.Object{"open": {Open: true}, "every member": {Rest: &plan.Type{}}} {
		e := sample(func(p *plan.Endpoint) { p.Answers[0].Type, p.Answers[1].Type, p.Answers[2].Type = named, other, named })
		for _, body := range []string{`{"a":1}`, `{"a":1,"b":1}`} {
			assert.True(t, response(t, strictly(t, e), engine.AnyStatus).Validate([]byte(body)).Valid(), "%s %s", name, body)
		}
	}
}

func TestResponseIsSafeForConcurrentUse(t *testing.T) {
	r := response(t, pankek.Register, 200)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			var report engine.Report
			for range 200 {
				r.ValidateInto(&report, []byte(`{"result":"OK",`+link+`}`))
				assert.True(t, report.Valid())
				r.ValidateInto(&report, []byte(`{"result":5}`))
				assert.Equal(t, 1, report.Len())
			}
		})
	}
	wait.Wait()
}

func TestResponseAllocatesNothing(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	for body, r := range map[string]*engine.Response{
		`{"message":"The given data was invalid.","errors":{"email":["no","\u00e9"]}}`: response(t, larsverp.Register, 422),
		`{"result":"no"}`:              response(t, pankek.Register, 200), // the second answer has it
		`{"result":"OK",` + link + `}`: response(t, pankek.Register, engine.AnyStatus),
		`<html>`:                       response(t, digipay.UserRegister, 404),
	} {
		var report engine.Report
		text := []byte(body)
		assert.Zero(t, testing.AllocsPerRun(100, func() { r.ValidateInto(&report, text) }), body)
		assert.True(t, report.Valid(), body)
		assert.Zero(t, testing.AllocsPerRun(100, func() { report = r.Validate(text) }), body)
	}
}

// FuzzResponse holds what is true of every body: a strict check of any status accepts what that of one does, strictness
// only refuses more, memory that is reused changes nothing, and what is found lies in the body.
func FuzzResponse(f *testing.F) {
	type check struct{ lenient, strict, any *engine.Response }
	var checks []check
	for _, e := range schemas.All() {
		for _, a := range e.Plan().Answers {
			checks = append(checks, check{response(f, e, a.Status), response(f, strictly(f, e), a.Status), response(f, strictly(f, e), engine.AnyStatus)})
		}
	}
	for _, body := range []string{
		`{"message":"The given data was invalid.","errors":{"a":["b",5],"":null}}`, `{"result":"no",` + link + `}`, `{"a":[{"b":"c"}],"d":"e","f":[[]]}`,
		`{"success":0,"error":[1,2],"data":{"message":"BAD_REQUEST","errors":[{"code":""}]}}`, `{"telephone":null,"userAgent":{"deviceType":70000}}`, `{`, ``,
	} {
		f.Add([]byte(body))
	}
	var reused engine.Report
	f.Fuzz(func(t *testing.T, body []byte) {
		for _, c := range checks {
			lenient, strict := c.lenient.Validate(body), c.strict.Validate(body)
			assert.False(t, strict.Valid() && !lenient.Valid(), "%s", c.strict)
			assert.False(t, strict.Valid() && !c.any.Validate(body).Valid(), "%s", c.strict)
			assert.Equal(t, strict.Malformed(), lenient.Malformed(), "%s", c.strict)
			for _, r := range []*engine.Response{c.lenient, c.strict, c.any} {
				fresh := r.Validate(body)
				r.ValidateInto(&reused, body)
				assert.Equal(t, string(fresh.AppendReport(nil, 0)), string(reused.AppendReport(nil, 0)), "%s", r)
				for _, v := range fresh.Violations() {
					assert.True(t, 0 <= v.Offset && v.Offset+v.Length <= len(body), "%s: %v", r, v)
				}
			}
		}
	})
}

// The answer of success is escaped as the contract's answers are, whoever fills it; it is for valid payloads.
func TestAppendSuccess(t *testing.T) {
	registered := larsverp.NewRegisterOKResponse()
	registered.FirstName, registered.LastName, registered.Email, registered.PostalCode = "Zoë", "a/b", "\"😀/\"@example.nl", "5673 RE"
	valid := larsverp.Register.Validate([]byte(`{"first_name":"Zoë","last_name":"a/b","email":"zoe@example.nl","postal_code":"5673RE","password":"x"}`))
	body := valid.AppendSuccess([]byte("x"), registered)
	assert.Equal(t, `x{"first_name":"Zo\u00eb","insertion":null,"last_name":"a\/b","email":"\"\ud83d\ude00\/\"@example.nl","postal_code":"5673 RE","password":"secret","role":"guest"}`, string(body))
	documented, err := larsverp.Register.Response(valid.Status())
	require.NoError(t, err)
	assert.True(t, documented.Validate(body[1:]).Valid())

	assert.Empty(t, larsverp.Register.Validate([]byte(`{}`)).AppendSuccess(nil, registered))
	assert.Empty(t, engine.Report{}.AppendSuccess(nil, registered))
	assert.Equal(t, string(registered.AppendJSON(nil)), string(bitpub.Register.Validate([]byte(`{"email":"a@b.nl","firstName":"a","lastName":"b"}`)).AppendSuccess(nil, registered)))
}
