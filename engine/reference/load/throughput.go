package main

import (
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// A rate is how the service did one kind of work.
type rate struct {
	kind string
	took []float64     // µs, by request
	in   time.Duration // all of them
}

// perSecond is how many requests were answered.
func (r rate) perSecond() float64 { return float64(len(r.took)) / r.in.Seconds() }

// measureThroughput has clients keep the reference service busy, as long with each kind of work.
func measureThroughput(ctx context.Context, database string, clients int, lasts time.Duration) (rates []rate, err error) {
	err = withService(ctx, database, func(address string) error {
		first, works, err := registrations()
		if err != nil {
			return err
		}
		if _, err = busy(ctx, address, 1, 0, first); err != nil {
			return err
		}
		for _, w := range works {
			r, err := busy(ctx, address, clients, lasts, w)
			if err != nil {
				return err
			}
			rates = append(rates, r)
		}
		return nil
	})
	return rates, err
}

// busy has clients send requests for as long, and each at least one.
func busy(ctx context.Context, address string, clients int, lasts time.Duration, w work) (rate, error) {
	took := make([][]float64, clients)
	group, ctx := errgroup.WithContext(ctx)
	began := time.Now()
	for i := range took {
		group.Go(func() error {
			c, err := dial(ctx, address)
			if err != nil {
				return err
			}
			defer c.close()
			for len(took[i]) == 0 || time.Since(began) < lasts {
				d, err := c.do(w.next())
				if err != nil {
					return err
				}
				took[i] = append(took[i], µs(d))
			}
			return nil
		})
	}
	err := group.Wait()
	return rate{w.kind, slices.Concat(took...), time.Since(began)}, err
}
