package service

import (
	"context"
	"errors"
	"maps"
	"net/http"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/engine/typed"
)

// A request is one that the contract and the lookups let pass.
type request[T any] struct {
	*http.Request
	HTTPS  bool        // the client came over it, as far as httpcheck can tell
	Answer http.Header // sent where the answer is that of success
	Value  T
}

// handle makes act do what the requests of a contract ask for, on all its paths. Its result is the answer of success, or the error
// store.ErrTaken where another request was faster.
func handle[T any, P interface {
	*T
	typed.Struct
}](s *service, contract *engine.Endpoint, lookups []engine.Lookup, act func(context.Context, request[P]) (typed.Struct, error)) error {
	check, err := httpcheck.New(contract, httpcheck.Options{Lookups: lookups, Proxies: s.Proxies})
	if err != nil {
		return err
	}
	try := func(w http.ResponseWriter, r *http.Request) (engine.Report, error) {
		in := P(new(T))
		report, err := check.Decode(w, r, in)
		if err != nil {
			return report, err
		}
		if !report.Valid() {
			httpcheck.Write(w, report)
			return report, nil
		}
		header := http.Header{"Content-Type": {report.ContentType()}}
		answer, err := act(r.Context(), request[P]{r, check.HTTPS(r), header, in})
		if err == nil {
			maps.Copy(w.Header(), header)
			w.WriteHeader(report.Status())
			w.Write(report.AppendSuccess(nil, answer))
		}
		return report, err
	}
	s.route(contract.Name(), func(w http.ResponseWriter, r *http.Request) (engine.Report, error) {
		leave, err := s.bodies.enter(r, contract.Limits().Body)
		if err != nil {
			return engine.Report{}, err
		}
		defer leave()
		report, err := try(w, r)
		if errors.Is(err, store.ErrTaken) { // the lookups know by what, now
			report, err = try(w, r)
		}
		return report, err
	}, methods(contract), contract.Plan().Paths()...)
	return nil
}

// methods are those of the requests that a contract is about.
func methods(contract *engine.Endpoint) (all []string) {
	for _, input := range contract.Plan().Accepts {
		all = append(all, contract.Plan().Methods[input])
	}
	return all
}
