package service

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/rs/cors"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/lookup"
)

// An action answers a request. The report is the zero Report where no contract is about it. With an error, nothing is answered yet.
type action func(http.ResponseWriter, *http.Request) (engine.Report, error)

// route has an action answer the requests to paths, with what every endpoint has: a session, an end to its patience, a line in the
// log, metrics, and, for the methods that it allows, CORS.
func (s *service) route(endpoint string, act action, methods []string, paths ...string) {
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		w.Header().Set("Cache-Control", "no-store") // an answer may carry a token
		ctx, cancel := context.WithTimeout(withSession(r), s.Patience)
		defer cancel()
		to := &response{w, http.StatusOK}
		report, err := act(to, r.WithContext(ctx))
		if err != nil {
			writeError(to, err)
		}
		s.record(ctx, endpoint, to.status, time.Since(began), report, err)
	})
	if len(s.Origins) > 0 { // none would be all to package cors
		h = cors.New(cors.Options{
			AllowedOrigins: s.Origins, AllowedMethods: methods, AllowedHeaders: []string{"*"}, AllowCredentials: true,
		}).Handler(h)
	}
	for _, path := range paths {
		s.mux.Handle(path, h)
	}
}

// get routes what stands beside the contracts. HEAD is refused, as it must not do what these do.
func (s *service) get(endpoint, path string, act action) {
	s.route(endpoint, func(w http.ResponseWriter, r *http.Request) (engine.Report, error) {
		if r.Method != http.MethodGet {
			w.Header().Set("Allow", http.MethodGet)
			http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
			return engine.Report{}, nil
		}
		return act(w, r)
	}, []string{http.MethodGet}, path)
}

// writeError answers a request that got no verdict: with 503 where the store could not tell or the time was up, and for all else
// as httpcheck does.
func writeError(w http.ResponseWriter, err error) {
	var (
		body  *httpcheck.BodyError
		store *lookup.Error
	)
	late := errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled)
	if !errors.As(err, &body) && (late || errors.As(err, &store)) {
		err = &engine.LookupError{Err: err}
	}
	httpcheck.WriteError(w, err)
}

// A response knows its status.
type response struct {
	http.ResponseWriter
	status int
}

func (r *response) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap is for http.ResponseController.
func (r *response) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// headed has every answer say that its media type is what it says.
func headed(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Content-Type-Options", "nosniff")
		h.ServeHTTP(w, r)
	})
}
