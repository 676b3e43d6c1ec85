package httpcheck_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
)

func TestOptionErrors(t *testing.T) {
	says := func(context.Context, lookup.Values) (lookup.Outcome, error) { return lookup.Yes, nil }
	for want, o := range map[string]httpcheck.Options{
		`passant: larsverp/register: option Proxies: invalid Prefix is no network; write one of IPv4 as such`:      {Proxies: []netip.Prefix{{}}},
		`passant: larsverp/register: option Proxies: ::ffff:10.0.0.0/104 is no network; write one of IPv4 as such`: {Proxies: []netip.Prefix{netip.MustParsePrefix("::ffff:10.0.0.0/104")}},
		`passant: larsverp/register: option With: the contract has no "email.uniqe", did you mean "email.unique"?`: {Lookups: []engine.Lookup{lookup.Func("email.uniqe", says)}},
		`passant: larsverp/register: option email.unique: has no function to ask`:                                  {Lookups: []engine.Lookup{{Name: "email.unique"}}},
		`passant: larsverp/register: the struct is one of larsverp/validation`:                                     {Struct: func() typed.Struct { return new(larsverp.ValidationRequest) }},
		`passant: larsverp/register: there is no struct, give a pointer to one`:                                    {Struct: func() typed.Struct { return nil }},
	} {
		_, err := httpcheck.New(larsverp.Register, o)
		assert.EqualError(t, err, want)
	}
}

// A lookup that cannot tell is no verdict.
func TestLookupThatCannotTell(t *testing.T) {
	const body = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`
	broken := errors.New("no route to host")
	says := func(outcome lookup.Outcome, err error) engine.Lookup {
		return lookup.Func("email.domain", func(context.Context, lookup.Values) (lookup.Outcome, error) { return outcome, err })
	}
	for _, c := range []struct {
		name   string
		lookup engine.Lookup
		status int
		told   bool
	}{
		{"tells", says(lookup.Yes, nil), 201, false},
		{"says no", says(lookup.No, nil), 422, false},
		{"cannot tell", says(lookup.Unknown, nil), 503, true},
		{"fails", says(lookup.Yes, broken), 503, true},
		{"fails, and is open", lookup.Open(says(lookup.No, broken), nil), 201, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			var told error
			check := newChecker(t, larsverp.Register, httpcheck.Options{
				Lookups: []engine.Lookup{c.lookup},
				Fault:   func(_ context.Context, err error) { told = err },
			})
			w := httptest.NewRecorder()
			check.Middleware(success).ServeHTTP(w, post(strings.NewReader(body)))
			assert.Equal(t, c.status, w.Code)
			assert.NotContains(t, w.Body.String(), "route")
			if c.told {
				assert.ErrorAs(t, told, new(*engine.LookupError))
			} else {
				assert.NoError(t, told)
			}
		})
	}
}

// Lookups, and Fault, are told nothing of a request that was not let pass.
func TestContextOfLookups(t *testing.T) {
	nothing := func(ctx context.Context) {
		_, ok := httpcheck.ReportFrom(ctx)
		assert.False(t, ok)
		_, ok = httpcheck.ValueFrom[larsverp.RegisterRequest](ctx)
		assert.False(t, ok)
	}
	check := newChecker(t, larsverp.Register, httpcheck.Options{
		Struct: func() typed.Struct { return new(larsverp.RegisterRequest) },
		Lookups: []engine.Lookup{lookup.Func("email.unique", func(ctx context.Context, _ lookup.Values) (lookup.Outcome, error) {
			nothing(ctx)
			return lookup.Unknown, nil
		})},
		Fault: func(ctx context.Context, _ error) { nothing(ctx) },
	})
	const body = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`
	w := httptest.NewRecorder()
	check.Middleware(success).ServeHTTP(w, post(strings.NewReader(body)))
	assert.Equal(t, 503, w.Code)
}

func TestWriteError(t *testing.T) {
	w := httptest.NewRecorder()
	httpcheck.WriteError(w, errors.New("hunter2"))
	assert.Equal(t, http.StatusInternalServerError, w.Code)
	assert.Equal(t, `{"type":"about:blank","title":"Internal Server Error","status":500}`, w.Body.String())

	w = httptest.NewRecorder()
	httpcheck.WriteError(w, &engine.ContextError{Endpoint: "own/post", Err: errors.New("hunter2")})
	assert.Equal(t, http.StatusServiceUnavailable, w.Code)
	assert.NotContains(t, w.Body.String(), "hunter2")
}
