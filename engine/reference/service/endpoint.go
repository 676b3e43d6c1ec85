package service

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
)

// An endpoint answers the requests of one contract.
type endpoint struct {
	*service
	name string

	// try checks a request, and does what it asks for. The answer is that of success, where the report is valid. The error is
	// store.ErrTaken where another request was faster.
	try func(http.ResponseWriter, *http.Request) (engine.Report, typed.Struct, error)
}

// A request is one that the contract and the lookups let pass.
type request[T any] struct {
	*http.Request
	Answer http.Header
	Value  T
}

// handle makes act do what the requests of a contract ask for, on all its paths. Of act's result, the error is as endpoint.try has it.
func handle[T any, P interface {
	*T
	typed.Struct
}](s *service, contract *engine.Endpoint, lookups []engine.Lookup, act func(context.Context, request[P]) (typed.Struct, error)) error {
	check, err := httpcheck.New(contract, httpcheck.Options{Lookups: lookups, Proxies: s.Proxies})
	if err != nil {
		return err
	}
	e := &endpoint{service: s, name: contract.Name()}
	e.try = func(w http.ResponseWriter, r *http.Request) (engine.Report, typed.Struct, error) {
		in := P(new(T))
		report, err := check.Decode(w, r, in)
		if err != nil || !report.Valid() {
			return report, nil, err
		}
		answer, err := act(r.Context(), request[P]{r, w.Header(), in})
		return report, answer, err
	}
	h := s.measured(e.name, e)
	for _, path := range append([]string{contract.Plan().Path}, contract.Plan().Aliases...) {
		s.mux.Handle(path, h)
	}
	return nil
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	began := time.Now()
	ctx, cancel := context.WithTimeout(withSession(r), e.Patience)
	defer cancel()
	r = r.WithContext(ctx)
	report, answer, err := e.try(w, r)
	if errors.Is(err, store.ErrTaken) { // the lookups know by what, now
		report, answer, err = e.try(w, r)
	}
	switch {
	case err != nil:
		httpcheck.WriteError(w, err)
	case !report.Valid():
		httpcheck.Write(w, report)
	default:
		w.Header().Set("Content-Type", report.ContentType())
		w.WriteHeader(report.Status())
		w.Write(answer.AppendJSON(nil))
	}
	e.record(ctx, report, err, time.Since(began))
}
