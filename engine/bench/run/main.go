// Run measures passant beside its peers and the floors, in one run that anyone can repeat, and judges its goals and gates:
//
//	cd engine/bench && go run ./run
//
// It interleaves rounds and compares within a round only: a ratio is a median over the rounds, with its quartiles. It
// counts instructions where perf does, and measures the engines of Node.js where npm can install them. With -write it
// writes the tables of the README and of engine/docs/speed.md, and the picture. A missed gate makes its status 1.
//
// With -check it is quick and measures passant alone: allocations always, instructions within 5 % of budget.txt where
// perf counts them and the Go release is that of the file, and otherwise the gates that are ratios, of which another processor
// may miss a quarter. -budget writes the file.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"time"

	"github.com/passant-go/passant/engine/bench"
)

func main() {
	log.SetFlags(0)
	var o options
	flag.IntVar(&o.rounds, "rounds", 60, "how many `rounds` to measure")
	flag.DurationVar(&o.slice, "slice", 5*time.Millisecond, "how `long` a case takes at a time; ten times that, in a third of the rounds, where it makes garbage")
	flag.BoolVar(&o.write, "write", false, "write the tables and the picture of the documentation")
	flag.BoolVar(&o.check, "check", false, "check allocations and the budget of instructions")
	flag.BoolVar(&o.budget, "budget", false, "write the budget of instructions")
	flag.StringVar(&o.loop, "loop", "", "do nothing but the `case`, -n times")
	flag.IntVar(&o.n, "n", 1, "how `often` to do it")
	flag.Parse()
	if err := o.run(); err != nil {
		log.Fatal(err)
	}
}

type options struct {
	rounds               int
	slice                time.Duration
	write, check, budget bool
	loop                 string
	n                    int
}

var errGate = errors.New("a gate is not passed")

func (o *options) run() error {
	switch {
	case o.loop != "":
		return loop(o.loop, o.n)
	case o.budget:
		return writeBudget()
	case o.check:
		return o.checkBudget()
	}
	r, err := o.measure()
	if err != nil {
		return err
	}
	r.print(os.Stdout)
	if o.write {
		if err := r.write(); err != nil {
			return err
		}
	}
	if !passed(r.targets(), 1) {
		return errGate
	}
	return nil
}

// loop does one case, for perf to watch.
func loop(id string, n int) error {
	c, err := bench.Find(id)
	if err != nil {
		return err
	}
	operation, err := c.Prepare()
	if err != nil {
		return err
	}
	_, err = operation.Time(n)
	return err
}

// measure is the whole run.
func (o *options) measure() (*results, error) {
	r := newResults()
	node, err := bench.StartNode()
	if err != nil {
		r.skip("the engines of Node.js", err)
	} else {
		defer node.Close()
		r.node = node.Version
	}
	unproven, err := r.prove(node)
	if err != nil {
		return nil, err
	}
	cases := bench.Cases()
	if node != nil {
		cases = append(cases, node.Cases()...)
	}
	peers, growth := split(slices.DeleteFunc(cases, func(c bench.Case) bool { return unproven[c.Name] }))
	// What allocates is measured apart: its collections would empty the pools of the plans that grow.
	if err := r.measure(peers, peerComparisons(peers), o.rounds, o.slice, true); err != nil {
		return nil, err
	}
	if err := r.measure(growth, growthComparisons(growth), o.rounds, o.slice, false); err != nil {
		return nil, err
	}
	if err := r.count(); err != nil {
		r.skip("instructions", err)
	}
	if r.memory, err = bench.EndpointMemory(); err != nil {
		return nil, err
	}
	return r, r.weigh()
}

// prove has every engine show its verdicts on the hold, and tells those that are not right. Node may be nil.
func (r *results) prove(node *bench.Node) (unproven map[string]bool, err error) {
	hold, err := bench.Hold()
	if err != nil {
		return nil, err
	}
	unproven = map[string]bool{}
	prove := func(name string, differs []bench.Trait, judge func(bench.Payload) bool) {
		judged, err := bench.Prove(hold, differs, judge)
		if err != nil {
			r.skip(name, err)
			unproven[name] = true
			return
		}
		fmt.Printf("%s: %d of %d verdicts; by design it differs in %q\n", name, judged, len(hold), differs)
	}
	for _, m := range bench.Makers() {
		e, err := m.New()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.Name, err)
		}
		prove(m.Name, e.Differs(), func(p bench.Payload) bool { return e.Valid(p.Endpoint, p.Body) })
	}
	if node == nil {
		return unproven, nil
	}
	for _, e := range bench.NodeEngines() {
		var fault error
		prove(e.Name, e.Differs, func(p bench.Payload) bool {
			valid, err := node.Valid(e.Name, p.Endpoint, p.Body)
			fault = errors.Join(fault, err)
			return valid
		})
		if fault != nil {
			return nil, fault
		}
	}
	return unproven, nil
}

// split parts what makes garbage, or is compared with what does, from the cases of growth.
func split(cases []bench.Case) (peers, growth []bench.Case) {
	for _, c := range cases {
		if c.Group == "valid" || c.Group == "invalid" || c.ID() == first {
			peers = append(peers, c)
		} else {
			growth = append(growth, c)
		}
	}
	return peers, growth
}
