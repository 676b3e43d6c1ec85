package httpcheck

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/typed"
)

// Options are what a service may choose about a Checker. The zero value is the default of everything.
type Options struct {
	// Lookups are asked as [engine.Endpoint.With] has it.
	Lookups []engine.Lookup

	// Pass names those of Lookups that let a request pass where they cannot tell. Every other refuses it then: the error
	// is answered with 503. Once the request's context is done, none lets anything pass.
	Pass []string

	// Proxies are the networks of the proxies that are believed when they say, with the header Forwarded (RFC 7239) or
	// X-Forwarded-Proto, whether the client came over https. Forwarded is followed back as long as such proxies speak; of
	// X-Forwarded-Proto the last value counts, which the nearest proxy wrote. Where both are sent, both must say https, for
	// a proxy may pass on what the client wrote into the other. What any other sender says is ignored. A Unix socket is
	// 127.0.0.1; who else is connected is what RemoteAddr says, which must be left as the server sets it.
	Proxies []netip.Prefix

	// Struct makes the struct that Middleware decodes a payload into, which must be one of the endpoint; nil: none.
	Struct func() typed.Struct

	// Fault is told what stood in the way of a verdict: of lookups that could not tell, those that let pass included, a
	// *engine.LookupError each, or several joined; of a body, a *BodyError. It is called by several goroutines at once.
	Fault func(context.Context, error)
}

// stateful makes the endpoint with its lookups. Its errors join those of type *engine.OptionError.
func (o *Options) stateful(e *engine.Endpoint) (*engine.Stateful, error) {
	var errs []error
	fault := func(option, problem string) {
		errs = append(errs, &engine.OptionError{Endpoint: e.Name(), Option: option, Problem: problem})
	}
	lookups := slices.Clone(o.Lookups)
	for _, name := range o.Pass {
		i := slices.IndexFunc(lookups, func(l engine.Lookup) bool { return l.Name == name })
		if i < 0 {
			fault("Pass", fmt.Sprintf("there is no lookup %q among Lookups", name))
		} else if lookups[i].Ask != nil {
			lookups[i] = o.passing(e, lookups[i])
		}
	}
	for _, p := range o.Proxies {
		if !p.IsValid() || p.Addr().Is4In6() {
			fault("Proxies", fmt.Sprintf("%s is no network; write one of IPv4 as such", p))
		}
	}
	s := e.With(lookups...)
	return s, errors.Join(append(errs, s.Err())...)
}

// passing is l, but says yes where it cannot tell.
func (o *Options) passing(e *engine.Endpoint, l engine.Lookup) engine.Lookup {
	ask := l.Ask
	l.Ask = func(ctx context.Context, in engine.Values) (engine.Outcome, error) {
		outcome, err := ask(ctx, in)
		if err == nil && outcome != engine.Yes && outcome != engine.No {
			err = errors.New("its outcome is unknown")
		}
		if err == nil || ctx.Err() != nil {
			return outcome, err
		}
		o.fault(ctx, &engine.LookupError{Endpoint: e.Name(), Lookup: l.Name, Err: err})
		return engine.Yes, nil
	}
	return l
}

func (o *Options) fault(ctx context.Context, err error) {
	if o.Fault != nil {
		o.Fault(ctx, err)
	}
}
