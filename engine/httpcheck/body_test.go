package httpcheck_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pantel"
)

const validation = `{"email":"a@b.nl","token":7}`

func post(body io.Reader) *http.Request {
	r := httptest.NewRequest("POST", "/users/validation", body)
	r.Header.Set("Content-Type", "application/json")
	return r
}

func newChecker(t testing.TB, e *engine.Endpoint, o httpcheck.Options) *httpcheck.Checker {
	c, err := httpcheck.New(e, o)
	require.NoError(t, err)
	return c
}

// No more is read than the limit and a byte; what was is there to be read again.
func TestLimit(t *testing.T) {
	const limit = len(validation)
	e, err := larsverp.Validation.Configure(engine.Options{Limits: engine.Limits{Body: limit}})
	require.NoError(t, err)
	check := newChecker(t, e, httpcheck.Options{})
	for body, status := range map[string]int{validation: 201, validation + " ": 400, validation + strings.Repeat(" ", 1000): 400} {
		source := strings.NewReader(body)
		r := post(io.NopCloser(source))
		report, err := check.Check(nil, r)
		require.NoError(t, err)
		assert.Equal(t, status, report.Status())
		assert.Equal(t, max(0, len(body)-limit-1), source.Len())
		again, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		assert.Equal(t, body, string(again))
		if status == 400 {
			assert.Equal(t, "size", report.Violations()[0].Code)
		}
	}
}

// unreadable fails the test that reads it.
type unreadable struct{ t *testing.T }

func (u unreadable) Read([]byte) (int, error) { u.t.Error("the body is read"); return 0, io.EOF }

func TestBodyIsNotRead(t *testing.T) {
	r := httptest.NewRequest("GET", "/a/register?version=1", unreadable{t})
	report, err := newChecker(t, pantel.Register, httpcheck.Options{}).Check(nil, r)
	require.NoError(t, err)
	assert.Equal(t, 400, report.Status())

	check := newChecker(t, larsverp.Validation, httpcheck.Options{})
	r = post(unreadable{t})
	r.Method = "PUT"
	report, err = check.Check(nil, r)
	require.NoError(t, err)
	assert.Equal(t, 405, report.Status())
	r = post(unreadable{t})
	r.Header.Set("Content-Type", "text/xml")
	report, err = check.Check(nil, r)
	require.NoError(t, err)
	assert.Equal(t, 415, report.Status())
}

// What cannot be read to its end is not judged.
func TestBrokenBody(t *testing.T) {
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for name, c := range map[string]struct {
		body   io.Reader
		ctx    context.Context
		want   error
		status int
	}{
		"broken off":  {io.MultiReader(strings.NewReader(validation), iotest.ErrReader(io.ErrUnexpectedEOF)), context.Background(), io.ErrUnexpectedEOF, 400},
		"too slow":    {iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader(validation))), context.Background(), iotest.ErrTimeout, 400},
		"too large":   {http.MaxBytesReader(nil, io.NopCloser(strings.NewReader(validation)), 5), context.Background(), nil, 413},
		"cancelled":   {strings.NewReader(validation), cancelled, context.Canceled, 400},
		"out of time": {strings.NewReader(validation), expired(t), context.DeadlineExceeded, 408},
	} {
		t.Run(name, func(t *testing.T) {
			var told error
			check := newChecker(t, larsverp.Validation, httpcheck.Options{Fault: func(_ context.Context, err error) { told = err }})
			w := httptest.NewRecorder()
			check.Middleware(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("it is let through") })).
				ServeHTTP(w, post(c.body).WithContext(c.ctx))
			assert.Equal(t, c.status, w.Code)
			assert.Equal(t, "application/problem+json", w.Header().Get("Content-Type"))
			assert.Contains(t, w.Body.String(), fmt.Sprintf(`"status":%d}`, c.status))
			assert.ErrorAs(t, told, new(*httpcheck.BodyError))
			if c.want != nil {
				assert.ErrorIs(t, told, c.want)
			}
		})
	}
}

func expired(t *testing.T) context.Context {
	ctx, cancel := context.WithDeadline(context.Background(), time.Unix(1, 0))
	t.Cleanup(cancel)
	return ctx
}

// The end of the context ends the wait for a body that never comes, and a client that goes away leaves no verdict.
func TestSlowAndTruncatedBody(t *testing.T) {
	told := make(chan error, 1)
	check := newChecker(t, larsverp.Validation, httpcheck.Options{Fault: func(_ context.Context, err error) { told <- err }})
	reading := make(chan context.CancelFunc, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithCancelCause(r.Context())
		reading <- func() { cancel(context.DeadlineExceeded) }
		check.Middleware(success).ServeHTTP(w, r.WithContext(ctx))
	}))
	defer server.Close()
	send := func() (net.Conn, context.CancelFunc) {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		require.NoError(t, err)
		fmt.Fprintf(c, "POST /users/validation HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", len(validation), validation[:9])
		return c, <-reading
	}

	slow, cancel := send()
	defer slow.Close()
	cancel()
	assert.ErrorIs(t, <-told, context.DeadlineExceeded)
	answer, err := http.ReadResponse(bufio.NewReader(slow), nil)
	require.NoError(t, err)
	assert.Equal(t, 408, answer.StatusCode)
	assert.True(t, answer.Close)

	truncated, _ := send()
	truncated.Close()
	assert.ErrorAs(t, <-told, new(*httpcheck.BodyError))
}

// A body that does not come before the server's own deadline came too slowly.
func TestReadDeadline(t *testing.T) {
	check := newChecker(t, larsverp.Validation, httpcheck.Options{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		assert.NoError(t, http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0)))
		check.Middleware(success).ServeHTTP(w, r)
	}))
	defer server.Close()
	c, err := net.Dial("tcp", server.Listener.Addr().String())
	require.NoError(t, err)
	defer c.Close()
	fmt.Fprintf(c, "POST /users/validation HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", len(validation), validation[:9])
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	require.NoError(t, err)
	assert.Equal(t, 408, answer.StatusCode)
	assert.True(t, answer.Close)
}

// The deadline that ends the wait for a body of one request is not that of the next on its connection.
func TestNextRequestOfTheConnection(t *testing.T) {
	check := newChecker(t, larsverp.Validation, httpcheck.Options{})
	for _, h2 := range []bool{false, true} {
		requests := 0
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			requests++
			if requests == 2 {
				_, err := check.Check(w, r)
				assert.NoError(t, err)
				return
			}
			body, err := io.ReadAll(r.Body) // after which net/http looks for the end of the connection
			assert.NoError(t, err)
			r.Body = io.NopCloser(bytes.NewReader(body))
			_, err = check.Check(w, r.WithContext(expired(t)))
			assert.ErrorIs(t, err, context.DeadlineExceeded)
			if !h2 {
				<-r.Context().Done() // for which it takes the deadline
			}
		}))
		if server.EnableHTTP2 = h2; h2 {
			server.StartTLS()
		} else {
			server.Start()
		}
		defer server.Close()
		for range 2 {
			answer, err := server.Client().Post(server.URL+"/users/validation", "application/json", strings.NewReader(validation))
			require.NoError(t, err)
			io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
			assert.Equal(t, h2, answer.ProtoMajor == 2)
		}
		assert.Equal(t, 2, requests)
	}
}

// Of a body that somebody has read before nothing is known.
func TestBodyThatWasReadBefore(t *testing.T) {
	const form = "phone_number=%2B18885559977&phone_code=12345&phone_code_hash=pr8i5nfexzn8w31c&first_name=john&last_name=doe"
	for _, length := range []int64{int64(len(form)), -1} {
		r := httptest.NewRequest("POST", "/a/register", strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.ContentLength = length
		require.NoError(t, r.ParseForm())
		_, err := newChecker(t, pantel.Register, httpcheck.Options{}).Check(nil, r)
		assert.EqualError(t, err, "passant: the body cannot be read: it was read before, as by ParseForm")
		w := httptest.NewRecorder()
		httpcheck.WriteError(w, err)
		assert.Equal(t, 500, w.Code)
	}

	check, r := newChecker(t, larsverp.Validation, httpcheck.Options{}), post(strings.NewReader(validation))
	for range 2 {
		report, err := check.Check(nil, r)
		require.NoError(t, err)
		assert.True(t, report.Valid())
	}
	_, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	_, err = check.Check(nil, r)
	assert.ErrorAs(t, err, new(*httpcheck.BodyError))
	r.Body, err = r.GetBody()
	require.NoError(t, err)
	report, err := check.Check(nil, r)
	require.NoError(t, err)
	assert.True(t, report.Valid())
}

// The struct is the payload's, and none but that of its type.
func TestValue(t *testing.T) {
	check := newChecker(t, larsverp.Validation, httpcheck.Options{Struct: func() typed.Struct { return new(larsverp.ValidationRequest) }})
	called := false
	w := httptest.NewRecorder()
	check.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		called = true
		user, ok := httpcheck.ValueFrom[larsverp.ValidationRequest](r.Context())
		require.True(t, ok)
		assert.Equal(t, larsverp.ValidationRequest{Email: "a@b.nl", Token: 7}, *user)
		_, ok = httpcheck.ValueFrom[larsverp.RegisterRequest](r.Context())
		assert.False(t, ok)
		body, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		assert.Equal(t, validation, string(body))
		report, ok := httpcheck.ReportFrom(r.Context())
		assert.True(t, ok && report.Valid())
	})).ServeHTTP(w, post(strings.NewReader(validation)))
	assert.True(t, called)

	_, ok := httpcheck.ReportFrom(context.Background())
	assert.False(t, ok)
	_, ok = httpcheck.ValueFrom[larsverp.ValidationRequest](context.Background())
	assert.False(t, ok)
	newChecker(t, larsverp.Validation, httpcheck.Options{}).Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, ok := httpcheck.ValueFrom[larsverp.ValidationRequest](r.Context())
		assert.False(t, ok)
	})).ServeHTTP(w, post(strings.NewReader(validation)))

	var got larsverp.ValidationRequest
	report, err := check.Decode(nil, post(strings.NewReader(validation)), &got)
	require.NoError(t, err)
	assert.True(t, report.Valid())
	assert.Equal(t, "a@b.nl", got.Email)
	_, err = check.Decode(nil, post(iotest.ErrReader(errors.New("x"))), &got)
	assert.EqualError(t, err, "passant: the body cannot be read: x")
}

// A body that its sender says to be too long is refused before it is sent: nobody is told to go on, and nothing of it is read.
func TestLengthBeyondTheLimit(t *testing.T) {
	check := newChecker(t, larsverp.Validation, httpcheck.Options{})
	handler := check.Middleware(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { assert.Fail(t, "passed on") }))
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		source, watched := &counted{r: r.Body}, r.Clone(r.Context()) // the server looks at the body that it made itself
		watched.Body = io.NopCloser(source)
		handler.ServeHTTP(w, watched)
		assert.Zero(t, source.n)
	}))
	defer server.Close()
	for _, c := range []struct {
		length int
		expect string
	}{{1<<20 + 1, "100-continue"}, {5_000_000, "100-continue"}, {5_000_000, ""}} {
		conn, err := net.Dial("tcp", server.Listener.Addr().String())
		require.NoError(t, err)
		defer conn.Close()
		require.NoError(t, conn.SetDeadline(time.Now().Add(10*time.Second)))
		fmt.Fprintf(conn, "POST /users/validation HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n", c.length)
		if c.expect != "" {
			fmt.Fprintf(conn, "Expect: %s\r\n", c.expect)
		}
		fmt.Fprint(conn, "\r\n")
		line, err := bufio.NewReader(conn).ReadString('\n')
		require.NoError(t, err)
		assert.Equal(t, "HTTP/1.1 400 Bad Request\r\n", line)
	}
}

// counted counts what is read.
type counted struct {
	r io.Reader
	n int
}

func (c *counted) Read(b []byte) (int, error) {
	n, err := c.r.Read(b)
	c.n += n
	return n, err
}
