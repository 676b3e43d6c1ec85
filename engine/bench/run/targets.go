package main

import (
	"math"

	"github.com/passant-go/passant/engine/bench"
)

// A target is something to reach: a goal, and a gate where less is a failure.
type target struct {
	what       string
	unit       string
	measured   quartiles
	known      bool // it was measured
	goal, gate float64
	atLeast    bool // more is better
}

// reaches reports whether what was measured, bettered by a factor, reaches a limit.
func (t *target) reaches(limit, slack float64) bool {
	if t.atLeast {
		return t.measured.median*slack >= limit
	}
	return t.measured.median <= limit*slack
}

// none stands for a target without gate, or a gate without goal.
var none = math.NaN()

// passed reports whether every gate is passed that could be measured, all but for a factor.
func passed(targets []target, slack float64) bool {
	for _, t := range targets {
		if t.known && !math.IsNaN(t.gate) && !t.reaches(t.gate, slack) {
			return false
		}
	}
	return true
}

// targets compares what was measured with every goal and gate.
func (r *results) targets() []target {
	var all []target
	exact := func(what, unit string, n int, known bool, goal, gate float64) {
		v := float64(n)
		all = append(all, target{what, unit, quartiles{v, v, v}, known, goal, gate, false})
	}
	atMost := func(what, unit string, goal, gate float64) func(quartiles, bool) {
		return func(q quartiles, known bool) { all = append(all, target{what, unit, q, known, goal, gate, false}) }
	}
	atLeast := func(what string, goal, gate float64) func(quartiles, bool) {
		return func(q quartiles, known bool) { all = append(all, target{what, "×", q, known, goal, gate, true}) }
	}

	exact("valid payloads", "allocations", r.samples[valid].allocations, true, 0, 0)
	exact("failing payloads, answer rendered", "allocations", r.samples[invalid].allocations, true, 0, 0)
	instructions := r.samples[valid].instructions
	exact("valid payloads", "instructions", instructions, instructions > 0, 24_000, 40_000)
	atMost("valid payloads / encoding/json.Valid", "", 0.30, 0.50)(r.ratio(valid, "valid/"+bench.Base))
	atMost("failing, answer rendered / valid", "", 1.10, none)(r.ratio(invalid, valid))
	atMost("a byte more of ASCII", "ns", 0.4, none)(r.perByte("ascii"))
	atMost("a byte more of other text", "ns", 1.5, none)(r.perByte("non-ascii"))
	atMost("random / schema order of members", "", 1.3, none)(r.ratio("order random/passant", "order schema/passant"))
	atMost("10,000 plans / 5", "", 2.5, none)(r.ratio("plans/10000", "plans/5"))
	two, known := r.twoCores("passant")
	if free, _ := r.twoCores(bench.Base); free.median < 1.9 { // what shares nothing shows whether there are two
		known = false
	}
	atLeast("two cores / one", 1.9, none)(two, known)
	for _, peer := range []struct {
		name       string
		goal, gate float64
	}{
		{"validator", 20, 12}, {"protovalidate", 18, 10}, {"ozzo-validation", 30, 15}, {"santhosh-tekuri", 30, 20},
		{"CEL", 30, 20}, {"CUE", 200, 100}, {"ajv standalone", 5, 3},
	} {
		atLeast(peer.name+" / passant, valid", peer.goal, peer.gate)(r.ratio("valid/"+peer.name, valid))
	}
	return all
}

// perByte is what a byte more of a value costs.
func (r *results) perByte(kind string) (quartiles, bool) {
	ids := between(kind, bench.ValueSizes)
	return r.paired(ids[0], ids[1], each(r.longer(ids)))
}

// twoCores is what a second core adds.
func (r *results) twoCores(name string) (quartiles, bool) {
	return r.paired("cores 1/"+name, "cores 2/"+name, func(one, two float64) float64 { return 2 * one / two })
}
