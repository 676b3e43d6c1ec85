package httpcheck

import (
	"encoding/json"
	"errors"
	"net/http"

	"github.com/passant-go/passant/engine"
)

const problemType = "application/problem+json"

// Write writes the answer that a report has: status, content type and body, the header Allow where the method was wrong, and
// Accept-Encoding where the body was encoded.
// Of a valid request it is the status alone, for what success looks like is the host's to say. Where the contract has no
// answer for what was found, problem details (RFC 9457) stand in.
func Write(w http.ResponseWriter, r engine.Report) {
	status, media, body := r.Status(), r.ContentType(), r.AppendAnswer(nil)
	if !r.Valid() && status == 0 {
		status, media, body = r.ProblemStatus(), problemType, r.AppendProblem(nil)
	}
	if allow := r.Allow(); allow != "" {
		w.Header().Set("Allow", allow)
	}
	if codings := r.AcceptEncoding(); codings != "" {
		w.Header().Set("Accept-Encoding", codings)
	}
	if len(body) > 0 {
		w.Header().Set("Content-Type", media)
	}
	if status == 0 {
		status = http.StatusOK
	}
	w.WriteHeader(status)
	w.Write(body)
}

// WriteError writes problem details (RFC 9457) for what stood in the way of a verdict, an error of Check: of a body that came too
// slowly, was too large for an http.MaxBytesReader or middleware before, or broke off, the status 408, 413 or 400; of a lookup that
// could not tell, or a context that was done while the body was judged, 503; of everything else, a body that was read before
// among it, 500. What the error says is not told.
func WriteError(w http.ResponseWriter, err error) {
	status := errorStatus(err)
	body, _ := json.Marshal(struct { // which cannot fail
		Type   string `json:"type"`
		Title  string `json:"title"`
		Status int    `json:"status"`
	}{"about:blank", http.StatusText(status), status})
	w.Header().Set("Content-Type", problemType)
	w.WriteHeader(status)
	w.Write(body)
}

func errorStatus(err error) int {
	var (
		body    *BodyError
		large   *http.MaxBytesError
		limit   interface{ StatusCode() int } // of middleware such as echo's
		lookup  *engine.LookupError
		ended   *engine.ContextError
		timeout interface{ Timeout() bool }
	)
	switch {
	case errors.Is(err, errConsumed):
		return http.StatusInternalServerError
	case errors.As(err, &large), errors.As(err, &limit) && limit.StatusCode() == http.StatusRequestEntityTooLarge:
		return http.StatusRequestEntityTooLarge
	case errors.As(err, &body) && errors.As(body.Err, &timeout) && timeout.Timeout():
		return http.StatusRequestTimeout
	case errors.As(err, &body):
		return http.StatusBadRequest
	case errors.As(err, &lookup), errors.As(err, &ended):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}
