package main

import (
	"fmt"
	"math"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"github.com/passant-go/passant/engine/bench"
)

// Results are what was measured.
type results struct {
	samples     map[string]*sample         // by the IDs of cases
	order       []string                   // of the IDs
	comparisons map[[2]string][][2]float64 // nanoseconds of two cases, one right after the other, by round
	programs    []program
	memory      int      // of an endpoint in use, in bytes
	node        string   // the version of Node.js; "" where there is none
	unable      []string // what could not be measured, and why
}

// A sample is what is known of a case.
type sample struct {
	bench.Case
	operation    bench.Operation
	times        int       // how often it is done at once
	ns           []float64 // of an operation, whenever it was measured
	allocations  int       // of an operation
	instructions int       // of an operation; 0 where they are not counted
}

func newResults() *results {
	return &results{samples: map[string]*sample{}, comparisons: map[[2]string][][2]float64{}}
}

// skip tells of what cannot be measured, or is not: the engines whose verdicts are not right.
func (r *results) skip(what string, err error) {
	r.unable = append(r.unable, what+": "+err.Error())
}

// measure does the two cases of every comparison one right after the other, so that what else the machine does falls on
// both, and all comparisons once a round. Where cases make garbage they take longer, so that each bears the collections that
// it causes, and what one leaves is collected before the next begins.
func (r *results) measure(cases []bench.Case, comparisons [][2]string, rounds int, slice time.Duration, garbage bool) error {
	if garbage {
		rounds, slice = max(1, rounds/3), 10*slice
	}
	for _, c := range cases {
		if err := r.add(c, slice); err != nil {
			return fmt.Errorf("%s: %w", c.ID(), err)
		}
	}
	runtime.GC()
	for range rounds {
		for _, ids := range comparisons {
			var ns [2]float64
			for i, id := range ids {
				s := r.samples[id]
				if garbage {
					runtime.GC()
					if _, err := s.operation.Time(1); err != nil { // which fills its pools again
						return fmt.Errorf("%s: %w", id, err)
					}
				}
				took, err := s.operation.Time(s.times)
				if err != nil {
					return fmt.Errorf("%s: %w", id, err)
				}
				ns[i] = float64(took) / float64(s.times)
				s.ns = append(s.ns, ns[i])
			}
			r.comparisons[ids] = append(r.comparisons[ids], ns)
		}
	}
	return nil
}

// add prepares a case and counts its allocations.
func (r *results) add(c bench.Case, slice time.Duration) (err error) {
	s := &sample{Case: c}
	r.samples[c.ID()] = s
	r.order = append(r.order, c.ID())
	if s.operation, err = c.Prepare(); err != nil {
		return err
	}
	if s.times, err = calibrate(s.operation, slice); err == nil && s.operation.Local {
		s.allocations, err = allocations(s.operation, s.times)
	}
	return err
}

// calibrate is how often an operation can be done in about the time, once it is warm.
func calibrate(o bench.Operation, slice time.Duration) (int, error) {
	n := 1
	for start := time.Now(); time.Since(start) < o.Warm+20*slice; n *= 2 {
		if _, err := o.Time(n); err != nil {
			return 0, err
		}
	}
	n = max(1, n/32)
	least := time.Duration(math.MaxInt64) // whatever else the machine does
	for range 10 {
		took, err := o.Time(n)
		if err != nil {
			return 0, err
		}
		least = min(least, took)
	}
	return max(1, int(float64(n)*float64(slice)/float64(least))), nil
}

// allocations are those of an operation that was done before, whatever a collection and the runtime do beside it.
func allocations(o bench.Operation, n int) (int, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for start := time.Now(); time.Since(start) < 200*time.Millisecond; { // until no pool is empty
		if _, err := o.Time(n); err != nil {
			return 0, err
		}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := o.Time(n)
	runtime.ReadMemStats(&after)
	return int(after.Mallocs-before.Mallocs) / n, err
}

// A quartiles is a median between its quartiles.
type quartiles struct{ low, median, high float64 }

func quartilesOf(values []float64) quartiles {
	if len(values) == 0 {
		return quartiles{}
	}
	s := slices.Sorted(slices.Values(values))
	at := func(part int) float64 { return s[(len(s)-1)*part/4] }
	return quartiles{at(1), at(2), at(3)}
}

// paired is a figure of the times of two cases over all rounds; ok is false where they were not measured.
func (r *results) paired(id, to string, figure func(ns, other float64) float64) (q quartiles, ok bool) {
	var values []float64
	for _, ns := range r.comparisons[[2]string{id, to}] {
		values = append(values, figure(ns[0], ns[1]))
	}
	return quartilesOf(values), len(values) > 0
}

// ratio is that of the times of two cases.
func (r *results) ratio(id, to string) (quartiles, bool) {
	return r.paired(id, to, func(ns, other float64) float64 { return ns / other })
}
