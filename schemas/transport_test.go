package schemas_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas"
)

// A header is one that a contract names, with values that it accepts and refuses.
type header struct {
	name              string
	required, secret  bool
	accepted, refused []string
}

var jsonContent = header{
	name: "Content-Type", required: true,
	accepted: []string{"application/json", "Application/JSON", "application/json;charset=utf-8", "application/json ; charset=utf-8"},
	refused:  []string{"", "application", "application/jsonp", "text/plain", "application/*", "x application/json", "application/json, text/plain"},
}

// Requests come as the pages say: by method, to server and path, with headers.
func TestTransport(t *testing.T) {
	digipayContent := jsonContent
	digipayContent.name = "content-type"
	for name, want := range map[string]struct {
		methods [3]string // of JSON, a form, a query string
		url     string
		aliases []string
		https   plan.Policy
		headers []header
	}{
		"pankek/register": {
			methods: [3]string{"POST"}, url: "https://ex.pankek.io/registerEndpoint", https: plan.Warn,
			headers: []header{jsonContent, {
				name: "api-key", required: true, secret: true,
				accepted: []string{"3959798b-38d8-4d02-915d-a79825bc3a7b", " x"}, refused: []string{"", " ", "\t\u00a0"},
			}},
		},
		"larsverp/register": {
			methods: [3]string{"POST"}, url: "/users/register", aliases: []string{"/api/users/register"}, https: plan.Warn,
		},
		"larsverp/validation": {
			methods: [3]string{"POST"}, url: "/users/validation", aliases: []string{"/api/users/validation"}, https: plan.Warn,
		},
		"pantel/register": {methods: [3]string{"POST", "POST", "GET"}, url: "https://api.pantel.me/a/register"},
		"digipay/user_register": {
			methods: [3]string{"POST"}, url: "/digipay/v3/auth/user_register",
			headers: []header{{
				name: "Authorization", required: true, secret: true,
				accepted: []string{"Token x", "Token duik7309njdlkhdauhknksadhjkas986876sd873j", "Token !~", "token x", "TOKEN x", "tOkEn x"},
				refused:  []string{"", "Token", "Token ", "Token  x", "Token x y", "Tokenx", "Bearer x", "Token \u00e9", "Token x\n", " Token x"},
			}, {
				name: "CompanyID", required: true,
				accepted: []string{"76bc712200ca444fa334f9e55e5fd7a8", "76BC712200CA444FA334F9E55E5FD7A8"},
				refused:  []string{"", "76bc712200ca444fa334f9e55e5fd7a", "76bc712200ca444fa334f9e55e5fd7a80", "76bc712200ca444fa334f9e55e5fd7ag"},
			}, digipayContent, {
				name:     "accept",
				accepted: []string{"application/json", "*/*", "application/*", "text/html, application/json;q=0.5", "application/json; q=1.0", "application/json;v=1;q=0.1", "APPLICATION/JSON", "", ",", `text/html;a="x,y", */*`},
				refused: []string{
					"text/html", "application/jsonp", "text/*", "application/json;q=0", "application/json; q=0.000, text/html", "*/*;q=0",
					"application/json;q=0, */*", "application/json;q=0.0001", `text/html;a="application/json"`,
				},
			}},
		},
		"bitpub/register": {
			methods: [3]string{"POST", "POST", "POST"}, url: "https://1.hyper.id/api/register", aliases: []string{"/api/register.json"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := endpointNamed(t, name).Plan()
			assert.Equal(t, want.methods, p.Methods)
			assert.Equal(t, want.url, p.Server+p.Path)
			assert.ElementsMatch(t, want.aliases, p.Aliases)
			assert.Equal(t, want.https, p.HTTPS)
			require.Len(t, p.Headers.Fields, len(want.headers))
			for i, h := range want.headers {
				f := &p.Headers.Fields[i]
				assert.Equal(t, h.name, f.Name)
				assert.Equal(t, h.required, f.Required != nil, h.name)
				assert.Equal(t, h.secret, f.Secret, h.name)
				for _, value := range h.accepted {
					assert.True(t, takes(f, value), "%s: %q", h.name, value)
				}
				for _, value := range h.refused {
					assert.False(t, takes(f, value), "%s: %q", h.name, value)
				}
			}
		})
	}
	assert.Len(t, schemas.All(), 6)
}

// takes reports whether a header may have a value.
func takes(f *plan.Field, value string) bool {
	fields := []plan.Field{*f}
	fields[0].Name = "h"
	e := engine.New(&plan.Endpoint{Request: plan.Object{Fields: fields, Names: plan.NewIndex([]string{"h"}, false)}})
	body := append(append([]byte(`{"h":`), quoted(value)...), '}')
	return e.Validate(body).Valid()
}

func quoted(text string) []byte {
	b, _ := json.Marshal(text)
	return b
}
