package httpcheck

import (
	"net/http"
	"slices"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/typed"
)

// A Checker judges the requests of one endpoint. It is immutable and safe for concurrent use.
type Checker struct {
	endpoint *engine.Endpoint
	asking   *engine.LookupEndpoint
	options  Options
	origin   origin
}

// New makes a Checker. Its errors join those of type *engine.OptionError, and a *engine.StructError where Options.Struct
// makes no struct of the endpoint.
func New(e *engine.Endpoint, o Options) (*Checker, error) {
	c := &Checker{endpoint: e, options: o, origin: slices.Clone(o.Proxies)}
	var err error
	if c.asking, err = c.options.asking(e); err != nil {
		return nil, err
	}
	if o.Struct != nil {
		if _, err = e.Decode(nil, o.Struct()); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// Check judges a request, and asks the lookups. It reads no more of the body than the endpoint's Limits.Body and a byte, and
// nothing of one that the contract does not look at, as that of a GET; it replaces r.Body, so that all of it can be read again. A
// body that Content-Length says to be larger is refused unread, and a client that waits for 100 Continue is not told to send it.
//
// A lookup cannot see what another request stores a moment later: a constraint of the database decides. Where that refuses what
// Check found valid, Check the same request again, whose body nobody may have read since. The lookup says No then, and Write
// writes the documented answer; a report that is valid once more tells that the constraint is about something else.
//
// Where the body cannot be read, to which the end of r's context belongs, and that it was read before, as by ParseForm, the error
// is a *BodyError; else it is that of [engine.LookupEndpoint.Check]. WriteError answers it. The context ends the reading by way of w,
// where that can set a read deadline; over HTTP/1 the connection is closed then. w may be nil, and nothing else is written to it.
func (c *Checker) Check(w http.ResponseWriter, r *http.Request) (engine.Report, error) {
	in, err := c.request(w, r)
	if err != nil {
		return engine.Report{}, err
	}
	return c.asking.CheckRequest(r.Context(), in)
}

// Decode is Check, and fills the struct of a valid payload as [engine.Endpoint.Decode] does. Its errors are those of both.
func (c *Checker) Decode(w http.ResponseWriter, r *http.Request, into typed.Struct) (engine.Report, error) {
	in, err := c.request(w, r)
	if err != nil {
		return engine.Report{}, err
	}
	return c.asking.DecodeRequest(r.Context(), in, into)
}

// HTTPS reports whether the client of a request came over https, as this server sees it or a proxy that is believed says. It
// is for what depends on that beside the contract, such as the attribute Secure of a cookie and the scheme of a link. A client
// on this host, whom a contract that asks for https exempts, did not.
func (c *Checker) HTTPS(r *http.Request) bool {
	https, _ := c.origin.https(r)
	return https
}

// request is what the engine judges.
func (c *Checker) request(w http.ResponseWriter, r *http.Request) (in engine.Request, err error) {
	in = engine.Request{
		Method: r.Method,
		Secure: c.origin.secure(r),
		Header: header(r.Header, r.Host),
		Query:  engine.Hide([]byte(r.URL.RawQuery)),
		Length: r.ContentLength,
	}
	if limit := c.endpoint.Limits().Body; in.Length <= int64(limit) && c.endpoint.Reads(in) {
		var body []byte
		body, err = receive(w, r, limit)
		in.Body = engine.Hide(body)
	}
	return in, err
}
