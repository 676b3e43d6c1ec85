package page_test

import (
	"cmp"
	"crypto/sha256"
	"encoding/base64"
	"html"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/reference/page"
	"github.com/passant-go/passant/schemas"
)

func newPage(t *testing.T) http.Handler {
	h, err := page.New(schemas.All())
	require.NoError(t, err)
	return h
}

func get(t *testing.T, target string) *httptest.ResponseRecorder {
	return serve(t, httptest.NewRequest("GET", target, nil))
}

func serve(t *testing.T, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	newPage(t).ServeHTTP(w, r)
	return w
}

// post sends what the form does.
func post(endpoint, input, payload string) *http.Request {
	form := url.Values{"endpoint": {endpoint}, "input": {input}, "payload": {payload}, "action": {"check"}}
	return postBody(form.Encode())
}

func postBody(body string) *http.Request {
	r := httptest.NewRequest("POST", "/", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return r
}

// has is assert.Contains without the page in its message.
func has(t *testing.T, page, want string, about ...any) {
	t.Helper()
	if !strings.Contains(page, want) {
		assert.Fail(t, "the page does not have "+want, about...)
	}
}

func hasNot(t *testing.T, page, barred string, about ...any) {
	t.Helper()
	if strings.Contains(page, barred) {
		assert.Fail(t, "the page has "+barred, about...)
	}
}

// element is the text of the element with an id, without the tags within it.
func element(t *testing.T, page, id string) string {
	found := regexp.MustCompile(`(?s)<(\w+) id="` + id + `"[^>]*>(.*)`).FindStringSubmatch(page)
	require.NotNil(t, found, "the page has no %s", id)
	inner, _, _ := strings.Cut(found[2], "</"+found[1]+">")
	return html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(strings.TrimPrefix(inner, "\n"), ""))
}

// Every endpoint has one example for each way to write its payloads, and it is valid.
func TestExamples(t *testing.T) {
	var want []string
	for _, e := range schemas.All() {
		for _, in := range e.Plan().Accepts {
			extension := map[engine.Input]string{engine.JSON: ".json", engine.Form: ".form", engine.Query: ".form"}[in]
			name := strings.ReplaceAll(e.Name(), "/", "-") + extension
			want = append(want, name)

			example, err := os.ReadFile("examples/" + name)
			require.NoError(t, err)
			checker, err := e.Configure(engine.Options{Input: in})
			require.NoError(t, err)
			report := checker.Validate([]byte(strings.TrimSuffix(string(example), "\n")))
			assert.True(t, report.Valid(), "%s: %v", name, report)
			assert.Zero(t, report.Len(), "%s: %v", name, report)
		}
	}
	slices.Sort(want)
	entries, err := os.ReadDir("examples")
	require.NoError(t, err)
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	assert.Equal(t, slices.Compact(want), got)
}

// Every endpoint can be picked, and begins with an example that the page itself finds valid.
func TestPick(t *testing.T) {
	for _, e := range schemas.All() {
		w := get(t, "/?endpoint="+e.Name())
		assert.Equal(t, http.StatusOK, w.Code)
		body := w.Body.String()
		has(t, body, "<option selected>"+e.Name()+"</option>")
		has(t, body, `aria-current="page">`+e.Name()+"</a>")
		assert.Equal(t, len(e.Plan().Accepts) > 1, strings.Contains(body, "<fieldset>"))
		hasNot(t, body, `id="result"`)

		checked := serve(t, post(e.Name(), "", element(t, body, "payload"))).Body.String()
		has(t, checked, ">Valid</span>: no violations, no warnings", e.Name())
		hasNot(t, checked, `id="findings"`)
	}
	has(t, get(t, "/").Body.String(), "<option selected>"+schemas.All()[0].Name())
}

// The contract is that of the endpoint and of no other, and no link leaves the page.
func TestContract(t *testing.T) {
	for _, e := range schemas.All() {
		body := get(t, "/?endpoint="+e.Name()).Body.String()
		_, contract, ok := strings.Cut(body, `<section id="contract"`)
		require.True(t, ok)
		for _, f := range e.Plan().Request.Fields {
			has(t, contract, "<td><strong><code>"+f.Name+"</code></strong><br>", e.Name())
		}
		has(t, contract, "passant check -e "+e.Name()+" ")
		assert.Equal(t, 1, strings.Count(contract, "passant check -e "))
		hasNot(t, contract, "](../")
		hasNot(t, contract, "<a ")
		hasNot(t, contract, " style=", "the policy allows none")
	}
}

func TestCheck(t *testing.T) {
	const payload = "{\r\n  \"first_name\": \"Zoë\",\r\n  \"last_name\": \"\",\r\n  \"emial\": 1,\r\n  \"postal_code\": \"0000 AA\",\r\n  \"password\": \"x\"\r\n}"
	body := serve(t, post("larsverp/register", "", payload)).Body.String()
	sent := []byte(strings.ReplaceAll(payload, "\r\n", "\n"))
	report := larsverp(t).Validate(sent)

	assert.Equal(t, "422 Unprocessable Entity", element(t, body, "status"))
	assert.Equal(t, "application/json", element(t, body, "content-type"))
	assert.Equal(t, string(report.AppendAnswer(nil)), element(t, body, "answer"))
	has(t, body, ">Not valid</span>: 3 violations, 1 warning")
	assert.Equal(t, string(sent), element(t, body, "payload"))
	found := report.Violations()
	require.Len(t, found, 4)
	for i, v := range found {
		row := strings.Fields(element(t, body, "finding-"+string('1'+rune(i))))
		assert.Equal(t, string('1'+rune(i)), row[0])
		assert.Equal(t, v.Severity.String(), row[1])
		assert.Equal(t, v.Field, row[2])
		assert.Equal(t, v.Source, row[len(row)-1])
	}
	has(t, body, `&#34;&#34;</mark><sup id="mark-1">`)
	has(t, body, `></mark><sup id="mark-2"><a href="#finding-2">2</a></sup>}`, "a caret where email is missing")
	has(t, body, `&#34;0000 AA&#34;</mark><sup id="mark-3">`)
	has(t, body, `<mark class="warning" title="4: unknown_field`)
}

func larsverp(t *testing.T) *engine.Endpoint {
	i := slices.IndexFunc(schemas.All(), func(e *engine.Endpoint) bool { return e.Name() == "larsverp/register" })
	require.GreaterOrEqual(t, i, 0)
	return schemas.All()[i]
}

// A payload is read in the form that was chosen, and in the usual one where the endpoint does not have that.
func TestInput(t *testing.T) {
	const query, object = "first_name=a", `{"first_name":"a"}`
	tests := []struct {
		endpoint, input, payload string
		malformed                bool
	}{
		{"pantel/register", "", query, false},
		{"pantel/register", "query", query, false},
		{"pantel/register", "form", query, false},
		{"pantel/register", "json", query, true},
		{"pantel/register", "json", object, false},
		{"larsverp/register", "query", object, false},
		{"larsverp/register", "query", query, true},
	}
	for _, tt := range tests {
		body := serve(t, post(tt.endpoint, tt.input, tt.payload)).Body.String()
		assert.Equal(t, tt.malformed, strings.Contains(body, "<code>json."), "%+v", tt)
		if strings.HasPrefix(tt.endpoint, "pantel") {
			has(t, body, `value="`+cmp.Or(tt.input, "query")+`" checked>`)
		}
	}
	has(t, get(t, "/?endpoint=pantel/register&input=json").Body.String(), `value="json" checked>`)
}

func TestExampleAction(t *testing.T) {
	form := url.Values{"endpoint": {"pantel/register"}, "input": {"json"}, "payload": {"mine"}, "action": {"example"}}
	body := serve(t, postBody(form.Encode())).Body.String()
	assert.True(t, strings.HasPrefix(element(t, body, "payload"), "{"))
	hasNot(t, body, "mine")
	hasNot(t, body, `id="result"`)
}

// Whatever the payload is, the page shows it as text.
func TestOddPayloads(t *testing.T) {
	for _, payload := range []string{
		"", "\n", "\n\n{}", "</textarea><script>alert(1)</script>", "</pre><b>", "\xff\xfe", "\x00", "a\rb", "\u202e{}",
		`{"</mark>":1}`, `{"a":` + strings.Repeat("[", 99), strings.Repeat(" ", 1<<20+1),
	} {
		w := serve(t, post("larsverp/register", "", payload))
		assert.Equal(t, http.StatusOK, w.Code)
		body := w.Body.String()
		hasNot(t, body, "<script")
		assert.True(t, strings.HasSuffix(body, "</html>\n"), "the page is whole")
		assert.Equal(t, 1, strings.Count(body, "</textarea>"))
		assert.Equal(t, strings.ReplaceAll(payload, "\x00", "\uFFFD"), element(t, body, "payload"))
		has(t, body, ">Not valid</span>")
	}
}

func TestRefusals(t *testing.T) {
	foreign := post("larsverp/register", "", "{}")
	foreign.Header.Set("Sec-Fetch-Site", "cross-site")
	origin := post("larsverp/register", "", "{}")
	origin.Header.Set("Origin", "https://elsewhere.example")
	object := httptest.NewRequest("POST", "/", strings.NewReader(`{"secret":1}`))
	object.Header.Set("Content-Type", "application/json")
	tests := []struct {
		name    string
		request *http.Request
		status  int
		problem string
	}{
		{"name", httptest.NewRequest("GET", "/?endpoint=secret", nil), http.StatusNotFound, "no endpoint of this name"},
		{"no name", httptest.NewRequest("GET", "/?endpoint=", nil), http.StatusNotFound, "no endpoint of this name"},
		{"posted name", post("secret", "", "{}"), http.StatusNotFound, "no endpoint of this name"},
		{"media type", object, http.StatusBadRequest, "not what the form"},
		{"no payload", postBody("endpoint=larsverp/register"), http.StatusBadRequest, "not what the form"},
		{"escape", postBody("payload=%zz+secret"), http.StatusBadRequest, "not what the form"},
		{"size", post("larsverp/register", "", strings.Repeat("\xff", 3<<20)), http.StatusRequestEntityTooLarge, "longer than"},
		{"site", foreign, http.StatusForbidden, "another site"},
		{"origin", origin, http.StatusForbidden, "another site"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			w := serve(t, tt.request)
			assert.Equal(t, tt.status, w.Code)
			body := w.Body.String()
			has(t, body, tt.problem)
			hasNot(t, body, "secret")
			for _, e := range schemas.All() {
				has(t, body, ">"+e.Name()+"</a>")
			}
		})
	}
	same := post("larsverp/register", "", "{}")
	same.Header.Set("Sec-Fetch-Site", "same-origin")
	assert.Equal(t, http.StatusOK, serve(t, same).Code)

	w := serve(t, httptest.NewRequest("PUT", "/", nil))
	assert.Equal(t, http.StatusMethodNotAllowed, w.Code)
	assert.Equal(t, "GET, HEAD, POST", w.Header().Get("Allow"))
	assert.Equal(t, http.StatusNotFound, get(t, "/elsewhere").Code)
}

// A payload at the limit fits, whatever its bytes.
func TestLongestPayload(t *testing.T) {
	limit := larsverp(t).Limits().Body
	for _, c := range []string{"\n", "\xff"} {
		body := post("larsverp/register", "json", strings.Repeat(strings.ReplaceAll(c, "\n", "\r\n"), limit))
		assert.Equal(t, http.StatusOK, serve(t, body).Code)
	}
}

func TestHeaders(t *testing.T) {
	refused := post("larsverp/register", "", "{}")
	refused.Header.Set("Sec-Fetch-Site", "cross-site")
	for _, r := range []*http.Request{httptest.NewRequest("GET", "/", nil), httptest.NewRequest("GET", "/no", nil), refused} {
		w := serve(t, r)
		h := w.Header()
		policy := h.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
			assert.Contains(t, policy, want)
		}
		assert.NotContains(t, policy, "unsafe")
		assert.Equal(t, "nosniff", h.Get("X-Content-Type-Options"))
		assert.Equal(t, "no-referrer", h.Get("Referrer-Policy"))
		assert.Equal(t, "no-store", h.Get("Cache-Control"))
		if style := regexp.MustCompile(`(?s)<style>(.*)</style>`).FindStringSubmatch(w.Body.String()); style != nil {
			hash := sha256.Sum256([]byte(style[1]))
			assert.Contains(t, policy, "style-src 'sha256-"+base64.StdEncoding.EncodeToString(hash[:])+"'")
		}
	}
}

func TestNewErrors(t *testing.T) {
	unknown := func(name string) []*engine.Endpoint {
		return []*engine.Endpoint{engine.New(&plan.Endpoint{Name: name})}
	}
	tests := []struct {
		endpoints []*engine.Endpoint
		want      string
	}{
		{nil, "page: no endpoints"},
		{unknown("nobody/register"), "page: no documentation of nobody/register: "},
		{unknown("pantel/elsewhere"), "page: pantel.md has no part about pantel/elsewhere"},
	}
	for _, tt := range tests {
		_, err := page.New(tt.endpoints)
		assert.ErrorContains(t, err, tt.want)
	}
}
