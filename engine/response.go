package engine

import (
	"fmt"
	"log/slog"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// AnyStatus stands for every documented status.
const AnyStatus = 0

// A Response checks bodies of the provider's answers against what the contract documents for a status. It is immutable
// and safe for concurrent use by any number of goroutines.
//
// A body is valid where any answer that is documented for the status has it; an answer without a body has any bytes. Names
// are exact, and nothing is trimmed, converted or taken for absent. A member that the contract does not have is a warning,
// whatever the contract makes of one in a request; with Options.Strict it is a violation. A member of the outermost object
// that only another of the answers has is a violation in any case.
type Response struct {
	name       string
	candidates []*Endpoint // whose requests are the bodies
	anything   bool        // any bytes will do

	bodies    []*Endpoint // whose requests are those that the contract describes
	contracts []string    // of the bodies
}

// A StatusError says that the contract documents no answer of a status.
type StatusError struct {
	Endpoint   string
	Status     int
	Documented []int // in ascending order
}

func (e *StatusError) Error() string {
	if len(e.Documented) == 0 {
		return fmt.Sprintf("passant: %s: no answer is documented", e.Endpoint)
	}
	documented := strings.Trim(strings.ReplaceAll(fmt.Sprint(e.Documented), " ", ", "), "[]")
	return fmt.Sprintf("passant: %s: no answer of status %d is documented; there are %s", e.Endpoint, e.Status, documented)
}

// Response makes the check of answers of a status, or with AnyStatus of all that are documented; it is made once, and used
// for many. Strictness, limits, switches, clock, First and Canonical are those of e. Its errors are of type *StatusError.
func (e *Endpoint) Response(status int) (*Response, error) {
	var documented []int
	var answers []*plan.Answer
	for i := range e.plan.Answers {
		a := &e.plan.Answers[i]
		documented = append(documented, a.Status)
		if status == AnyStatus || status == a.Status {
			answers = append(answers, a)
		}
	}
	if len(answers) == 0 {
		slices.Sort(documented)
		return nil, &StatusError{e.plan.Name, status, slices.Compact(documented)}
	}
	r := &Response{name: e.plan.Name + "#response"}
	if status != AnyStatus {
		r.name = fmt.Sprintf("%s#%d", e.plan.Name, status)
	}
	c := e.config
	c.input, c.only = JSON, nil
	known := names(answers)
	for _, a := range answers {
		if a.Type == nil {
			r.anything = true
			continue
		}
		r.contracts = append(r.contracts, e.plan.Name+"#"+a.Occasion)
		r.bodies = append(r.bodies, &Endpoint{plan: e.answered(r.name, a.Type), config: c, refused: known})
	}
	r.candidates = r.bodies
	if r.anything {
		r.candidates = []*Endpoint{{plan: e.answered(r.name, new(plan.Object)), config: c}}
	}
	return r, nil
}

// answered is an endpoint that takes a body for its request.
func (e *Endpoint) answered(name string, body *plan.Object) *plan.Endpoint {
	unknown := e.plan.UnknownWarning // its words are plain: it is in no answer
	return &plan.Endpoint{
		Name: name, Options: e.plan.Options, Catalogues: e.plan.Catalogues, Types: e.plan.Types, Request: *body,
		Unknown: plan.Warn, UnknownField: unknown, UnknownWarning: unknown, Malformed: e.plan.Malformed,
	}
}

// names are those of the members of answers.
func names(answers []*plan.Answer) (names []string) {
	for _, a := range answers {
		if a.Type == nil {
			continue
		}
		for i := range a.Type.Fields {
			names = append(names, a.Type.Fields[i].Name)
		}
	}
	return names
}

// Name is the endpoint's name and the status: "larsverp/register#422", "larsverp/register#response" for AnyStatus.
func (r *Response) Name() string { return r.name }

// Limits are those in force.
func (r *Response) Limits() Limits { return r.candidates[0].Limits() }

// Validate checks a body. Where there is nothing to report, nothing is allocated. The Report refers to body. It has no
// status and no content type, and appends no answer. Of several documented answers it is that of the one with the fewest
// violations, of these the one with the fewest warnings, and of these the first in the contract's order.
func (r *Response) Validate(body []byte) Report {
	var report Report
	r.ValidateInto(&report, body)
	return report
}

// ValidateInto is Validate into a Report whose memory is reused, as Endpoint.ValidateInto.
func (r *Response) ValidateInto(report *Report, body []byte) {
	var best *evaluator
	var from *Endpoint
	for _, e := range r.candidates {
		x := e.begin(body)
		if !r.anything {
			x.payload()
		}
		if best != nil && !x.better(best) {
			e.end(x)
			continue
		}
		if best != nil {
			from.end(best)
		}
		best, from = x, e
		if len(x.found) == 0 || x.malformed {
			break
		}
	}
	best.report(report)
	from.end(best)
}

// better reports whether fewer violations were found than by y or, of as many, fewer warnings.
func (x *evaluator) better(y *evaluator) bool {
	if x.errors == y.errors {
		return len(x.found) < len(y.found)
	}
	return x.errors < y.errors
}

// TooLarge is the report of a body that is known to be longer than Limits.Body, as Endpoint.TooLarge. An answer that has
// any bytes has them in any number.
func (r *Response) TooLarge(head []byte) Report {
	if r.anything {
		return r.Validate(head)
	}
	return r.candidates[0].TooLarge(head)
}

// Format writes the name, whatever the verb.
func (r *Response) Format(s fmt.State, _ rune) { fmt.Fprint(s, r.name) }

// LogValue is the name.
func (r *Response) LogValue() slog.Value { return slog.StringValue(r.name) }
