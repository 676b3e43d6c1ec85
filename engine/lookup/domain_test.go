package lookup_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/dnstest"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas/larsverp"
)

// signup is a payload of larsverp that keeps the rules, if email does.
func signup(email string) []byte {
	return fmt.Appendf(nil, `{"first_name":"Harrie","last_name":"Tiggelen","email":%q,"postal_code":"5673 AB","password":"x"}`, email)
}

// outcome is what the lookup of the field email says of an address; Unknown if Check had an error.
func outcome(t testing.TB, ctx context.Context, l engine.Lookup, email string) (lookup.Outcome, error) {
	t.Helper()
	e := larsverp.Register.With(l)
	require.NoError(t, e.Err())
	report, err := e.Check(ctx, signup(email))
	switch {
	case err != nil:
		assert.False(t, report.Valid())
		return lookup.Unknown, err
	case report.Valid():
		return lookup.Yes, nil
	}
	for _, v := range report.Violations() {
		require.Equal(t, "lookup", v.Rule)
	}
	return lookup.No, nil
}

const (
	mx   = dnsmessage.TypeMX
	a    = dnsmessage.TypeA
	aaaa = dnsmessage.TypeAAAA
)

func failing(types ...dnsmessage.Type) map[dnsmessage.Type]dnsmessage.RCode {
	m := make(map[dnsmessage.Type]dnsmessage.RCode)
	for _, t := range types {
		m[t] = dnsmessage.RCodeServerFailure
	}
	return m
}

var inDNS = dnstest.Zone{
	"mx.example.":              {MX: []string{"mail.mx.example."}},
	"a.example.":               {A: []string{"192.0.2.1"}},
	"aaaa.example.":            {AAAA: []string{"2001:db8::1"}},
	"cname.example.":           {CNAME: "mx.example."},
	"dangling.example.":        {CNAME: "nowhere.example."},
	"null.example.":            {MX: []string{"."}, A: []string{"192.0.2.1"}},
	"null-and-more.example.":   {MX: []string{".", "mail.mx.example."}},
	"nodata.example.":          {},
	"here.example.":            {MX: []string{"localhost."}, A: []string{"192.0.2.1"}},
	"below-here.example.":      {MX: []string{"mail.LocalHost."}},
	"never.example.":           {MX: []string{"mail.invalid."}},
	"number.example.":          {MX: []string{"192.0.2.1."}},
	"here-and-more.example.":   {MX: []string{"localhost.", "mail.mx.example."}},
	"impossible.example.":      {MX: []string{"a host.example."}, A: []string{"192.0.2.1"}},
	"impossible-too.example.":  {MX: []string{"a host.example.", "mail.mx.example."}},
	"truncated.example.":       {MX: []string{"mail.mx.example."}, Truncated: true},
	"xn--mnchen-3ya.example.":  {MX: []string{"mail.mx.example."}},
	"xn--80ak6aa92e.xn--p1ai.": {A: []string{"192.0.2.1"}},
	"servfail.example.":        {Fails: failing(mx, a, aaaa)},
	"mx-servfail.example.":     {Fails: failing(mx), A: []string{"192.0.2.1"}},
	"a-servfail.example.":      {Fails: failing(a)},
	"aaaa-servfail.example.":   {Fails: failing(aaaa)},
	"a-beats.example.":         {A: []string{"192.0.2.1"}, Fails: failing(aaaa)},
	"aaaa-beats.example.":      {AAAA: []string{"2001:db8::1"}, Fails: failing(a)},
	"refused.example.":         {Fails: map[dnsmessage.Type]dnsmessage.RCode{mx: dnsmessage.RCodeRefused}},
	"silent.example.":          {Silent: map[dnsmessage.Type]bool{mx: true}},
	"a-silent.example.":        {Silent: map[dnsmessage.Type]bool{a: true, aaaa: true}},
}

func TestDomain(t *testing.T) {
	for _, c := range []struct {
		email string
		want  lookup.Outcome
	}{
		{"x@mx.example", lookup.Yes},
		{"x@MX.Example", lookup.Yes},
		{"x@a.example", lookup.Yes},
		{"x@aaaa.example", lookup.Yes},
		{"x@cname.example", lookup.Yes},
		{"x@truncated.example", lookup.Yes},
		{"x@null-and-more.example", lookup.Yes},
		{"x@a-beats.example", lookup.Yes},
		{"x@aaaa-beats.example", lookup.Yes},
		{"x@münchen.example", lookup.Yes},
		{"x@MÜNCHEN.example", lookup.Yes},
		{"x@XN--MNCHEN-3YA.example", lookup.Yes},
		{"x@аррӏе.рф", lookup.Yes},
		{`"a@nowhere.example"@mx.example`, lookup.Yes},
		{`"\"@"@mx.example`, lookup.Yes},
		{"x@here-and-more.example", lookup.Yes},
		{"x@impossible-too.example", lookup.Yes},
		{"x@null.example", lookup.No},
		{"x@here.example", lookup.No},
		{"x@below-here.example", lookup.No},
		{"x@never.example", lookup.No},
		{"x@number.example", lookup.No},
		{"x@impossible.example", lookup.No},
		{"x@nodata.example", lookup.No},
		{"x@dangling.example", lookup.No},
		{"x@nowhere.example", lookup.No},
		{"x@servfail.example", lookup.Unknown},
		{"x@mx-servfail.example", lookup.Unknown},
		{"x@a-servfail.example", lookup.Unknown},
		{"x@aaaa-servfail.example", lookup.Unknown},
		{"x@refused.example", lookup.Unknown},
		{"x@silent.example", lookup.Unknown},
		{"x@a-silent.example", lookup.Unknown},
	} {
		t.Run(c.email, func(t *testing.T) {
			s := dnstest.Serve(t, inDNS)
			l := lookup.DNS{Resolver: s.Resolver(), Timeout: time.Second}.Domain("email.domain")
			if strings.Contains(c.email, "silent") {
				l = lookup.DNS{Resolver: s.Resolver(), Timeout: 20 * time.Millisecond}.Domain("email.domain")
			}
			got, err := outcome(t, context.Background(), l, c.email)
			assert.Equal(t, c.want, got, "%v", err)
			if c.want == lookup.Unknown {
				var own *lookup.Error
				require.ErrorAs(t, err, &own)
				assert.ErrorContains(t, err, "larsverp/register: lookup email.domain could not tell: DNS: ")
				assertHides(t, err, "example")
			}
			for _, q := range s.Questions() {
				assert.Regexp(t, `^(MX|A|AAAA) [a-z0-9.-]+\.( over TCP)?$`, q)
			}
		})
	}
}

// assertHides holds that nothing that prints or logs err shows the value.
func assertHides(t *testing.T, err error, value string) {
	t.Helper()
	var b bytes.Buffer
	slog.New(slog.NewTextHandler(&b, nil)).Error("x", "err", err)
	slog.New(slog.NewJSONHandler(&b, nil)).Error("x", "err", err)
	fmt.Fprintf(&b, "%v %s %q %+v", err, err, err, err)
	assert.NotContains(t, b.String(), value)
}

func TestDomainAsksInOrder(t *testing.T) {
	s := dnstest.Serve(t, inDNS)
	l := lookup.Domain("email.domain", s.Resolver())
	for _, email := range []string{"x@mx.example", "x@null.example", "x@a.example", "x@aaaa.example", "x@truncated.example"} {
		_, err := outcome(t, context.Background(), l, email)
		require.NoError(t, err)
	}
	assert.Equal(t, []string{
		"MX mx.example.",
		"MX null.example.",
		"MX a.example.", "A a.example.",
		"MX aaaa.example.", "A aaaa.example.", "AAAA aaaa.example.",
		"MX truncated.example.", "MX truncated.example. over TCP",
	}, s.Questions())
}

// fake is a resolver that says what mx says; there are no addresses.
type fake struct {
	asked atomic.Int32
	mx    func(ctx context.Context, name string) ([]*net.MX, error)
}

func (f *fake) LookupMX(ctx context.Context, name string) ([]*net.MX, error) {
	f.asked.Add(1)
	return f.mx(ctx, name)
}

func (f *fake) LookupNetIP(context.Context, string, string) ([]netip.Addr, error) {
	return nil, absent
}

var (
	absent  = &net.DNSError{Err: "no such host", IsNotFound: true}
	exists  = []*net.MX{{Host: "mail.example."}}
	forever = func(ctx context.Context, _ string) ([]*net.MX, error) { <-ctx.Done(); return nil, ctx.Err() }
)

func TestDomainRemembers(t *testing.T) {
	clock := time.Unix(0, 0)
	for _, c := range []struct {
		name    string
		records []*net.MX
		err     error
		want    lookup.Outcome
	}{{"yes", exists, nil, lookup.Yes}, {"no", nil, absent, lookup.No}} {
		t.Run(c.name, func(t *testing.T) {
			r := &fake{mx: func(context.Context, string) ([]*net.MX, error) { return c.records, c.err }}
			l := lookup.DNS{Resolver: r, TTL: time.Minute, Clock: func() time.Time { return clock }}.Domain("email.domain")
			ask := func(email string, asked int32) {
				t.Helper()
				got, err := outcome(t, context.Background(), l, email)
				require.NoError(t, err)
				assert.Equal(t, c.want, got)
				assert.Equal(t, asked, r.asked.Load())
			}
			ask("x@a.example", 1)
			ask("y@A.Example", 1)
			clock = clock.Add(time.Minute - 1)
			ask("x@a.example", 1)
			clock = clock.Add(1)
			ask("x@a.example", 2)
			ask("x@a.example", 2)
		})
	}
}

func TestDomainForgets(t *testing.T) {
	r := &fake{mx: func(context.Context, string) ([]*net.MX, error) { return exists, nil }}
	l := lookup.DNS{Resolver: r, Size: 2}.Domain("email.domain")
	for i, email := range []string{"x@a.example", "x@b.example", "x@a.example", "x@c.example", "x@a.example", "x@b.example"} {
		_, err := outcome(t, context.Background(), l, email)
		require.NoError(t, err)
		assert.EqualValues(t, []int{1, 2, 2, 3, 3, 4}[i], r.asked.Load(), "the domain used last but one is forgotten")
	}

	t.Run("errors at once", func(t *testing.T) {
		down := true
		r := &fake{mx: func(context.Context, string) ([]*net.MX, error) {
			if down {
				return nil, errors.New("down")
			}
			return exists, nil
		}}
		l := lookup.Domain("email.domain", r)
		got, err := outcome(t, context.Background(), l, "x@a.example")
		assert.Equal(t, lookup.Unknown, got)
		assert.Error(t, err)
		down = false
		got, err = outcome(t, context.Background(), l, "x@a.example")
		assert.Equal(t, lookup.Yes, got)
		assert.NoError(t, err)
	})
}

func TestDomainIsAskedOnce(t *testing.T) {
	before := runtime.NumGoroutine()
	asked, release := make(chan struct{}), make(chan struct{})
	r := &fake{mx: func(ctx context.Context, _ string) ([]*net.MX, error) {
		close(asked)
		<-release
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		return exists, nil
	}}
	l := lookup.Domain("email.domain", r)

	// The first to ask is cancelled, and takes nobody along.
	ctx, cancel := context.WithCancel(context.Background())
	var first sync.WaitGroup
	first.Go(func() {
		_, err := outcome(t, ctx, l, "x@a.example")
		assert.ErrorIs(t, err, context.Canceled)
	})
	<-asked
	var others sync.WaitGroup
	for range 50 {
		others.Go(func() {
			got, err := outcome(t, context.Background(), l, "x@a.example")
			assert.NoError(t, err)
			assert.Equal(t, lookup.Yes, got)
		})
	}
	cancel()
	first.Wait()
	close(release)
	others.Wait()
	assert.EqualValues(t, 1, r.asked.Load())
	assertGone(t, before)
}

func TestDomainWithinTime(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("of its own", func(t *testing.T) {
		l := lookup.DNS{Resolver: &fake{mx: forever}, Timeout: time.Millisecond}.Domain("email.domain")
		_, err := outcome(t, context.Background(), l, "x@a.example")
		assert.ErrorIs(t, err, context.DeadlineExceeded)
	})
	t.Run("of the context", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		l := lookup.DNS{Resolver: &fake{mx: forever}, Timeout: 100 * time.Millisecond}.Domain("email.domain")
		_, err := outcome(t, ctx, l, "x@a.example")
		assert.ErrorIs(t, err, context.DeadlineExceeded)
	})
	t.Run("that is over", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		r := &fake{mx: forever}
		_, err := outcome(t, ctx, lookup.Domain("email.domain", r), "x@a.example")
		assert.ErrorIs(t, err, context.Canceled)
		assert.Zero(t, r.asked.Load())
	})
	assertGone(t, before)
}

func TestDomainPanicsInCheck(t *testing.T) {
	r := &fake{mx: func(context.Context, string) ([]*net.MX, error) { panic("resolver") }}
	l := lookup.Domain("email.domain", r)
	for range 2 {
		assert.PanicsWithValue(t, "resolver", func() {
			larsverp.Register.With(l).Check(context.Background(), signup("x@a.example"))
		})
	}
}

// assertGone holds that soon there are no more goroutines than before.
func assertGone(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		require.True(t, time.Now().Before(end), "goroutines are left")
	}
}

func TestDomainOfAnotherMember(t *testing.T) {
	s := dnstest.Serve(t, inDNS)
	l := lookup.DNS{Resolver: s.Resolver(), Member: "email"}.Domain("validated")
	e := larsverp.Validation.With(l)
	require.NoError(t, e.Err())
	for email, status := range map[string]int{"x@mx.example": 201, "x@nowhere.example": 409} {
		report, err := e.Check(context.Background(), fmt.Appendf(nil, `{"email":%q,"token":1}`, email))
		require.NoError(t, err)
		assert.Equal(t, status, report.Status())
	}
}

func TestDomainWithoutAddress(t *testing.T) {
	r := &fake{mx: func(context.Context, string) ([]*net.MX, error) { return exists, nil }}
	for _, c := range []struct {
		member string
		want   lookup.Outcome
	}{{"insertion", lookup.Yes}, {"first_name", lookup.No}} { // absent; no address
		got, err := outcome(t, context.Background(), lookup.DNS{Resolver: r, Member: c.member}.Domain("email.domain"), "x@a.example")
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
	assert.Zero(t, r.asked.Load())
}

func TestWrongDNS(t *testing.T) {
	r := new(net.Resolver)
	for _, c := range []struct {
		dns  lookup.DNS
		want string
	}{
		{lookup.DNS{}, "option email.domain: has no Resolver"},
		{lookup.DNS{Resolver: r, Timeout: -1}, "option email.domain: the Timeout -1ns is negative"},
		{lookup.DNS{Resolver: r, TTL: -1}, "option email.domain: the TTL -1ns is negative"},
		{lookup.DNS{Resolver: r, Size: -1}, "option email.domain: the Size -1 is not positive"},
		{lookup.DNS{Resolver: r, Member: "emial"}, `option email.domain: the contract has no "emial", did you mean "email"?`},
	} {
		assert.EqualError(t, larsverp.Register.With(c.dns.Domain("email.domain")).Err(), "passant: larsverp/register: "+c.want)
	}
}
