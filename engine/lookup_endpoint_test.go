package engine_test

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/schemas/larsverp"
)

// asked notes which lookups are asked, in which order.
type asked struct {
	sync.Mutex
	names []string
}

func (a *asked) answering(name string, outcome lookup.Outcome, err error) engine.Lookup {
	return lookup.Func(name, func(context.Context, lookup.Values) (lookup.Outcome, error) {
		a.Lock()
		defer a.Unlock()
		a.names = append(a.names, name)
		return outcome, err
	})
}

const signup = `{"first_name":"Harrie","last_name":"Tiggelen","email":" harrie@example.nl","postal_code":5673,"password":" x "}`

func TestFieldLookups(t *testing.T) {
	for _, c := range []struct {
		name, body     string
		domain, unique lookup.Outcome
		asked, found   []string
	}{
		{"both say yes", signup, lookup.Yes, lookup.Yes, []string{"email.domain", "email.unique"}, nil},
		{"the first no ends the field", signup, lookup.No, lookup.No, []string{"email.domain"}, []string{"/email lookup domain @54+20"}},
		{"the second says no", signup, lookup.Yes, lookup.No, []string{"email.domain", "email.unique"}, []string{"/email lookup unique @54+20"}},
		{"asked although another field fails", `{"email":"a@b.nl"}`, lookup.Yes, lookup.No, []string{"email.domain", "email.unique"}, []string{
			"/first_name required required @17+0", "/last_name required required @17+0", "/email lookup unique @9+8",
			"/postal_code required required @17+0", "/password required required @17+0",
		}},
		{"not asked where the field fails", `{"first_name":"a","last_name":"b","email":"a@b","postal_code":"1000","password":"x"}`, lookup.No, lookup.No, nil, []string{"/email email one_label @42+5"}},
		{"not asked where the field is absent", `{"first_name":"a","last_name":"b","email":null,"postal_code":"1000","password":"x"}`, lookup.No, lookup.No, nil, []string{"/email required required @42+4"}},
		{"not asked where the input is malformed", signup + "x", lookup.No, lookup.No, nil, []string{" json trailing @111+1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var a asked
			e := larsverp.Register.With(a.answering("email.unique", c.unique, nil), a.answering("email.domain", c.domain, nil))
			require.NoError(t, e.Err())
			report, err := e.Check(context.Background(), []byte(c.body))
			require.NoError(t, err)
			assert.Equal(t, c.asked, a.names)
			assert.Equal(t, c.found, found(report))
			assert.Equal(t, c.found == nil, report.Valid())
		})
	}
}

func TestEndpointLookups(t *testing.T) {
	for _, c := range []struct {
		name, body       string
		validated, token lookup.Outcome
		asked            []string
		status           int
		answer           string
	}{
		{"both say yes", `{"email":"a@b.nl","token":1}`, lookup.Yes, lookup.Yes, []string{"validated", "token"}, 201, ""},
		{"the first no answers", `{"email":"a@b.nl","token":1}`, lookup.No, lookup.No, []string{"validated"}, 409, `{"message":"The email is already validated"}`},
		{"the second no answers", `{"email":"a@b.nl","token":1}`, lookup.Yes, lookup.No, []string{"validated", "token"}, 401, `{"message":"Token is incorrect"}`},
		{"not asked where anything fails", `{"email":"a@b.nl"}`, lookup.No, lookup.No, nil, 422, `{"message":"The given data was invalid.","errors":{"token":["The token field is required."]}}`},
		{"asked where something is only remarked", `{"email":"a@b.nl","token":1,"other":2}`, lookup.Yes, lookup.No, []string{"validated", "token"}, 401, `{"message":"Token is incorrect"}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var a asked
			e := larsverp.Validation.With(a.answering("token", c.token, nil), a.answering("validated", c.validated, nil))
			report, err := e.Check(context.Background(), []byte(c.body))
			require.NoError(t, err)
			assert.Equal(t, c.asked, a.names)
			assert.Equal(t, c.status, report.Status())
			assert.Equal(t, c.answer, string(report.AppendAnswer(nil)))
		})
	}
}

func TestLookupsSeeValuesAsRead(t *testing.T) {
	var seen lookup.Values
	note := func(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
		seen = in
		return lookup.Yes, nil
	}
	_, err := larsverp.Register.With(lookup.Func("email.unique", note)).Check(context.Background(), []byte(signup))
	require.NoError(t, err)
	assert.Equal(t, "harrie@example.nl", seen.Text("email"))
	assert.Equal(t, "5673", seen.Text("postal_code"))
	assert.Equal(t, " x ", seen.Text("password"))
	assert.False(t, seen.Has("insertion"))

	_, err = larsverp.Validation.With(lookup.Func("token", note)).Check(context.Background(), []byte(`{"email":"A@b.nl","token":"+12"}`))
	require.NoError(t, err)
	assert.Equal(t, "A@b.nl", seen.Text("email"))
	assert.Equal(t, "12", seen.Text("token"))
}

func TestLookupThatCannotTell(t *testing.T) {
	down := errors.New("connection refused")
	for name, e := range map[string]*engine.LookupEndpoint{
		"error":                 larsverp.Register.With(new(asked).answering("email.unique", lookup.Unknown, down)),
		"error beats a verdict": larsverp.Register.With(new(asked).answering("email.unique", lookup.No, down)),
		"unknown":               larsverp.Register.With(new(asked).answering("email.unique", lookup.Unknown, nil)),
		"no outcome at all":     larsverp.Register.With(new(asked).answering("email.unique", 7, nil)),
	} {
		report, err := e.Check(context.Background(), []byte(signup))
		var lookupErr *engine.LookupError
		require.ErrorAs(t, err, &lookupErr, name)
		assert.Equal(t, "email.unique", lookupErr.Lookup, name)
		assert.Contains(t, err.Error(), "email.unique", name)
		assert.False(t, report.Valid(), name)
		assert.Zero(t, report.Status(), name)
		assert.Empty(t, report.AppendAnswer(nil), name)
	}

	_, err := larsverp.Validation.With(new(asked).answering("token", lookup.Yes, down)).Check(context.Background(), []byte(`{"email":"a@b.nl","token":1}`))
	assert.ErrorIs(t, err, down)
}

func TestFieldsAreAskedAtOnce(t *testing.T) {
	var both sync.WaitGroup
	both.Add(2)
	var calls atomic.Int32
	meet := func(context.Context, lookup.Values) (lookup.Outcome, error) {
		both.Done()
		both.Wait() // returns only if the other is asked meanwhile
		calls.Add(1)
		return lookup.No, nil
	}
	report, err := twoFields().With(lookup.Func("list.free", meet), lookup.Func("name.free", meet)).Check(context.Background(), []byte(`{"list":1,"name":"a"}`))
	require.NoError(t, err)
	assert.EqualValues(t, 2, calls.Load())
	assert.Equal(t, []string{"/name lookup free @17+3", "/list lookup free @8+1"}, found(report))
}

// twoFields is an endpoint that asks list.free and name.free.
func twoFields() *engine.Endpoint {
	return sample(func(p *plan.Endpoint) {
		for i := range 2 {
			f := &p.Request.Fields[i]
			f.Lookups = []plan.Lookup{{Name: f.Name + ".free", Failure: &plan.Failure{Rule: "lookup", Code: "free", Words: []plan.Message{{}}}, Answer: "invalid"}}
		}
		p.Request.Fields[1].Type = plan.Type{}
	})
}

// assertGone holds that soon there are no more goroutines than before.
func assertGone(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		require.True(t, time.Now().Before(end), "goroutines are left")
	}
}

func TestLookupsUntilTheContextEnds(t *testing.T) {
	before := runtime.NumGoroutine()
	hang := func(ctx context.Context, _ lookup.Values) (lookup.Outcome, error) {
		<-ctx.Done()
		return lookup.No, ctx.Err()
	}
	no := func(context.Context, lookup.Values) (lookup.Outcome, error) { return lookup.No, nil }
	deadline, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	for want, ctx := range map[error]context.Context{context.DeadlineExceeded: deadline, context.Canceled: cancelled} {
		for _, c := range []struct {
			list, name func(context.Context, lookup.Values) (lookup.Outcome, error)
			failed     []string
		}{
			{hang, hang, []string{"name.free", "list.free"}},
			{hang, no, []string{"list.free"}},
			{no, hang, []string{"name.free"}},
		} {
			report, err := twoFields().With(lookup.Func("list.free", c.list), lookup.Func("name.free", c.name)).Check(ctx, []byte(`{"list":1,"name":"a"}`))
			assert.ErrorIs(t, err, want)
			assert.False(t, report.Valid())
			assert.Zero(t, report.Status())
			joined, ok := err.(interface{ Unwrap() []error })
			require.True(t, ok)
			var failed []string
			for _, err := range joined.Unwrap() {
				var lookupErr *engine.LookupError
				require.ErrorAs(t, err, &lookupErr)
				failed = append(failed, lookupErr.Lookup)
			}
			assert.Equal(t, c.failed, failed)
		}
	}
	assertGone(t, before)
}

// A lookup that panics does so in Check, once the others are done, and leaves the endpoint as it was.
func TestLookupsThatPanic(t *testing.T) {
	before := runtime.NumGoroutine()
	var sick atomic.Bool
	sick.Store(true)
	var others atomic.Int32
	e := twoFields().With(
		lookup.Func("list.free", func(context.Context, lookup.Values) (lookup.Outcome, error) {
			if sick.Load() {
				panic("list")
			}
			return lookup.Yes, nil
		}),
		lookup.Func("name.free", func(context.Context, lookup.Values) (lookup.Outcome, error) {
			others.Add(1)
			return lookup.No, nil
		}),
	)
	body := []byte(`{"list":1,"name":"a"}`)
	for range 3 {
		assert.PanicsWithValue(t, "list", func() { e.Check(context.Background(), body) })
	}
	assert.EqualValues(t, 3, others.Load())
	sick.Store(false)
	report, err := e.Check(context.Background(), body)
	require.NoError(t, err)
	assert.Equal(t, []string{"/name lookup free @17+3"}, found(report))
	assertGone(t, before)
}

func TestWrongLookups(t *testing.T) {
	yes := func(context.Context, lookup.Values) (lookup.Outcome, error) { return lookup.Yes, nil }
	for _, c := range []struct {
		lookups []engine.Lookup
		want    string
	}{
		{[]engine.Lookup{lookup.Func("email.uniqe", yes)}, `passant: larsverp/register: option With: the contract has no "email.uniqe", did you mean "email.unique"?`},
		{[]engine.Lookup{lookup.Func("email.unique", yes), lookup.Func("email.unique", yes)}, "passant: larsverp/register: option email.unique: is given twice"},
		{[]engine.Lookup{lookup.Func("email.unique", nil)}, "passant: larsverp/register: option email.unique: has no function to ask"},
		{[]engine.Lookup{{Name: "email.unique", Err: errors.New("has no DB")}}, "passant: larsverp/register: option email.unique: has no DB"},
		{[]engine.Lookup{{Name: "email.unique", Ask: yes, Members: []string{"email", "pasword"}}}, `passant: larsverp/register: option email.unique: the contract has no "pasword", did you mean "password"?`},
	} {
		e := larsverp.Register.With(c.lookups...)
		assert.EqualError(t, e.Err(), c.want)
		_, err := e.Check(context.Background(), []byte(signup))
		assert.EqualError(t, err, c.want)
		var optionErr *engine.OptionError
		assert.ErrorAs(t, err, &optionErr)
	}
}
