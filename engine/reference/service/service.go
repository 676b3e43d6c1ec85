// Package service answers the requests of the built-in endpoints as their providers document it. It checks them with package
// httpcheck, registers users in a store, and tells logs and metrics what happened, but nothing about the users.
package service

import (
	"cmp"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/outbox"
	"github.com/passant-go/passant/engine/reference/page"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/schemas"
)

// A Config is what a service is made of. From DNS on, zero values will do.
type Config struct {
	Store    *store.Store
	Outbox   *outbox.Outbox       // for codes and tokens
	Log      *slog.Logger         // gets a line for each request to an endpoint
	Metrics  *prometheus.Registry // of this service alone
	DNS      lookup.DNS           // without a Resolver, it is not asked whether the domain of an e-mail address exists
	Proxies  []netip.Prefix       // that are believed about https, as httpcheck.Options has it
	Public   *url.URL             // scheme and host where the service is found, for links; nil: where it listens
	Origins  []string             // web origins whose pages may call the endpoints from a browser, such as "http://localhost:5173"
	Patience time.Duration        // how long a request may wait, for the database, DNS and its turn; 0 stands for 10 seconds
	Clock    func() time.Time     // nil stands for time.Now
}

// A service is a Config with what is made of it.
type service struct {
	Config
	metrics   metrics
	passwords *hasher
	bodies    *bodies
	mux       *http.ServeMux
	beat      beat
}

// New makes the handler of all paths: those of the contracts, and
//
//	/               a page on which payloads can be checked
//	/a/send_code    has a pantel code sent to a telephone
//	/a/logout       ends a pantel session
//	/pankek/login   where the link leads that pankek answers with
//	/healthz        200 while the database and the outbox can be written, else 503
//	/metrics        for Prometheus
func New(c Config) (http.Handler, error) {
	if c.Clock == nil {
		c.Clock = time.Now
	}
	c.Patience = cmp.Or(c.Patience, 10*time.Second)
	s := &service{Config: c, passwords: newHasher(), bodies: newBodies(), mux: http.NewServeMux()}
	home, err := page.New(schemas.All())
	if err != nil {
		return nil, err
	}
	s.mux.Handle("/{$}", home)
	return headed(s.mux), errors.Join(s.observe(), s.pankek(), s.larsverp(), s.pantel(), s.digipay(), s.bitpub())
}
