package httpcheck_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
)

// routers serve every endpoint under its paths.
var routers = map[string]func(map[string]http.Handler) http.Handler{
	"net/http": func(handlers map[string]http.Handler) http.Handler {
		mux := http.NewServeMux()
		for path, h := range handlers {
			mux.Handle(path, h)
		}
		return mux
	},
	"chi": func(handlers map[string]http.Handler) http.Handler {
		r := chi.NewRouter()
		for path, h := range handlers {
			r.Handle(path, h)
		}
		return r
	},
}

// success answers as success is documented, without a body.
var success = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	report, _ := httpcheck.ReportFrom(r.Context())
	httpcheck.Write(w, report)
})

// handlers check every endpoint, by path.
func handlers(t testing.TB, next http.Handler) map[string]http.Handler {
	all := map[string]http.Handler{}
	for _, e := range schemas.All() {
		check, err := httpcheck.New(e, httpcheck.Options{})
		require.NoError(t, err)
		for _, path := range e.Plan().Paths() {
			all[path] = check.Middleware(next)
		}
	}
	return all
}

// headers are those that a contract asks for, beside the media type.
var headers = map[string]string{
	"api-key": "3959798b-38d8-4d02-915d-a79825bc3a7b", "Authorization": "Token x", "CompanyID": "76bc712200ca444fa334f9e55e5fd7a8",
}

// requestOf is the request that brings a fixture's payload.
func requestOf(p *plan.Endpoint, name, payload string) *http.Request {
	input := map[string]engine.Input{"payload.json": engine.JSON, "payload.form": engine.Form, "payload.query": engine.Query}[name]
	target, media := p.Path, map[engine.Input]string{engine.JSON: "application/json", engine.Form: "application/x-www-form-urlencoded"}[input]
	r := httptest.NewRequest(p.Methods[input], target, nil)
	if input == engine.Query {
		r.URL.RawQuery = payload
	} else {
		r = httptest.NewRequest(p.Methods[input], target, strings.NewReader(payload))
		r.Header.Set("Content-Type", media)
	}
	for name, value := range headers {
		r.Header.Set(name, value)
	}
	return r
}

// Every fixture of the contracts, the documents' sample calls among them, has the answer that it has alone.
func TestFixtures(t *testing.T) {
	paths, err := filepath.Glob("../../schemas/*/testdata/*/*.txtar")
	require.NoError(t, err)
	plans := map[string]*plan.Endpoint{}
	for _, e := range schemas.All() {
		plans[e.Name()] = e.Plan()
	}
	for name, router := range routers {
		served, documents := 0, 0
		routes := router(handlers(t, success))
		for _, path := range paths {
			archive, err := txtar.ParseFile(path)
			require.NoError(t, err)
			if comment := string(archive.Comment); strings.Contains(comment, "\nstrict:") || strings.Contains(comment, "\noption ") ||
				strings.Contains(comment, "\nlookup ") || strings.Contains(comment, "\ncatalogue:") || strings.Contains(comment, "\nvalues:") || strings.Contains(comment, "\nspaces:") {
				continue
			}
			parts := strings.Split(filepath.ToSlash(path), "/")
			p := plans[parts[3]+"/"+parts[5]]
			require.NotNil(t, p, path)
			served++
			if strings.Contains(path, "document") {
				documents++
			}
			w := httptest.NewRecorder()
			routes.ServeHTTP(w, requestOf(p, archive.Files[0].Name, strings.TrimSuffix(string(archive.Files[0].Data), "\n")))
			answer := fmt.Sprintf("HTTP/1.1 %d %s\n", w.Code, http.StatusText(w.Code))
			if w.Body.Len() > 0 {
				answer += "Content-Type: " + w.Header().Get("Content-Type") + "\n\n" + w.Body.String() + "\n"
			}
			want := string(archive.Files[1].Data)
			if w.Body.Len() == 0 {
				want, _, _ = strings.Cut(want, "Content-Type")
			}
			assert.Equal(t, want, answer, "%s: %s", name, path)
		}
		t.Logf("%s: %d fixtures, %d of them the documents' own", name, served, documents)
		assert.Greater(t, documents, 8)
	}
}

// What is passed on is the request as it was sent.
func TestBodyIsPassedOn(t *testing.T) {
	var got []byte
	var length int64
	next := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := r.GetBody()
		require.NoError(t, err)
		var first, second bytes.Buffer
		first.ReadFrom(r.Body)
		second.ReadFrom(body)
		assert.Equal(t, first.String(), second.String())
		assert.Empty(t, r.TransferEncoding)
		got, length = first.Bytes(), r.ContentLength
	})
	server := httptest.NewServer(routers["net/http"](handlers(t, next)))
	defer server.Close()
	const body = `{"email":"a@b.nl", "token":1,"other":[]}`
	for _, sent := range []struct{ http.Header }{{}, {http.Header{"Transfer-Encoding": {"chunked"}}}} {
		r, err := http.NewRequest("POST", server.URL+"/api/users/validation", struct{ *strings.Reader }{strings.NewReader(body)})
		require.NoError(t, err)
		if sent.Header == nil {
			r.ContentLength = int64(len(body))
		}
		answer, err := http.DefaultClient.Do(r)
		require.NoError(t, err)
		answer.Body.Close()
		assert.Equal(t, 200, answer.StatusCode)
		assert.Equal(t, body, string(got))
		assert.EqualValues(t, len(body), length)
	}
}
