package engine

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/typed"
)

// A Request is a payload and what it came with. Package httpcheck makes one of a request of net/http; the engine itself
// knows no network. Printed or logged, it shows nothing but its method, also where it stands in other structs.
//
// Judged as a Request, a payload is read in the form that the contract has for its method and media type, whatever
// Options.Input says, and as UTF-8, whatever the parameters of that type say. A wrong method or media type is the only
// violation of its report, as the payload is not read then; the answer is a problem (RFC 9457) of status 405 or 415. What a
// contract makes of plain http comes first in every other report, then its headers, then the payload. Such a violation has
// the offset and length 0; the Field of a header's is its name in the contract's spelling, the Pointer empty, as a
// header is not in the document that one is about, the Rule "header". Of a payload that cannot be read, that alone is reported.
type Request struct {
	Method string // "GET", "POST" …: exactly, in capitals

	// Secure says that nobody could listen: the request came over https, or from the host itself, which is exempt.
	Secure bool

	// Header gives the values of the header fields of a name, which matches in any case, as http.Header.Values does; nil
	// stands for no headers. Several values are judged as one, joined by ", " (RFC 9110 §5.3); a Content-Type that is repeated
	// byte for byte is judged once. Their size is not limited: that is the server's matter.
	Header func(name string) []string

	// Length is how many bytes the body has by what the sender says, 0 or less where that is not known. One that says more than
	// Limits.Body is not looked at: nobody has to read it.
	Length int64

	Query Hidden // the query string, without its question mark
	Body  Hidden // read as far as Limits.Body and one byte more, or to its end; see Endpoint.Reads
}

// Hidden is a slice of bytes that Hide hides. Package fmt and all that prints by way of it show nothing of it, wherever it
// stands; Bytes gives it back.
type Hidden = answer.Hidden

// Hide hides b, which the Hidden goes on to share. It allocates nothing.
func Hide(b []byte) Hidden { return answer.Hide(b) }

// Reads reports whether the payload of a request may be in its body: whether a server has to read that. Query and Body
// are not looked at.
func (e *Endpoint) Reads(r Request) bool {
	in, wrong := e.form(&r, false)
	return wrong == nil && in != Query
}

// ValidateRequest is Validate of a request.
func (e *Endpoint) ValidateRequest(r Request) Report {
	from, x := e.receive(&r)
	x.payload()
	var report Report
	x.report(&report)
	from.end(x)
	return report
}

// DecodeRequest is Decode of a request.
func (e *Endpoint) DecodeRequest(r Request, into typed.Struct) (Report, error) {
	if err := e.takes(into); err != nil {
		return Report{}, err
	}
	from, x := e.receive(&r)
	defer from.end(x)
	return x.decode(into, x.whole)
}

// CheckRequest is Check of a request. No lookup is asked where a header is wrong, or plain http a violation.
func (s *LookupEndpoint) CheckRequest(ctx context.Context, r Request) (Report, error) {
	if s.err != nil {
		return Report{}, s.err
	}
	from, x := s.endpoint.receive(&r)
	return s.judge(ctx, from, x)
}

// DecodeRequest is CheckRequest, and fills the struct of a valid payload as Endpoint.Decode does. Its errors are those of
// both.
func (s *LookupEndpoint) DecodeRequest(ctx context.Context, r Request, into typed.Struct) (Report, error) {
	if s.err != nil {
		return Report{}, s.err
	}
	if err := s.endpoint.takes(into); err != nil {
		return Report{}, err
	}
	from, x := s.endpoint.receive(&r)
	defer from.end(x)
	return x.decode(into, func() error { return s.check(ctx, x) })
}

// Format writes the method, whatever the verb.
func (r Request) Format(s fmt.State, _ rune) { fmt.Fprintf(s, "%s request", r.Method) }

// LogValue is what Format writes.
func (r Request) LogValue() slog.Value { return slog.StringValue(fmt.Sprint(r)) }
