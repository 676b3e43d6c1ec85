package httpcheck

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine"
)

// ClientOptions are what a program may choose about a Client. The zero value is the default of everything.
type ClientOptions struct {
	// Base sends what is in order; nil stands for http.DefaultTransport.
	Base http.RoundTripper

	// Changed decides about an answer that the contract does not have: the error it returns is RoundTrip's, and with nil the
	// answer is passed on all the same. The default is to return the *AnswerError. It is called by several goroutines at once.
	Changed func(*AnswerError) error
}

// A Client is an [http.RoundTripper] that sends no request to its endpoint which the contract refuses, and notices answers
// that the contract does not have. The path tells which requests are for the endpoint: it ends with that of the contract, or
// an alias. All others are left to Base, which may be another Client. It is immutable and safe for concurrent use.
//
// A body is read up to the endpoint's Limits.Body, and an answer likewise, of which whoever made the request gets every byte. Of an
// answer in a content coding that Base leaves for the caller to undo, the status alone is judged. A redirect is an answer, too.
// Members that an answer has beyond the contract are noticed where the endpoint is strict (engine.Options.Strict).
type Client struct {
	endpoint  *engine.Endpoint
	paths     []string
	responses map[int]*engine.Response
	base      http.RoundTripper
	changed   func(*AnswerError) error
}

// A RequestError says that a request was not sent, as it does not keep the contract. It shows no value of the request; but the
// *url.Error that an http.Client makes of every error shows the URL, with its query string.
type RequestError struct{ Report engine.Report }

func (e *RequestError) Error() string {
	return fmt.Sprintf("passant: the request is not sent: %v", e.Report)
}

// An AnswerError says that an answer is not one of those that the contract documents; the provider has got the request all the
// same. It shows no value of the answer.
type AnswerError struct {
	Endpoint string
	Status   int
	Report   engine.Report // of the body
	Err      error         // a *engine.StatusError where the status is not documented; Report is then the zero Report
}

func (e *AnswerError) Error() string {
	if e.Err != nil {
		return e.Err.Error()
	}
	return fmt.Sprintf("passant: the answer is not documented: %v", e.Report)
}

func (e *AnswerError) Unwrap() error { return e.Err }

// NewClient makes a Client.
func NewClient(e *engine.Endpoint, o ClientOptions) *Client {
	c := &Client{endpoint: e, paths: e.Plan().Paths(), responses: map[int]*engine.Response{}, base: o.Base, changed: o.Changed}
	if c.base == nil {
		c.base = http.DefaultTransport
	}
	if c.changed == nil {
		c.changed = func(err *AnswerError) error { return err }
	}
	for _, a := range e.Plan().Answers {
		c.responses[a.Status], _ = e.Response(a.Status) // which has an answer
	}
	return c
}

// RoundTrip sends a request and gives its answer. The error is a *RequestError where it is not sent, a *BodyError where the body of
// either cannot be read, what ClientOptions.Changed returns, or that of Base.
func (c *Client) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL == nil || !c.concerns(r.URL.Path) { // without a URL it is wrong in any case
		return c.base.RoundTrip(r)
	}
	checked, err := c.check(r)
	if err != nil {
		if r.Body != nil {
			r.Body.Close()
		}
		return nil, err
	}
	answer, err := c.base.RoundTrip(checked)
	if err != nil {
		return nil, err
	}
	if err = c.judge(answer); err != nil {
		answer.Body.Close()
		return nil, err
	}
	return answer, nil
}

func (c *Client) concerns(path string) bool {
	return slices.ContainsFunc(c.paths, func(end string) bool { return strings.HasSuffix(path, end) })
}

// check is the request to be sent: r itself, or one with the body that was read of it.
func (c *Client) check(r *http.Request) (*http.Request, error) {
	in := engine.Request{
		Method: cmp.Or(r.Method, http.MethodGet),
		Secure: r.URL.Scheme == "https" || isLoopback(r.URL.Hostname()),
		Header: header(r.Header, cmp.Or(r.Host, r.URL.Host)),
		Query:  engine.Hide([]byte(r.URL.RawQuery)),
	}
	if r.Body != nil && r.Body != http.NoBody && c.endpoint.Reads(in) {
		stop := whenDone(r.Context(), func() { r.Body.Close() })
		body, err := read(r.Body, r.ContentLength, c.endpoint.Limits().Body)
		stop()
		if err = errors.Join(context.Cause(r.Context()), err); err != nil {
			return nil, &BodyError{err}
		}
		r.Body.Close()
		in.Body = engine.Hide(body)
		sent := r.WithContext(r.Context()) // a RoundTripper leaves its request as it is
		sent.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(body)), nil }
		sent.Body, _ = sent.GetBody()
		sent.ContentLength, sent.TransferEncoding = int64(len(body)), nil
		r = sent
	}
	if report := c.endpoint.ValidateRequest(in); !report.Valid() {
		return nil, &RequestError{report}
	}
	return r, nil
}

// judge judges an answer, and puts back what it reads of the body.
func (c *Client) judge(r *http.Response) error {
	response, ok := c.responses[r.StatusCode]
	if !ok {
		_, err := c.endpoint.Response(r.StatusCode)
		return c.changed(&AnswerError{Endpoint: c.endpoint.Name(), Status: r.StatusCode, Err: err})
	}
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return nil
	}
	limit := response.Limits().Body
	head, err := read(r.Body, r.ContentLength, limit)
	if err != nil {
		return &BodyError{err}
	}
	rest := r.Body
	if len(head) <= limit {
		rest.Close()
	}
	r.Body = again(head, rest, limit)
	report := response.Validate(head)
	if len(head) > limit {
		report = response.TooLarge(head)
	}
	if report.Valid() {
		return nil
	}
	return c.changed(&AnswerError{Endpoint: c.endpoint.Name(), Status: r.StatusCode, Report: report})
}

func isLoopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return err == nil && a.Unmap().IsLoopback() || strings.EqualFold(host, "localhost")
}
