package examples_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/gin-gonic/gin"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
)

func TestMain(m *testing.M) {
	gin.SetMode(gin.TestMode)
	os.Exit(m.Run())
}

// newService limits bodies to 200 bytes. It asks about users: one has the address taken@example.nl, and of lost@example.nl
// there is no telling.
func newService(t *testing.T, frameworkLimit int64) *service {
	e, err := larsverp.Register.Configure(engine.Options{Limits: engine.Limits{Body: 200}})
	require.NoError(t, err)
	users := map[string]lookup.Outcome{"taken@example.nl": lookup.No, "lost@example.nl": lookup.Unknown}
	check, err := httpcheck.New(e, httpcheck.Options{
		Lookups: []engine.Lookup{lookup.Func("email.unique", func(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
			if outcome, ok := users[in.Text("email")]; ok {
				return outcome, nil
			}
			return lookup.Yes, nil
		})},
		Struct: func() typed.Struct { return new(larsverp.RegisterRequest) },
	})
	require.NoError(t, err)
	return &service{check: check, limit: frameworkLimit}
}

func registration(name, email string) string {
	return fmt.Sprintf(`{"first_name":%q, "last_name":"Tiggelen","email":%q,"postal_code":5673,"password":"x"}`, name, email)
}

func send(server http.Handler, method, media string, body io.Reader) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, path, body)
	r.Header.Set("Content-Type", media)
	w := httptest.NewRecorder()
	server.ServeHTTP(w, r)
	return w
}

const (
	jsonType    = "application/json"
	problemType = "application/problem+json"
)

// A request that is refused has the documented answer, whether the length of its body is known or not. Nothing behind the
// check runs, nor an error handler.
func TestRefused(t *testing.T) {
	valid := registration("Harrie", "harrie@example.nl")
	methodNotAllowed := `{"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"The method is not allowed.","errors":[{"detail":"The method is not allowed.","pointer":"#","rule":"method","code":"method"}]}`
	for _, c := range []struct {
		name, method, media, body  string
		status                     int
		answerMedia, allow, answer string
	}{
		{"against the contract", "POST", jsonType, `{"first_name":"","email":"x"}`, 422, jsonType, "", `{"message":"The given data was invalid.","errors":{"first_name":["The first name field is required."],"last_name":["The last name field is required."],"email":["The email must be a valid email address."],"postal_code":["The postal code field is required."],"password":["The password field is required."]}}`},
		{"taken", "POST", jsonType, registration("Harrie", "taken@example.nl"), 422, jsonType, "", `{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}`},
		{"no telling", "POST", jsonType, registration("Harrie", "lost@example.nl"), 503, problemType, "", `{"type":"about:blank","title":"Service Unavailable","status":503}`},
		{"no JSON", "POST", jsonType, `{"first_name":`, 400, jsonType, "", `{"message":"The request body is not valid JSON.","errors":{}}`},
		{"too large", "POST", jsonType, valid + strings.Repeat(" ", 200), 400, jsonType, "", `{"message":"The request body is too large.","errors":{}}`},
		{"another media type", "POST", "text/xml", valid, 415, problemType, "", `{"type":"about:blank","title":"Unsupported Media Type","status":415,"detail":"The media type is not supported.","errors":[{"detail":"The media type is not supported.","pointer":"#","rule":"media_type","code":"media_type"}]}`},
		{"another method", "GET", "", "", 405, problemType, "POST", methodNotAllowed},
		{"a method of CORS", "OPTIONS", "", "", 405, problemType, "POST", methodNotAllowed},
	} {
		for name, newServer := range servers {
			t.Run(name+"/"+c.name, func(t *testing.T) {
				for _, body := range []io.Reader{strings.NewReader(c.body), struct{ io.Reader }{strings.NewReader(c.body)}} {
					s := newService(t, 1000)
					w := send(newServer(s), c.method, c.media, body)
					assert.Equal(t, c.status, w.Code)
					assert.Equal(t, c.answerMedia, w.Header().Get("Content-Type"))
					assert.Equal(t, c.allow, w.Header().Get("Allow"))
					assert.Equal(t, c.answer, w.Body.String())
					assert.Equal(t, []string{fmt.Sprintf("outer %d", c.status)}, s.trace)
				}
			})
		}
	}
}

// The handler of a request that is let through has the value and the body, and what becomes of it is the framework's business.
func TestLetThrough(t *testing.T) {
	for _, c := range []struct {
		name   string // the user's, that tells the handler what to do
		status int
		answer string
		fails  bool
	}{
		{"Harrie", 201, "welcome, Harrie", false},
		{"Fail", 409, `{"message":"full"}`, true},
		{"Panic", 500, `{"message":"Internal Server Error"}`, true},
	} {
		for name, newServer := range servers {
			t.Run(name+"/"+c.name, func(t *testing.T) {
				s := newService(t, 1000)
				body := registration(c.name, "harrie@example.nl")
				w := send(newServer(s), "POST", jsonType, strings.NewReader(body))
				assert.Equal(t, c.status, w.Code)
				assert.Equal(t, c.answer, strings.TrimSuffix(w.Body.String(), "\n"))
				assert.Equal(t, body, string(s.body))
				trace := []string{"inner", fmt.Sprintf("handler %s harrie@example.nl", c.name), fmt.Sprintf("outer %d", c.status)}
				if name == "echo" && c.fails {
					trace = append(trace, "error handler")
				}
				assert.Equal(t, trace, s.trace)
			})
		}
	}
}

// A method that net/http does not know comes to the check everywhere but behind gin's Any.
func TestMethodOfWebDAV(t *testing.T) {
	for name, status := range map[string]int{"gin, Any": 404, "gin, NoMethod": 405, "echo": 405} {
		w := send(servers[name](newService(t, 1000)), "PROPFIND", "", nil)
		assert.Equal(t, status, w.Code, name)
		assert.Equal(t, status == 405, w.Header().Get("Allow") == "POST", name)
	}
}

// A limit of the framework that is lower than the endpoint's comes first.
func TestLimitOfTheFramework(t *testing.T) {
	for name, newServer := range servers {
		body := strings.NewReader(registration("Harrie", "harrie@example.nl"))
		w := send(newServer(newService(t, 50)), "POST", jsonType, body)
		assert.Equal(t, 413, w.Code, name)
		body.Seek(0, io.SeekStart)
		w = send(newServer(newService(t, 50)), "POST", jsonType, io.MultiReader(body)) // of unknown length
		assert.Equal(t, 413, w.Code, name)
	}
}
