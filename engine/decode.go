package engine

import (
	"context"
	"fmt"
	"slices"

	"github.com/passant-go/passant/engine/internal/tape"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/typed"
)

// A StructError says that a struct is not one for an endpoint: a mistake of the program, never of a payload.
type StructError struct {
	Endpoint string
	Contract string // what the struct is generated from; "" for a nil pointer
	Member   string // the first that has no place in the struct, "*" for one that only the payload names
}

func (e *StructError) Error() string {
	switch {
	case e.Contract == "":
		return fmt.Sprintf("passant: %s: there is no struct, give a pointer to one", e.Endpoint)
	case e.Member == "":
		return fmt.Sprintf("passant: %s: the struct is one of %s", e.Endpoint, e.Contract)
	}
	return fmt.Sprintf("passant: %s: the struct has no place for the value of %s, generate it from the same contract", e.Endpoint, e.Member)
}

// Decode is Validate, and fills the struct of a valid payload, which is one that was generated from the contract, such as
// *larsverp.RegisterRequest. What it is filled with is what was checked: the values as the contract reads them (trimmed
// texts, converted values, nothing for what counts as absent), taken down in the same pass, and canonical with
// Options.Canonical. Members that the contract does not have are in it where
// it leaves the object open. Where the payload is not valid, into becomes its zero value.
//
// The error is a *StructError where into is not a struct of this contract, and an *OptionError where Options.Fields leaves
// a part unchecked. A payload never causes one.
func (e *Endpoint) Decode(body []byte, into typed.Struct) (Report, error) {
	if err := e.takes(into); err != nil {
		return Report{}, err
	}
	x := e.begin(body)
	defer e.end(x)
	return x.decode(into, x.whole)
}

// Decode is Check, and fills the struct of a valid payload as Endpoint.Decode does. Its errors are those of both.
func (s *LookupEndpoint) Decode(ctx context.Context, body []byte, into typed.Struct) (Report, error) {
	if s.err != nil {
		return Report{}, s.err
	}
	if err := s.endpoint.takes(into); err != nil {
		return Report{}, err
	}
	x := s.endpoint.begin(body)
	defer s.endpoint.end(x)
	return x.decode(into, func() error { return s.check(ctx, x) })
}

// Decode checks a body against the one answer that into is generated from, such as *larsverp.RegisterInvalidResponse, and
// fills the struct where it is valid, as Endpoint.Decode does. The error is a *StructError where into is no answer of the
// status.
func (r *Response) Decode(body []byte, into typed.Struct) (Report, error) {
	i := slices.Index(r.contracts, contract(into))
	if i < 0 {
		return Report{}, &StructError{Endpoint: r.name, Contract: contract(into)}
	}
	x := r.bodies[i].begin(body)
	defer r.bodies[i].end(x)
	return x.decode(into, x.whole)
}

// contract is what a struct is generated from.
func contract(s typed.Struct) string {
	if s == nil {
		return ""
	}
	return s.Contract()
}

// takes tells whether s is a struct of the endpoint's request.
func (e *Endpoint) takes(s typed.Struct) error {
	switch {
	case contract(s) != e.plan.Name:
		return &StructError{Endpoint: e.plan.Name, Contract: contract(s)}
	case e.config.only != nil:
		return &OptionError{e.plan.Name, "Fields", "a struct is judged as a whole, leave it out"}
	}
	return nil
}

// whole is payload, which never fails.
func (x *evaluator) whole() error {
	x.payload()
	return nil
}

// decode takes down what read reads, and fills into.
func (x *evaluator) decode(into typed.Struct, read func() error) (r Report, err error) {
	defer x.erase()
	x.more, x.recording = true, true
	if err = read(); err == nil {
		x.report(&r)
	}
	x.more, x.recording = false, false
	if !r.Valid() {
		into.Fill(tape.Value{})
		return r, err
	}
	t := &x.tape
	t.Add(plan.KindObject, nil, 0, true)
	if t.JSON == nil {
		t.JSON = x.json
	}
	into.Fill(t.Last())
	if f, ok := t.Misfitting(); ok {
		into.Fill(tape.Value{})
		err := &StructError{x.plan.Name, into.Contract(), "*"}
		if f != nil && f.Name != "" {
			err.Member = f.Path()
		}
		return Report{}, err
	}
	return r, nil
}

// erase forgets the tape.
func (x *evaluator) erase() {
	x.more, x.recording, x.opened = x.only != nil, false, nil
	x.tape.Forget()
}
