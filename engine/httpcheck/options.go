package httpcheck

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/typed"
)

// Options are what a service may choose about a Checker. The zero value is the default of everything.
type Options struct {
	// Lookups are asked as [engine.Endpoint.With] has it. Where one cannot tell, the request is refused, with 503; lookup.Open
	// makes of one that lets it pass.
	Lookups []engine.Lookup

	// Proxies are the networks of the proxies that are believed when they say, with the header Forwarded (RFC 7239) or
	// X-Forwarded-Proto, whether the client came over https. Forwarded is followed back as long as such proxies speak; of
	// X-Forwarded-Proto the last value counts, which the nearest proxy wrote. Where both are sent, both must say https, for
	// a proxy may pass on what the client wrote into the other. What any other sender says is ignored. A Unix socket is
	// 127.0.0.1; who else is connected is what RemoteAddr says, which must be left as the server sets it.
	Proxies []netip.Prefix

	// Struct makes the struct that Middleware decodes a payload into, which must be one of the endpoint; nil: none.
	Struct func() typed.Struct

	// Fault is told what stood in the way of a verdict: of lookups that could not tell, a *engine.LookupError, or several joined; of
	// a body, a *BodyError; of a context that was done while a body was judged, a *engine.ContextError. It is called by several goroutines at once.
	Fault func(context.Context, error)
}

// asking makes the endpoint with its lookups. Its errors join those of type *engine.OptionError.
func (o *Options) asking(e *engine.Endpoint) (*engine.LookupEndpoint, error) {
	var errs []error
	fault := func(option, problem string) {
		errs = append(errs, &engine.OptionError{Endpoint: e.Name(), Option: option, Problem: problem})
	}
	for _, p := range o.Proxies {
		if !p.IsValid() || p.Addr().Is4In6() {
			fault("Proxies", fmt.Sprintf("%s is no network; write one of IPv4 as such", p))
		}
	}
	s := e.With(o.Lookups...)
	return s, errors.Join(append(errs, s.Err())...)
}

func (o *Options) fault(ctx context.Context, err error) {
	if o.Fault != nil {
		o.Fault(ctx, err)
	}
}
