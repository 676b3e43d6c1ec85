package httpcheck_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/schemas/digipay"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pantel"
)

// provider answers every request with status and body, and counts them.
func provider(t *testing.T, status int, body string) (url string, calls *int) {
	calls = new(int)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		*calls++
		io.Copy(io.Discard, r.Body)
		w.WriteHeader(status)
		io.WriteString(w, body)
	}))
	t.Cleanup(server.Close)
	return server.URL, calls
}

func client(e *engine.Endpoint, o httpcheck.ClientOptions) *http.Client {
	return &http.Client{Transport: httpcheck.NewClient(e, o)}
}

func TestRequestIsNotSent(t *testing.T) {
	url, calls := provider(t, 201, `{"message":"Validated"}`)
	c := client(larsverp.Validation, httpcheck.ClientOptions{})
	for body, rule := range map[string]string{`{"email":"hunter2","token":7}`: "email", `{`: "json", strings.Repeat(" ", 1<<20) + validation: "json"} {
		_, err := c.Post(url+"/users/validation", "application/json", strings.NewReader(body))
		var refused *httpcheck.RequestError
		require.ErrorAs(t, err, &refused)
		assert.Equal(t, rule, refused.Report.Violations()[0].Rule)
		assert.NotContains(t, err.Error(), "hunter2")
	}
	_, err := c.Get(url + "/users/validation")
	var refused *httpcheck.RequestError
	require.ErrorAs(t, err, &refused)
	assert.Equal(t, 405, refused.Report.Status())
	_, err = c.Post(url+"/users/validation", "application/json", iotest.ErrReader(errors.New("broken")))
	assert.ErrorAs(t, err, new(*httpcheck.BodyError))
	assert.Zero(t, *calls)

	answer, err := c.Get(url + "/health")
	require.NoError(t, err)
	answer.Body.Close()
	assert.Equal(t, 1, *calls, "what is not for the endpoint is let through")
}

// closed notes whether a body was closed.
type closed struct {
	io.Reader
	times int
}

func (c *closed) Close() error { c.times++; return nil }

// The body of a request is closed in any case, and the request stays as it was.
func TestRequestStaysAsItWas(t *testing.T) {
	url, calls := provider(t, 201, `{"message":"Validated"}`)
	for body, sent := range map[string]int{validation: 1, `{}`: 0} {
		*calls = 0
		b := &closed{Reader: strings.NewReader(body)}
		r, err := http.NewRequest("POST", url+"/users/validation", b)
		require.NoError(t, err)
		answer, err := httpcheck.NewClient(larsverp.Validation, httpcheck.ClientOptions{}).RoundTrip(r)
		assert.Equal(t, sent == 1, err == nil)
		if err == nil {
			answer.Body.Close()
		}
		assert.NotZero(t, b.times)
		assert.Same(t, b, r.Body)
		assert.Nil(t, r.GetBody)
		assert.Equal(t, sent, *calls)
	}
}

func TestAnswers(t *testing.T) {
	large := `{"message":"Validated","more":"` + strings.Repeat("x", 3<<20) + `"}`
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   string // of the error
	}{
		{"as documented", 201, `{"message":"Validated"}`, ""},
		{"an error as documented", 401, `{"message":"Token is incorrect"}`, ""},
		{"a member more is a warning", 409, `{"message":"The email is already validated","at":1}`, ""},
		{"another text", 401, `{"message":"hunter2"}`, "passant: the answer is not documented: larsverp/validation#401: invalid: message enum.constant (error at byte 11)"},
		{"no JSON", 201, `<html>`, "passant: the answer is not documented: larsverp/validation#201: invalid: json.syntax (error at byte 0)"},
		{"too large", 201, large, "passant: the answer is not documented: larsverp/validation#201: invalid: json.size (error at byte 1048576)"},
		{"another status", 404, ``, "passant: larsverp/validation: no answer of status 404 is documented; there are 201, 400, 401, 409, 422"},
	} {
		t.Run(c.name, func(t *testing.T) {
			url, _ := provider(t, c.status, c.body)
			var noticed *httpcheck.AnswerError
			watching := client(larsverp.Validation, httpcheck.ClientOptions{Changed: func(err *httpcheck.AnswerError) error { noticed = err; return nil }})
			answer, err := watching.Post(url+"/api/users/validation", "application/json", strings.NewReader(validation))
			require.NoError(t, err)
			body, err := io.ReadAll(answer.Body)
			require.NoError(t, err)
			require.NoError(t, answer.Body.Close())
			assert.Equal(t, c.body, string(body))
			assert.Equal(t, c.want == "", noticed == nil)

			strict := client(larsverp.Validation, httpcheck.ClientOptions{})
			answer, err = strict.Post(url+"/users/validation", "application/json", strings.NewReader(validation))
			if c.want == "" {
				require.NoError(t, err)
				answer.Body.Close()
				return
			}
			var changed *httpcheck.AnswerError
			require.ErrorAs(t, err, &changed)
			assert.EqualError(t, changed, c.want)
			assert.Equal(t, c.status, changed.Status)
			assert.Equal(t, c.status == 404, errors.As(err, new(*engine.StatusError)))
			assert.NotContains(t, fmt.Sprintf("%v %+v", err, err), "hunter2")
		})
	}
}

// To a strict endpoint a member more is a change.
func TestStrictAnswer(t *testing.T) {
	strict, err := larsverp.Validation.Configure(engine.Options{Strict: true})
	require.NoError(t, err)
	url, _ := provider(t, 201, `{"message":"Validated","hunter2":1}`)
	_, err = client(strict, httpcheck.ClientOptions{}).Post(url+"/users/validation", "application/json", strings.NewReader(validation))
	var changed *httpcheck.AnswerError
	require.ErrorAs(t, err, &changed)
	assert.Equal(t, "unknown_field", changed.Report.Violations()[0].Rule)
	assert.NotContains(t, err.Error(), "hunter2")
}

// Of an answer whose coding is the caller's matter, the status is judged.
func TestEncodedAnswer(t *testing.T) {
	status := 201
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		w.WriteHeader(status)
		z := gzip.NewWriter(w)
		io.WriteString(z, `{}`)
		z.Close()
	}))
	defer server.Close()
	send := func() error {
		r, err := http.NewRequest("POST", server.URL+"/users/validation", strings.NewReader(validation))
		require.NoError(t, err)
		r.Header.Set("Accept-Encoding", "gzip")
		answer, err := client(larsverp.Validation, httpcheck.ClientOptions{}).Do(r)
		if err == nil {
			answer.Body.Close()
		}
		return err
	}
	assert.NoError(t, send())
	status = 200
	assert.ErrorAs(t, send(), new(*engine.StatusError))
}

// The end of the context ends the wait for the body of a request.
func TestRequestThatIsGivenUp(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	body, writer := io.Pipe()
	r, err := http.NewRequestWithContext(ctx, "POST", "http://localhost/users/validation", body)
	require.NoError(t, err)
	go func() {
		writer.Write([]byte("{"))
		cancel()
	}()
	_, err = httpcheck.NewClient(larsverp.Validation, httpcheck.ClientOptions{}).RoundTrip(r)
	assert.ErrorAs(t, err, new(*httpcheck.BodyError))
	assert.ErrorIs(t, err, context.Canceled)
	_, err = writer.Write([]byte("}"))
	assert.ErrorIs(t, err, io.ErrClosedPipe)
}

// The names of headers are known however the caller spells them.
func TestHeaderNames(t *testing.T) {
	const user = `{"dial_code":"+31","phone_number":"612345678","user_type":2,"first_name":"abc","last_name":"deo","password":"123456"}`
	url, calls := provider(t, 404, "")
	r, err := http.NewRequest("POST", url+"/digipay/v3/auth/user_register", strings.NewReader(user))
	require.NoError(t, err)
	r.Header = http.Header{"authorization": {"Token x"}, "CompanyID": {headers["CompanyID"]}, "content-type": {"application/json"}}
	answer, err := client(digipay.UserRegister, httpcheck.ClientOptions{}).Do(r)
	require.NoError(t, err)
	answer.Body.Close()
	assert.Equal(t, 1, *calls)
}

// A redirect is no documented answer; where that is let pass, it is followed.
func TestRedirect(t *testing.T) {
	mux := http.NewServeMux()
	mux.Handle("/users/validation", http.RedirectHandler("/api/users/validation", http.StatusPermanentRedirect))
	mux.HandleFunc("/api/users/validation", func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		assert.Equal(t, validation, string(body))
		w.WriteHeader(201)
		io.WriteString(w, `{"message":"Validated"}`)
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	_, err := client(larsverp.Validation, httpcheck.ClientOptions{}).Post(server.URL+"/users/validation", "application/json", strings.NewReader(validation))
	assert.ErrorAs(t, err, new(*httpcheck.AnswerError))
	var noticed []int
	watching := client(larsverp.Validation, httpcheck.ClientOptions{Changed: func(err *httpcheck.AnswerError) error {
		noticed = append(noticed, err.Status)
		return nil
	}})
	answer, err := watching.Post(server.URL+"/users/validation", "application/json", strings.NewReader(validation))
	require.NoError(t, err)
	answer.Body.Close()
	assert.Equal(t, 201, answer.StatusCode)
	assert.Equal(t, []int{308}, noticed)
}

// A checker and a client of the same contracts understand each other, one client over another, by HTTP/1.1 and HTTP/2.
func TestBothSides(t *testing.T) {
	success := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		report, _ := httpcheck.ReportFrom(r.Context())
		w.WriteHeader(report.Status())
		io.WriteString(w, map[int]string{
			201: `{"message":"Validated"}`,
			200: `{"id":1,"set_session_id":"0123456789abcdef0123456789abcdef","status":"success","time":1.5}`,
		}[report.Status()])
	})
	for _, h2 := range []bool{false, true} {
		server := httptest.NewUnstartedServer(routers["chi"](handlers(t, success)))
		server.EnableHTTP2 = h2
		server.StartTLS()
		defer server.Close()
		pantel := httpcheck.NewClient(pantel.Register, httpcheck.ClientOptions{Base: server.Client().Transport})
		c := client(larsverp.Validation, httpcheck.ClientOptions{Base: pantel})

		answer, err := c.Post(server.URL+"/users/validation", "application/json", strings.NewReader(validation))
		require.NoError(t, err)
		answer.Body.Close()
		assert.Equal(t, 201, answer.StatusCode)
		assert.Equal(t, h2, answer.ProtoMajor == 2)
		answer, err = c.Get(server.URL + "/a/register?phone_number=%2B18885559977&phone_code=12345&phone_code_hash=pr8i5nfexzn8w31c&first_name=john&last_name=doe")
		require.NoError(t, err)
		answer.Body.Close()
		assert.Equal(t, 200, answer.StatusCode)
		_, err = c.Get(server.URL + "/a/register?phone_number=1")
		assert.ErrorAs(t, err, new(*httpcheck.RequestError))
	}
}
