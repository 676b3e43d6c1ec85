package engine

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// A LookupEndpoint asks the host what the payload alone cannot tell. It is immutable and safe for concurrent use.
type LookupEndpoint struct {
	endpoint *Endpoint
	fields   [][]question // by field of the request
	whole    []question
	asks     bool // there is a question
	err      error
}

// A question is a lookup of the contract and the host's answer to it.
type question struct {
	*plan.Lookup
	order int
	ask   func(context.Context, Values) (Outcome, error)
}

// With makes an endpoint that asks lookups, too. The contract decides when and in which order; those of its lookups that
// are not given are not asked. What is wrong with the lookups themselves, such as a name that the contract does not
// have, is told by Err and by every Check.
func (e *Endpoint) With(lookups ...Lookup) *LookupEndpoint {
	s := &LookupEndpoint{endpoint: e, fields: make([][]question, len(e.plan.Request.Fields))}
	given := make(map[string]Lookup, len(lookups))
	for _, l := range lookups {
		if _, twice := given[l.Name]; twice {
			s.fault(l.Name, "is given twice")
		}
		if l.Err != nil {
			s.fault(l.Name, l.Err.Error())
		} else if l.Ask == nil {
			s.fault(l.Name, "has no function to ask")
		}
		given[l.Name] = l
	}
	var names, members []string
	take := func(known []plan.Lookup) (asked []question) {
		for i := range known {
			names = append(names, known[i].Name)
			if l, ok := given[known[i].Name]; ok {
				asked = append(asked, question{&known[i], i, l.Ask})
			}
		}
		return asked
	}
	for i := range e.plan.Request.Fields {
		members = append(members, e.plan.Request.Fields[i].Name)
		s.fields[i] = take(e.plan.Request.Fields[i].Lookups)
	}
	s.whole = take(e.plan.Lookups)
	s.asks = len(lookups) > 0
	for _, l := range lookups {
		if !slices.Contains(names, l.Name) {
			s.fault("With", unknown(l.Name, names))
		}
		for _, m := range l.Members {
			if !slices.Contains(members, m) {
				s.fault(l.Name, unknown(m, members))
			}
		}
	}
	return s
}

// A ContextError says that the context was done before a payload was read.
type ContextError struct {
	Endpoint string
	Err      error // the cause that the context has
}

func (e *ContextError) Error() string {
	return fmt.Sprintf("passant: %s: the context was done while the payload was read: %v", e.Endpoint, e.Err)
}

func (e *ContextError) Unwrap() error { return e.Err }

func (s *LookupEndpoint) fault(option, problem string) {
	s.err = errors.Join(s.err, &OptionError{s.endpoint.plan.Name, option, problem})
}

// Err is what is wrong with the lookups that With was given, if anything. It joins errors of type *OptionError.
func (s *LookupEndpoint) Err() error { return s.err }

// Check is Validate and the lookups: those of a field once the field keeps its own rules, several fields at a time and
// each field's in order up to the first No; those of the endpoint one after the other, and only where nothing is wrong.
//
// Where a lookup says No and the contract has an answer for it, that is the answer, provided that nothing but lookups
// objects; of several lookups the first in the order of the contract decides. A lookup that panics does so in Check.
//
// Where a lookup could not tell, the error joins one *LookupError for each such lookup, and there is no Report. Nor is there one
// where ctx is done while the payload is read, at which Check looks every 4,096 values: the error is a *ContextError. What a
// contract asks of a value, a list or an object as a whole is not interrupted.
func (s *LookupEndpoint) Check(ctx context.Context, body []byte) (Report, error) {
	if s.err != nil {
		return Report{}, s.err
	}
	return s.judge(ctx, s.endpoint, s.endpoint.begin(body))
}

// judge checks what x holds, and gives x back.
func (s *LookupEndpoint) judge(ctx context.Context, from *Endpoint, x *evaluator) (r Report, err error) {
	defer from.end(x)
	if err = s.check(ctx, x); err == nil {
		x.report(&r)
	}
	return r, err
}

// check reads the payload and asks the lookups.
func (s *LookupEndpoint) check(ctx context.Context, x *evaluator) error {
	x.asked = s.asks
	x.scan.Watch(ctx.Done())
	if x.payload(); x.scan.Stopped() {
		return &ContextError{s.endpoint.plan.Name, context.Cause(ctx)}
	}
	if x.malformed || x.unfit || !s.asks {
		return nil
	}
	values := x.values()
	if err := s.askFields(ctx, x, values); err != nil {
		return err
	}
	return s.askWhole(ctx, x, values)
}

func (s *LookupEndpoint) askFields(ctx context.Context, x *evaluator, in Values) error {
	type result struct {
		no       *question
		err      error
		panicked any
	}
	results := make([]result, len(s.fields))
	var wait sync.WaitGroup
	for i, questions := range s.fields {
		if slot := &x.slots[i]; len(questions) > 0 && x.wanted(i) && slot.present && !slot.failed && x.kept[i].kind != plan.KindNull {
			wait.Go(func() {
				defer func() { results[i].panicked = recover() }()
				results[i].no, results[i].err = s.ask(ctx, questions, in)
			})
		}
	}
	wait.Wait()

	var errs []error
	passed := x.errors == 0
	for i, r := range results {
		if r.panicked != nil { // where the caller can recover it
			panic(r.panicked)
		}
		errs = append(errs, r.err)
		if r.no != nil {
			f := &x.plan.Request.Fields[i]
			x.fail(r.no.Failure, f, step{name: x.kept[i].name}, &x.kept[i].value, i<<fieldShift|rankLookups+r.no.order)
			if passed && x.lookup == nil { // an answer of its own stands only where nothing else is wrong
				x.lookup = r.no.Lookup
			}
		}
	}
	x.arrange(0)
	return errors.Join(errs...)
}

func (s *LookupEndpoint) askWhole(ctx context.Context, x *evaluator, in Values) error {
	if x.errors > 0 || x.only != nil {
		return nil
	}
	no, err := s.ask(ctx, s.whole, in)
	if no != nil {
		x.lookup = no.Lookup
		x.add(answer.Finding{Failure: no.Failure, Length: len(x.in), Found: -1})
		x.arrange(0)
	}
	return err
}

// ask puts questions one after the other and returns the first to which the answer is No.
func (s *LookupEndpoint) ask(ctx context.Context, questions []question, in Values) (no *question, err error) {
	for i := range questions {
		q := &questions[i]
		outcome, err := q.ask(ctx, in)
		switch {
		case err != nil:
			return nil, &LookupError{s.endpoint.plan.Name, q.Name, err}
		case outcome == No:
			return q, nil
		case outcome != Yes:
			return nil, &LookupError{s.endpoint.plan.Name, q.Name, errUnknown}
		}
	}
	return nil, nil
}

var errUnknown = errors.New("its outcome is unknown")

// values are the values of the request that was read.
func (x *evaluator) values() Values {
	texts := make(map[string]known, len(x.slots))
	for i := range x.plan.Request.Fields {
		const textual = plan.KindString | plan.KindInt | plan.KindFloat | plan.KindBool
		if x.slots[i].present && x.kept[i].kind&textual != 0 {
			texts[x.plan.Request.Fields[i].Name] = known{string(x.kept[i].text), x.canonicalers(i)}
		}
	}
	return Values{func(name string) (known, bool) { k, ok := texts[name]; return k, ok }, len(texts)}
}

// canonicalers are the rules of a field of the request that have a canonical form for its text.
func (x *evaluator) canonicalers(i int) (all []bound) {
	t, v := &x.plan.Request.Fields[i].Type, &x.kept[i].value
	if x.slots[i].failed || v.kind != plan.KindString || v.in(t.Except) {
		return nil
	}
	for j := range t.Checks {
		c := &t.Checks[j]
		if c.Op != plan.Judge {
			continue
		}
		rule, ok := c.Rule.With(x.switches).(rules.Canonicaler)
		if !ok || !x.refer(c.Rule, 0) {
			continue
		}
		b := bound{rule: rule, now: x.now}
		for _, text := range x.refs {
			b.refs = append(b.refs, bytes.Clone(text))
		}
		all = append(all, b)
	}
	return all
}
