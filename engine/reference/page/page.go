// Package page is a web page on which a developer picks an endpoint, edits a payload, and sees what the provider would
// answer, what is wrong and where, and what the contract says. It judges payloads alone: nothing is registered, no lookup
// is asked and nothing is kept. It has no scripts.
package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine"
)

//go:embed page.html
var markup string

//go:embed style.css
var style string

type page struct {
	template  *template.Template
	endpoints []*endpoint
	limit     int64 // bytes of a posted form
}

// A view is what the template shows.
type view struct {
	Style     template.CSS
	Endpoints []*endpoint
	Problem   string // why there is no endpoint to show
	Endpoint  *endpoint
	Input     *input
	Payload   string
	Result    *result
}

// New makes the page of these endpoints, of which the first is shown to begin with. It answers GET and POST of "/", and
// nothing else. Its errors are of endpoints that the documentation or the examples of this module do not have.
//
// The handler is safe for concurrent use. It refuses a POST from the page of another origin, and a form that is longer
// than a payload at its limit can make it. It logs nothing.
func New(endpoints []*engine.Endpoint) (http.Handler, error) {
	if len(endpoints) == 0 {
		return nil, errors.New("page: no endpoints")
	}
	t, err := template.New("page").Parse(markup)
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	p := &page{template: t}
	for _, e := range endpoints {
		shown, err := newEndpoint(e)
		if err != nil {
			return nil, err
		}
		p.endpoints = append(p.endpoints, shown)
		p.limit = max(p.limit, formLimit(e.Limits().Body))
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", p.get)
	mux.HandleFunc("POST /{$}", p.post)
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(p.deny))
	return headers(guard.Handler(mux)), nil
}

// formLimit is how long the form of a payload can be: a line feed is sent as %0D%0A, any other byte as three at the most.
func formLimit(payload int) int64 { return 6*int64(payload) + 1<<10 }

// headers keeps a browser from running, loading, framing and storing anything, and from telling others about the page.
func headers(next http.Handler) http.Handler {
	hash := sha256.Sum256([]byte(style))
	policy := "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) +
		"'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func (p *page) get(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	e := p.endpoints[0]
	if query.Has("endpoint") {
		e = p.endpoint(query.Get("endpoint"))
	}
	p.show(w, e, query.Get("input"), nil)
}

func (p *page) post(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, p.limit)
	err := r.ParseForm()
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		p.refuse(w, http.StatusRequestEntityTooLarge, fmt.Sprintf(
			"The form is longer than %d bytes, and its payload longer than any endpoint reads. Send a shorter one.", p.limit))
		return
	}
	if err != nil || !r.PostForm.Has("payload") {
		p.refuse(w, http.StatusBadRequest,
			"This is not what the form of the page sends: application/x-www-form-urlencoded with an endpoint and a payload.")
		return
	}
	var payload *string
	if r.PostForm.Get("action") != "example" {
		payload = new(strings.ReplaceAll(r.PostForm.Get("payload"), "\r\n", "\n")) // browsers send every line end as CRLF
	}
	p.show(w, p.endpoint(r.PostForm.Get("endpoint")), r.PostForm.Get("input"), payload)
}

func (p *page) deny(w http.ResponseWriter, _ *http.Request) {
	p.refuse(w, http.StatusForbidden, "The form came from another site. Send it from this page.")
}

// endpoint is nil where there is none of the name.
func (p *page) endpoint(name string) *endpoint {
	i := slices.IndexFunc(p.endpoints, func(e *endpoint) bool { return e.Name == name })
	if i < 0 {
		return nil
	}
	return p.endpoints[i]
}

// show shows what is found about a payload; without one, the example.
func (p *page) show(w http.ResponseWriter, e *endpoint, input string, payload *string) {
	if e == nil {
		p.refuse(w, http.StatusNotFound, "There is no endpoint of this name. Pick one of those above.")
		return
	}
	v := view{Endpoint: e, Input: e.input(input)}
	if payload == nil {
		v.Payload = v.Input.Example
	} else {
		v.Payload, v.Result = *payload, v.Input.check(*payload)
	}
	p.write(w, http.StatusOK, v)
}

func (p *page) refuse(w http.ResponseWriter, status int, problem string) {
	p.write(w, status, view{Problem: problem})
}

func (p *page) write(w http.ResponseWriter, status int, v view) {
	v.Style, v.Endpoints = template.CSS(style), p.endpoints
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	p.template.Execute(w, v) // fails only where the client is gone
}
