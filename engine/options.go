package engine

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/internal/spell"
	"github.com/passant-go/passant/engine/plan"
)

// Options are what a host may choose about an endpoint. The zero value is the default of everything.
type Options struct {
	// Input is the form in which payloads come: JSON, Form or Query. Where the contract does not accept JSON, which is
	// the zero value, the one that it names first stands for it.
	Input Input

	// Strict makes a member that the contract does not have a violation instead of a warning.
	Strict bool

	// Folded leaves a member of a JSON object that the contract does not have, but whose name encoding/json takes for one
	// that it has ("EMAIL", "paſſword"), to what the contract makes of any other such member. It is a violation otherwise,
	// also in an object that is open. What that costs: a handler that decodes the same bytes with encoding/json, or with
	// another decoder that is as lenient, reads a value that was never judged, or that replaces the one that was.
	Folded bool

	// Limits bounds what is read and reported; a zero field stands for its default.
	Limits Limits

	// Catalogue selects another of the contract's message catalogues by name.
	Catalogue string

	// Switches sets options of the contract by name, such as "deployed".
	Switches map[string]bool

	// Fields names the members of the request that are judged, for forms that validate while typing; none stands for
	// all. The report is that of the whole without what is found in, or missing of, other members, those that the
	// contract does not have among them. Malformed input is reported in any case. Lookups of other fields, and those of
	// the endpoint, are not asked. Decode and Encode judge the whole only, and refuse.
	Fields []string

	// First makes the first violation, in the order of the report, the only entry of a report that has any. What
	// follows it makes the report Truncated.
	First bool

	// Canonical makes Decode fill structs with the canonical form that rules have for a text, as far as the field's
	// constraints accept that form: a telephone number as E.164, a postal code in capitals and with its space, a name in
	// NFC and without a space at its end, an e-mail address with its domain in small letters and IDNA's ASCII. Lookups are
	// given the values as they were read.
	Canonical bool

	// Clock tells rules the time. It is called by several goroutines at once; nil stands for time.Now.
	Clock func() time.Time
}

// An Input is a form in which payloads come.
type Input = plan.Input

// The forms of input. A form and a query string are read alike: as application/x-www-form-urlencoded (URL Standard §5.1),
// the latter without its question mark. The contract's types make numbers, booleans and lists of their texts.
const (
	JSON  = plan.JSON  // a JSON object (RFC 8259)
	Form  = plan.Form  // the body of a form
	Query = plan.Query // the query string of a URL
)

// Limits bounds what is read and reported. A payload at a limit is accepted, one past it is malformed.
type Limits struct {
	Body       int // bytes of the payload; default 1 MiB
	Depth      int // nested arrays and objects, the outermost counted; default 32
	Values     int // members and elements in all, also of JSON text in strings and of lists in a form; default 16,384
	Keys       int // members of one object, pairs of a form; default 256
	String     int // bytes of a string as written between its quotes, or of a name or value of a form; default 64 KiB
	Number     int // characters of a number; default 64
	Exponent   int // magnitude of a written exponent, at most 1e8; default 400
	Violations int // entries of a report, warnings giving way to violations, at most 10,000; default 100
}

// An OptionError says which option cannot be as it was given.
type OptionError struct {
	Endpoint string
	Option   string // "Catalogue", "Switches", "Limits.Body" …
	Problem  string
}

func (e *OptionError) Error() string {
	return fmt.Sprintf("passant: %s: option %s: %s", e.Endpoint, e.Option, e.Problem)
}

// Configure makes an endpoint with other options. Its errors are of type *OptionError.
func (e *Endpoint) Configure(o Options) (*Endpoint, error) {
	c := config{strict: o.Strict, folded: o.Folded, first: o.First, canonical: o.Canonical, clock: o.Clock}
	fault := func(option, problem string) (*Endpoint, error) {
		return nil, &OptionError{e.plan.Name, option, problem}
	}

	defaults := defaultLimits()
	for _, l := range []struct {
		name         string
		given        int
		limit        *int
		from, atMost int
	}{
		{"Body", o.Limits.Body, &defaults.Body, 2, math.MaxInt32},
		{"Depth", o.Limits.Depth, &defaults.Depth, 1, 10_000},
		{"Values", o.Limits.Values, &defaults.Values, 1, math.MaxInt32},
		{"Keys", o.Limits.Keys, &defaults.Keys, 1, math.MaxInt32},
		{"String", o.Limits.String, &defaults.String, 1, math.MaxInt32},
		{"Number", o.Limits.Number, &defaults.Number, 1, 1 << 20},
		{"Exponent", o.Limits.Exponent, &defaults.Exponent, 1, 1e8},
		{"Violations", o.Limits.Violations, &defaults.Violations, 1, 10_000},
	} {
		switch {
		case l.given == 0:
		case l.given < l.from || l.given > l.atMost:
			return fault("Limits."+l.name, fmt.Sprintf("must be from %d to %d, or 0 for the default of %d", l.from, l.atMost, *l.limit))
		default:
			*l.limit = l.given
		}
	}
	c.limits = defaults

	c.input = o.Input
	if in := inputOf(e.plan, o.Input); in > Query || len(e.plan.Accepts) > 0 && !slices.Contains(e.plan.Accepts, in) {
		return fault("Input", "the contract accepts "+cmp.Or(inputs(e.plan.Accepts), "no other than JSON, Form and Query"))
	}

	if o.Catalogue != "" {
		i := slices.Index(e.plan.Catalogues, o.Catalogue)
		if i < 0 {
			return fault("Catalogue", unknown(o.Catalogue, e.plan.Catalogues))
		}
		c.catalogue = i + 1
	}

	names := make([]string, len(e.plan.Options))
	for i := range e.plan.Options {
		names[i] = e.plan.Options[i].Name
	}
	for name, on := range o.Switches {
		i := slices.Index(names, name)
		if i < 0 {
			return fault("Switches", unknown(name, names))
		}
		if on != e.plan.Options[i].Default {
			c.flipped |= 1 << i
		}
	}

	names = names[:0]
	for i := range e.plan.Request.Fields {
		names = append(names, e.plan.Request.Fields[i].Name)
	}
	for _, name := range o.Fields {
		i := slices.Index(names, name)
		if i < 0 {
			return fault("Fields", unknown(name, names))
		}
		if c.only == nil {
			c.only = make([]bool, len(names))
		}
		c.only[i] = true
	}
	return &Endpoint{plan: e.plan, config: c}, nil
}

// unknown words that a contract has no such name.
func unknown(name string, names []string) string {
	switch near, ok := spell.Nearest(name, slices.Values(names)); {
	case ok:
		return fmt.Sprintf("the contract has no %q, did you mean %q?", name, near)
	case len(names) == 0:
		return fmt.Sprintf("the contract has no %q, nor any other", name)
	}
	return fmt.Sprintf("the contract has no %q; it has %s", name, strings.Join(names, ", "))
}

// inputOf is the input that in stands for.
func inputOf(p *plan.Endpoint, in Input) Input {
	if in == JSON && len(p.Accepts) > 0 && !slices.Contains(p.Accepts, JSON) {
		return p.Accepts[0]
	}
	return in
}

// inputs names forms of input.
func inputs(all []Input) string {
	names := make([]string, len(all))
	for i, in := range all {
		names[i] = [...]string{JSON: "JSON", Form: "Form", Query: "Query"}[in]
	}
	return strings.Join(names, ", ")
}

// A config is Options checked. The zero config is the default.
type config struct {
	input     plan.Input
	strict    bool
	folded    bool
	first     bool
	canonical bool
	only      []bool // the fields that are judged; nil: all
	limits    Limits // the zero Limits stands for the default
	catalogue int
	clock     func() time.Time
	flipped   uint64 // bit i: plan.Options[i] differs from its default
}

func defaultLimits() Limits {
	d := scan.DefaultLimits()
	return Limits{d.Body, d.Depth, d.Values, d.Keys, d.String, d.Number, d.Exponent, 100}
}

func (c *config) effectiveLimits() Limits {
	if c.limits == (Limits{}) {
		return defaultLimits()
	}
	return c.limits
}

// switches is the state of the contract's options: bit i is that of plan.Options[i].
func (c *config) switches(p *plan.Endpoint) (on uint64) {
	for i := range p.Options {
		if p.Options[i].Default {
			on |= 1 << i
		}
	}
	return on ^ c.flipped
}
