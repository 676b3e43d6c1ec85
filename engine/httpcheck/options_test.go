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
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
)

func TestOptionErrors(t *testing.T) {
	says := func(context.Context, lookup.Values) (lookup.Outcome, error) { return lookup.Yes, nil }
	for want, o := range map[string]httpcheck.Options{
		`passant: larsverp/register: option Pass: there is no lookup "email.domain" among Lookups`:                 {Pass: []string{"email.domain"}},
		`passant: larsverp/register: option Proxies: invalid Prefix is no network; write one of IPv4 as such`:      {Proxies: []netip.Prefix{{}}},
		`passant: larsverp/register: option Proxies: ::ffff:10.0.0.0/104 is no network; write one of IPv4 as such`: {Proxies: []netip.Prefix{netip.MustParsePrefix("::ffff:10.0.0.0/104")}},
		`passant: larsverp/register: option With: the contract has no "email.uniqe", did you mean "email.unique"?`: {Lookups: []engine.Lookup{lookup.Func("email.uniqe", says)}},
		`passant: larsverp/register: option email.unique: has no function to ask`:                                  {Lookups: []engine.Lookup{{Name: "email.unique"}}, Pass: []string{"email.unique"}},
		`passant: larsverp/register: the struct is one of larsverp/validation`:                                     {Struct: func() typed.Struct { return new(larsverp.ValidationRequest) }},
		`passant: larsverp/register: there is no struct, give a pointer to one`:                                    {Struct: func() typed.Struct { return nil }},
	} {
		_, err := httpcheck.New(larsverp.Register, o)
		assert.EqualError(t, err, want)
	}
}

// A lookup that cannot tell is no verdict: it refuses, or lets pass where its name is given.
func TestLookupThatCannotTell(t *testing.T) {
	const body = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`
	broken := errors.New("no route to host")
	for _, c := range []struct {
		name           string
		domain, unique lookup.Outcome
		err            error
		pass           []string
		status, told   int
	}{
		{"all tell", lookup.Yes, lookup.Yes, nil, nil, 201, 0},
		{"taken", lookup.Yes, lookup.No, nil, []string{"email.domain", "email.unique"}, 422, 0},
		{"cannot tell", lookup.Unknown, lookup.Yes, nil, nil, 503, 1},
		{"fails", lookup.Yes, lookup.Yes, broken, nil, 503, 1},
		{"passes", lookup.Unknown, lookup.Yes, nil, []string{"email.domain"}, 201, 1},
		{"passes, though it fails", lookup.No, lookup.Yes, broken, []string{"email.domain"}, 201, 1},
		{"passes, but taken", lookup.Unknown, lookup.No, broken, []string{"email.domain"}, 422, 1},
		{"another one passes", lookup.Yes, lookup.Unknown, nil, []string{"email.domain"}, 503, 1},
		{"no outcome that there is", 7, lookup.Yes, nil, []string{"email.domain"}, 201, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			says := func(outcome lookup.Outcome, err error) func(context.Context, lookup.Values) (lookup.Outcome, error) {
				return func(context.Context, lookup.Values) (lookup.Outcome, error) { return outcome, err }
			}
			var told []error
			check := newChecker(t, larsverp.Register, httpcheck.Options{
				Lookups: []engine.Lookup{lookup.Func("email.domain", says(c.domain, c.err)), lookup.Func("email.unique", says(c.unique, nil))},
				Pass:    c.pass,
				Fault:   func(_ context.Context, err error) { told = append(told, err) },
			})
			w := httptest.NewRecorder()
			check.Middleware(success).ServeHTTP(w, post(strings.NewReader(body)))
			assert.Equal(t, c.status, w.Code)
			require.Len(t, told, c.told)
			for _, err := range told {
				assert.ErrorAs(t, err, new(*engine.LookupError))
				assert.NotContains(t, w.Body.String(), "route")
			}
		})
	}
}

// Once the context is done, nothing passes.
func TestLookupOfACancelledRequest(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	check := newChecker(t, larsverp.Register, httpcheck.Options{
		Lookups: []engine.Lookup{lookup.Func("email.unique", func(ctx context.Context, _ lookup.Values) (lookup.Outcome, error) {
			cancel()
			return lookup.Unknown, ctx.Err()
		})},
		Pass: []string{"email.unique"},
	})
	const body = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`
	_, err := check.Check(nil, post(strings.NewReader(body)).WithContext(ctx))
	assert.ErrorIs(t, err, context.Canceled)
	assert.ErrorAs(t, err, new(*engine.LookupError))
}

// Lookups, and Fault, are told nothing of a request that was not let pass.
func TestContextOfLookups(t *testing.T) {
	nothing := func(ctx context.Context) {
		_, ok := httpcheck.Report(ctx)
		assert.False(t, ok)
		_, ok = httpcheck.Value[larsverp.RegisterRequest](ctx)
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
}
