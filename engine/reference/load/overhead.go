package main

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"time"

	"github.com/passant-go/passant/engine/httpcheck"
)

// The ways in which a handler may take a request. All read the body to its end, and answer 204.
const (
	discards  = iota // keeps nothing: the least that can be done
	reads            // into memory, up to a limit, as one would without validation
	validates        // by httpcheck, which puts the body back besides
	ways
)

// A block is as many requests of one kind, one after the other. Drift of the machine is longer than a block.
const block = 16

// A cost is how long a request takes: in µs, by way, the median of each block. Blocks at the same place were sent together.
type cost [ways][]float64

// An overhead is the costs of samples.
type overhead struct {
	samples []sample
	costs   []cost
}

// measureOverhead has a client send blocks for as long, and each kind of block at least once.
func measureOverhead(ctx context.Context, lasts time.Duration) (overhead, error) {
	all, err := samples()
	if err != nil {
		return overhead{}, err
	}
	mux := http.NewServeMux()
	requests := make([][ways]request, len(all))
	for i, s := range all {
		handlers, err := handlersOf(s)
		if err != nil {
			return overhead{}, err
		}
		for way, h := range handlers {
			path := "/" + strconv.Itoa(i) + "/" + strconv.Itoa(way)
			mux.Handle(path, h)
			requests[i][way] = s.to(path, http.StatusNoContent)
		}
	}
	o := overhead{all, make([]cost, len(all))}
	return o, onLoopback(ctx, mux, func(address string) error {
		c, err := dial(ctx, address)
		if err != nil {
			return err
		}
		defer c.close()
		end := time.Now().Add(lasts)
		for round := 0; round == 0 || time.Now().Before(end); round++ {
			if err := o.round(c, round, requests); err != nil {
				return err
			}
		}
		return nil
	})
}

// round sends a block of each kind. It begins with another way each time.
func (o overhead) round(c *client, round int, requests [][ways]request) error {
	for i := range requests {
		for k := range ways {
			way := (k + round) % ways
			median, err := c.block(requests[i][way])
			if err != nil {
				return err
			}
			o.costs[i][way] = append(o.costs[i][way], median)
		}
	}
	return nil
}

// handlersOf are those for a sample, by way.
func handlersOf(s sample) ([ways]http.Handler, error) {
	check, err := httpcheck.New(s.endpoint, httpcheck.Options{})
	if err != nil {
		return [ways]http.Handler{}, err
	}
	limit := int64(s.endpoint.Limits().Body)
	answer := func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) }
	after := func(read func(http.ResponseWriter, *http.Request) error) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if read(w, r) != nil {
				w.WriteHeader(http.StatusBadRequest)
				return
			}
			answer(w, r)
		})
	}
	return [ways]http.Handler{
		discards: after(func(_ http.ResponseWriter, r *http.Request) error {
			_, err := io.Copy(io.Discard, r.Body)
			return err
		}),
		reads: after(func(w http.ResponseWriter, r *http.Request) error {
			_, err := io.ReadAll(http.MaxBytesReader(w, r.Body, limit))
			return err
		}),
		validates: check.Middleware(http.HandlerFunc(answer)),
	}, nil
}

// block sends a request as often as a block is long, and returns the median.
func (c *client) block(r request) (median float64, err error) {
	var took [block]float64
	for i := range took {
		d, err := c.do(r)
		if err != nil {
			return 0, err
		}
		took[i] = µs(d)
	}
	return quantile(took[:], 0.5), nil
}

// total is the cost of all samples.
func (o overhead) total() (all cost) {
	for _, c := range o.costs {
		for way := range all {
			all[way] = append(all[way], c[way]...)
		}
	}
	return all
}

func (c cost) median(way int) float64 { return quantile(c[way], 0.5) }

// less is what validation costs, compared with a way.
func (c cost) less(way int) estimate { return estimated(differences(c[validates], c[way])) }
