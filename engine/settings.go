package engine

import (
	"time"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// Settings are what all evaluators of an endpoint share: its plan, its options, and what is made of both. They are made with the
// first payload and never changed.
type settings struct {
	plan      *plan.Endpoint
	switches  uint64
	catalogue int
	input     plan.Input
	unknown   plan.Policy
	refused   []string // as of Endpoint
	only      []bool   // the fields of the request that are judged; nil: all
	folded    bool     // Options.Folded
	first     bool
	canonical bool
	asIs      bool // in texts nothing is to be converted
	now       func() time.Time
	limits    Limits
	lexical   scan.Limits
	outlines  outlines

	headers *settings // by which headers are judged, without outlines; nil where the contract has none
}

// settings are those of the endpoint.
func (e *Endpoint) settings() *settings {
	if s := e.shared.Load(); s != nil {
		return s
	}
	s := e.plainSettings()
	s.outlines = s.outlined()
	e.shared.Store(s)
	return s
}

// plainSettings are those of the endpoint without outlines.
func (e *Endpoint) plainSettings() *settings {
	s := &settings{
		plan:      e.plan,
		switches:  e.config.switches(e.plan),
		catalogue: e.config.catalogue,
		input:     inputOf(e.plan, e.config.input),
		unknown:   e.plan.Unknown,
		refused:   e.refused,
		only:      e.config.only,
		folded:    e.config.folded,
		first:     e.config.first,
		canonical: e.config.canonical,
		now:       e.config.clock,
		limits:    e.config.effectiveLimits(),
	}
	if e.config.strict {
		s.unknown = plan.Refuse
	}
	s.lexical = scan.Limits{
		Body: s.limits.Body, Depth: s.limits.Depth, Values: s.limits.Values, Keys: s.limits.Keys,
		String: s.limits.String, Number: s.limits.Number, Exponent: s.limits.Exponent,
	}
	if len(e.plan.Headers.Fields) > 0 {
		headers := *s
		headers.input, headers.only = plan.JSON, nil // which the payload alone is a matter of
		s.headers = &headers
	}
	return s
}

// isolated are the settings by which a value is judged apart, in a text that is as it should be.
func (s *settings) isolated() *settings {
	p := &plan.Endpoint{Options: s.plan.Options, Types: s.plan.Types, UnknownField: s.plan.UnknownField}
	return &settings{
		plan: p, switches: s.switches, unknown: plan.Refuse, folded: s.folded, asIs: true, now: s.now, limits: s.limits, lexical: s.lexical,
	}
}
