package httpcheck

import (
	"context"
	"net/http"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/typed"
)

// Middleware lets next handle the requests that keep the contract, and answers every other: with Write where there is a report,
// with WriteError where there is none. Next finds the body as it was sent, the report, which may hold warnings, with ReportFrom, and
// what Options.Struct made with ValueFrom.
func (c *Checker) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var found result
		r = r.WithContext(context.WithValue(r.Context(), key{}, &found))
		var err error
		if c.options.Struct == nil {
			found.report, err = c.Check(w, r)
		} else {
			found.value = c.options.Struct()
			found.report, err = c.Decode(w, r, found.value)
		}
		switch {
		case err != nil:
			c.options.fault(r.Context(), err)
			WriteError(w, err)
		case !found.report.Valid():
			Write(w, found.report)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// A result is what Middleware found out.
type result struct {
	report engine.Report
	value  typed.Struct
}

type key struct{}

// passed is what Middleware found out about a request that it let pass.
func passed(ctx context.Context) (*result, bool) {
	r, ok := ctx.Value(key{}).(*result)
	return r, ok && r.report.Valid()
}

// ReportFrom is that of the request whose context ctx is; false where no Middleware let it pass.
func ReportFrom(ctx context.Context) (engine.Report, bool) {
	if r, ok := passed(ctx); ok {
		return r.report, true
	}
	return engine.Report{}, false
}

// ValueFrom is the struct that Middleware filled for the request whose context ctx is; false where there is none, or of another type.
func ValueFrom[T any](ctx context.Context) (*T, bool) {
	r, ok := passed(ctx)
	if !ok {
		return nil, false
	}
	v, ok := any(r.value).(*T)
	return v, ok
}
