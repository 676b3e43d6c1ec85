package engine

import (
	"bytes"
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/typed"
)

// A Report is what was found about one payload. It refers to the payload until it is reused; the zero Report is that
// of no payload at all, and not valid.
//
// Copies of a Report share its memory, so that reusing one (ValidateInto) spoils the others; Clone makes one that does not.
//
// Printed or logged, a Report says what is wrong and where, and never shows a value or a name of the payload. Its JSON has the
// names that look like names; slog's JSON handler writes that where a Report stands in something else.
type Report struct {
	findings answer.Findings
	occasion string
	problem  bool // the answer is problem details
	messages Messages
}

// Clone is a copy that shares nothing with r but the payload.
func (r Report) Clone() Report {
	r.findings.List = slices.Clone(r.findings.List)
	r.findings.Text = answer.Hide(bytes.Clone(r.findings.Text.Bytes()))
	return r
}

// Valid reports whether the payload keeps the contract. Warnings leave it valid.
func (r Report) Valid() bool { return r.findings.Valid }

// Malformed reports whether the payload cannot be read, or is not within the limits of what is read.
func (r Report) Malformed() bool { return r.occasion == "malformed" }

// Truncated reports whether more was found than Limits.Violations.
func (r Report) Truncated() bool { return r.findings.Truncated }

// Len is the number of violations and warnings.
func (r Report) Len() int { return len(r.findings.List) }

// Violations makes the list of what was found, warnings included, in the order of the contract: fields in its order,
// those that it does not have last, and within a field in the order of its constraints.
func (r Report) Violations() []Violation {
	var ruler answer.Ruler
	n := len(r.findings.List)
	list, hide, details := make([]Violation, n), make([]hidden, n), make([]Details, n)
	for i := range list {
		details[i] = violation(&r.findings, i, &ruler)
		hide[i].Details = &details[i]
		list[i].hidden = &hide[i]
		if r.messages != nil {
			list[i].Message = r.messages.Message(list[i])
		}
	}
	return list
}

// Status is the HTTP status of the provider's answer; of a valid payload, the documented status of success.
func (r Report) Status() int {
	if r.problem {
		return r.ProblemStatus()
	}
	if a := r.answer(); a != nil {
		return a.Status
	}
	return 0
}

// ContentType is the media type of the provider's answer.
func (r Report) ContentType() string {
	if r.problem {
		return "application/problem+json"
	}
	if a := r.answer(); a != nil {
		return a.ContentType
	}
	return ""
}

// AppendAnswer appends the body of the provider's answer, exactly as the provider would send it. For a valid payload
// it appends nothing: what success looks like is the host's to say, to AppendSuccess. A wrong method or media type, for which no contract
// has an answer, is answered by problem details (RFC 9457).
func (r Report) AppendAnswer(dst []byte) []byte {
	if r.problem {
		return r.findings.AppendProblem(dst)
	}
	a := r.answer()
	if a == nil || r.findings.Valid {
		return dst
	}
	return r.findings.AppendBody(dst, a.Body, a.Escape)
}

// AppendSuccess appends the body of the provider's answer to a valid payload, such as a larsverp.RegisterOKResponse that the
// host has filled, escaped as all of the provider's answers are. It does not look at what the body says; for a payload that
// is not valid it appends nothing.
func (r Report) AppendSuccess(dst []byte, body typed.Struct) []byte {
	a := r.answer()
	if a == nil || r.problem || !r.findings.Valid {
		return dst
	}
	return answer.AppendEscaped(dst, body.AppendJSON(nil), a.Escape)
}

// Allow is what the header Allow of the answer to a wrong method must be (RFC 9110 §15.5.6), such as "GET, POST"; it is ""
// for every other answer, which needs none.
func (r Report) Allow() string {
	if !r.problem || r.ProblemStatus() != 405 {
		return ""
	}
	p := r.findings.Plan
	var methods []string
	for _, in := range p.Accepts {
		if !slices.Contains(methods, p.Methods[in]) {
			methods = append(methods, p.Methods[in])
		}
	}
	return strings.Join(methods, ", ")
}

// AcceptEncoding is what the header Accept-Encoding of the answer to an encoded body must be (RFC 9110 §12.5.3), "identity"; it
// is "" for every other answer, which needs none.
func (r Report) AcceptEncoding() string {
	if !r.problem || len(r.findings.List) == 0 || r.findings.List[0].Reason() != codeEncoding {
		return ""
	}
	return "identity"
}

// ProblemStatus is the HTTP status of AppendProblem's answer: 422, or 400 for malformed input, 405 for a wrong method and
// 415 for a wrong media type.
func (r Report) ProblemStatus() int { return r.findings.ProblemStatus() }

// AppendProblem appends problem details (application/problem+json, RFC 9457), whatever the provider's own answers are.
// For a valid payload it appends nothing.
func (r Report) AppendProblem(dst []byte) []byte {
	if r.findings.Plan == nil || r.findings.Valid {
		return dst
	}
	r.findings.Message = r.message()
	return r.findings.AppendProblem(dst)
}

// AppendReport appends the full report as one JSON object, for valid payloads too:
//
//	{"endpoint","valid","violations":[{"field","pointer","rule","code","severity","message",
//	"params","offset","length","line","column","schema"}]}
//
// A positive record, the number of the payload among several, is added as "record".
func (r Report) AppendReport(dst []byte, record int) []byte {
	if r.findings.Plan == nil {
		return append(dst, "null"...)
	}
	r.findings.Message = r.message()
	return r.findings.AppendReport(dst, record)
}

// MarshalJSON is AppendReport.
func (r Report) MarshalJSON() ([]byte, error) { return r.AppendReport(nil, 0), nil }

func (r Report) answer() *plan.Answer {
	if r.findings.Plan == nil {
		return nil
	}
	for i := range r.findings.Plan.Answers {
		if a := &r.findings.Plan.Answers[i]; a.Occasion == r.occasion {
			return a
		}
	}
	return nil
}

// Format writes a summary, whatever the verb.
func (r Report) Format(s fmt.State, _ rune) {
	if r.findings.Plan == nil {
		fmt.Fprint(s, "no report")
		return
	}
	state := "valid"
	if !r.findings.Valid {
		state = "invalid"
	}
	fmt.Fprintf(s, "%s: %s", r.findings.Plan.Name, state)
	separator := ": "
	for _, v := range r.Violations() {
		fmt.Fprint(s, separator, v)
		separator = ", "
	}
}

// LogValue is the endpoint, the verdict and the violations.
func (r Report) LogValue() slog.Value {
	if r.findings.Plan == nil {
		return slog.Value{}
	}
	attrs := []slog.Attr{slog.String("endpoint", r.findings.Plan.Name), slog.Bool("valid", r.findings.Valid)}
	return slog.GroupValue(append(attrs, slog.Any("violations", logged(r.Violations())))...)
}
