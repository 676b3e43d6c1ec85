package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/bench"
)

// The budget has a line for each case of passant that is held to it, its ID and its instructions, after one with the Go
// release that they were counted under.
const (
	budgetFile = "budget.txt"
	slack      = 1.05

	slackOfRatios = 1.25 // on a processor that nobody measured
)

// budgeted lists the cases that are held to the budget.
func budgeted() (all []bench.Case) {
	for _, c := range bench.Cases() {
		if c.Name == "passant" && !strings.HasPrefix(c.Group, "cores") && c.ID() != first {
			all = append(all, c)
		}
	}
	return all
}

// writeBudget counts anew.
func writeBudget() error {
	var b strings.Builder
	fmt.Fprintln(&b, runtime.Version())
	for _, c := range budgeted() {
		n, err := counted(c)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "%s: %d\n", c.ID(), n)
	}
	return os.WriteFile(budgetFile, []byte(b.String()), 0o644)
}

// counted is the number of instructions of a case.
func counted(c bench.Case) (int, error) {
	operation, err := c.Prepare()
	if err != nil {
		return 0, err
	}
	const slice = 1e6
	n, err := calibrate(operation, slice)
	if err != nil {
		return 0, err
	}
	return instructions(c.ID(), slice/float64(n))
}

// checkBudget checks that passant allocates nothing and keeps within the budget; where that cannot be counted, that it
// passes the gates that are ratios.
func (o *options) checkBudget() error {
	var faults []error
	for _, c := range budgeted() {
		operation, err := c.Prepare()
		if err != nil {
			return err
		}
		n, err := calibrate(operation, 1e6)
		if err != nil {
			return err
		}
		a, err := allocations(operation, n)
		if err != nil {
			return err
		}
		if a > 0 {
			faults = append(faults, fmt.Errorf("%s: %d allocations", c.ID(), a))
		}
	}
	release, budget, err := readBudget()
	if err != nil {
		return err
	}
	if release != runtime.Version() {
		err = fmt.Errorf("%s is of %s, this is %s", budgetFile, release, runtime.Version())
	} else {
		_, err = instructions("valid/passant", 1e5)
	}
	if err != nil {
		fmt.Printf("instructions: not counted (%v); ratios instead\n", err)
		return errors.Join(append(faults, o.checkRatios())...)
	}
	for _, c := range budgeted() {
		n, err := counted(c)
		if err != nil {
			return err
		}
		limit, ok := budget[c.ID()]
		fmt.Printf("%-24s %10s of %10s\n", c.ID(), count(n), count(limit))
		if !ok || float64(n) > slack*float64(limit) {
			faults = append(faults, fmt.Errorf("%s: %s instructions, the budget is %s", c.ID(), count(n), count(limit)))
		}
	}
	return errors.Join(faults...)
}

func readBudget() (release string, budget map[string]int, err error) {
	text, err := os.ReadFile(budgetFile)
	if err != nil {
		return "", nil, err
	}
	release, rest, _ := strings.Cut(string(text), "\n")
	budget = map[string]int{}
	for line := range strings.Lines(rest) {
		id, n, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		if budget[id], err = strconv.Atoi(n); err != nil {
			return "", nil, fmt.Errorf("%s: %w", budgetFile, err)
		}
	}
	return release, budget, nil
}

// checkRatios measures the engines in Go and judges the gates.
func (o *options) checkRatios() error {
	peers, _ := split(bench.Cases())
	r := newResults()
	if err := r.measure(peers, peerComparisons(peers), o.rounds, o.slice, true); err != nil {
		return err
	}
	targets := r.targets()
	printTargets(os.Stdout, targets)
	if !passed(targets, slackOfRatios) {
		return errGate
	}
	return nil
}
