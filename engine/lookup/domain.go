package lookup

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/rules"
)

// A Resolver asks DNS. *net.Resolver is one; with PreferGo it tells a failure from an absence on every system.
//
// It is called by several goroutines at once. A *net.DNSError that has IsNotFound says that there are no such records,
// any other error that it could not tell.
type Resolver interface {
	LookupMX(ctx context.Context, name string) ([]*net.MX, error)
	LookupNetIP(ctx context.Context, network, host string) ([]netip.Addr, error)
}

// Domain makes the lookup of [DNS.Domain] with the defaults of [DNS].
func Domain(name string, r Resolver) engine.Lookup { return DNS{Resolver: r}.Domain(name) }

// A DNS makes lookups in DNS. All but the Resolver have defaults, which 0 stands for.
type DNS struct {
	Resolver Resolver
	Member   string           // has the address; by default the one that the lookup's name is about: email of "email.domain"
	Timeout  time.Duration    // of all questions about a domain, within the context's deadline; 3 seconds by default
	TTL      time.Duration    // how long a Yes or No is remembered; 10 minutes by default
	Size     int              // how many domains are remembered, those asked for last; 10,000 by default
	Clock    func() time.Time // for the TTL; time.Now by default
}

const (
	defaultTimeout = 3 * time.Second
	defaultTTL     = 10 * time.Minute
	defaultSize    = 10_000
)

// Domain makes a lookup that asks whether the domain of an e-mail address takes mail, by RFC 5321 §5.1: whether it has
// an MX record, else an A or AAAA record. A null MX (RFC 7505) is a No, as is a domain without any of these.
// The domain is that of [rules.MailDomain], as an absolute name. Yes is the answer also where the member is absent, No
// where it is no address.
//
// Several requests for one domain share one question, which goes on within its Timeout when a request is cancelled.
// The error is an *Error; errors are not remembered. No goroutine outlives the question.
func (d DNS) Domain(name string) engine.Lookup {
	d.Member = cmp.Or(d.Member, subject(name))
	d.Timeout = cmp.Or(d.Timeout, defaultTimeout)
	d.TTL = cmp.Or(d.TTL, defaultTTL)
	d.Size = cmp.Or(d.Size, defaultSize)
	if d.Clock == nil {
		d.Clock = time.Now
	}
	l := engine.Lookup{Name: name, Members: []string{d.Member}}
	switch {
	case d.Resolver == nil:
		l.Err = errors.New("has no Resolver")
	case d.Timeout < 0:
		l.Err = fmt.Errorf("the Timeout %v is negative", d.Timeout)
	case d.TTL < 0:
		l.Err = fmt.Errorf("the TTL %v is negative", d.TTL)
	}
	known, err := lru.New[string, verdict](d.Size)
	if err != nil {
		l.Err = errors.Join(l.Err, fmt.Errorf("the Size %d is not positive", d.Size))
	}
	if l.Err == nil {
		l.Ask = (&domains{DNS: d, known: known}).ask
	}
	return l
}

// domains are the domains that were asked for.
type domains struct {
	DNS
	known *lru.Cache[string, verdict]
	group singleflight.Group
}

type verdict struct {
	outcome Outcome
	until   time.Time
}

func (d *domains) ask(ctx context.Context, in Values) (Outcome, error) {
	if !in.Has(d.Member) {
		return Yes, nil
	}
	domain, reason := rules.MailDomain([]byte(in.Text(d.Member)))
	if reason != "" {
		return No, nil
	}
	if outcome, ok := d.recall(domain); ok {
		return outcome, nil
	}
	outcome, err := d.share(ctx, domain)
	if err != nil {
		return Unknown, &Error{"DNS", err}
	}
	return outcome, nil
}

func (d *domains) recall(domain string) (Outcome, bool) {
	v, ok := d.known.Get(domain)
	return v.outcome, ok && d.Clock().Before(v.until)
}

// share asks once for all that want to know at the same time.
func (d *domains) share(ctx context.Context, domain string) (Outcome, error) {
	if err := ctx.Err(); err != nil {
		return Unknown, err
	}
	type panicked struct{ value any }
	answer := d.group.DoChan(domain, func() (result any, err error) {
		defer func() {
			if p := recover(); p != nil { // it would end the program: this goroutine is the group's
				result = panicked{p}
			}
		}()
		if outcome, ok := d.recall(domain); ok { // told meanwhile
			return outcome, nil
		}
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), d.Timeout) // not this caller's alone
		defer cancel()
		outcome, err := takesMail(ctx, d.Resolver, domain+".")
		if err == nil {
			d.known.Add(domain, verdict{outcome, d.Clock().Add(d.TTL)})
		}
		return outcome, err
	})
	select {
	case <-ctx.Done():
		return Unknown, ctx.Err()
	case a := <-answer:
		if p, ok := a.Val.(panicked); ok { // where the caller can recover it
			panic(p.value)
		}
		outcome, _ := a.Val.(Outcome)
		return outcome, a.Err
	}
}

func takesMail(ctx context.Context, r Resolver, name string) (Outcome, error) {
	exchanges, err := r.LookupMX(ctx, name)
	switch {
	case slices.ContainsFunc(exchanges, func(mx *net.MX) bool { return isHost(mx.Host) }):
		return Yes, nil
	case hasImpossibleNames(err): // and no others; an address does not count where there is an exchange (RFC 5321 §5.1)
		return No, nil
	case failed(err):
		return Unknown, err
	case len(exchanges) > 0:
		return No, nil
	}
	var failure error
	for _, network := range []string{"ip4", "ip6"} { // asked for both at once, net.Resolver may take a failure of one for an absence
		addresses, err := r.LookupNetIP(ctx, network, name)
		if len(addresses) > 0 {
			return Yes, nil
		}
		if failed(err) {
			failure = errors.Join(failure, err)
		}
	}
	if failure != nil {
		return Unknown, failure
	}
	return No, nil
}

// failed reports whether err says anything but that there are no such records.
func failed(err error) bool {
	var dns *net.DNSError
	return err != nil && !(errors.As(err, &dns) && dns.IsNotFound)
}

// isHost reports whether mail may be taken to an exchange: not to the root, with which a domain says that it takes none (RFC 7505),
// not to the sender's own host and to what never exists (RFC 6761 §6.3, §6.4), and not to a number, which no top-level domain is.
func isHost(exchange string) bool {
	labels := strings.Split(strings.TrimSuffix(exchange, "."), ".")
	switch last := strings.ToLower(labels[len(labels)-1]); last {
	case "", "localhost", "invalid":
		return false
	default:
		return strings.Trim(last, "0123456789") != ""
	}
}

// hasImpossibleNames reports whether a Resolver such as net.Resolver left out records whose names no host can have. Package net
// says so by a text alone.
func hasImpossibleNames(err error) bool {
	var dns *net.DNSError
	return errors.As(err, &dns) && dns.Err == "DNS response contained records which contain invalid names"
}
