package engine

import (
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// An Endpoint checks payloads against one operation of a provider's contract. It is immutable and safe for
// concurrent use by any number of goroutines.
type Endpoint struct {
	plan    *plan.Endpoint
	config  config
	refused []string  // names of the outermost object that are violations wherever they are unknown
	pool    sync.Pool // of *evaluator: scratch memory, which never influences a result

	shared atomic.Pointer[settings]    // nil until the first payload
	others [3]atomic.Pointer[Endpoint] // that read another Input; nil until the first request that brings it
}

// New makes an endpoint with default options of a compiled contract. Generated code calls it; the plan must not be
// changed afterwards.
func New(p *plan.Endpoint) *Endpoint { return &Endpoint{plan: p} }

// Name is the endpoint's name: the contract's package and field, "larsverp/register".
func (e *Endpoint) Name() string { return e.plan.Name }

// Plan is the compiled contract. It is shared and must not be changed.
func (e *Endpoint) Plan() *plan.Endpoint { return e.plan }

// Limits are those in force.
func (e *Endpoint) Limits() Limits { return e.config.effectiveLimits() }

// Validate checks a payload: JSON, unless Options.Input says otherwise. Where there is nothing to report, nothing is
// allocated. The Report refers to body.
func (e *Endpoint) Validate(body []byte) Report {
	var r Report
	e.ValidateInto(&r, body)
	return r
}

// ValidateInto is Validate into a Report whose memory is reused: once the Report has grown, nothing is allocated for
// an invalid payload either. It discards what r held. A Report is used by one goroutine at a time.
func (e *Endpoint) ValidateInto(r *Report, body []byte) {
	x := e.begin(body)
	x.payload()
	x.report(r)
	e.end(x)
}

// TooLarge is the report of a payload that is known to be longer than Limits.Body, for readers that stop there; head is
// its beginning, as far as it was read. Its size is then what is wrong, whatever it holds.
func (e *Endpoint) TooLarge(head []byte) Report {
	x := e.begin(head)
	defer e.end(x)
	x.refuseText(min(len(head), x.limits.Body), scan.Size)
	var r Report
	x.report(&r)
	return r
}

// Format writes the name, whatever the verb.
func (e *Endpoint) Format(s fmt.State, _ rune) { fmt.Fprint(s, e.plan.Name) }

// LogValue is the name.
func (e *Endpoint) LogValue() slog.Value { return slog.StringValue(e.plan.Name) }

// begin takes scratch memory for a payload, end gives it back.
func (e *Endpoint) begin(body []byte) *evaluator {
	x, ok := e.pool.Get().(*evaluator)
	if !ok {
		x = newEvaluator(e.settings())
	}
	x.reset(body)
	return x
}

func (e *Endpoint) end(x *evaluator) {
	x.release()
	e.pool.Put(x)
}
