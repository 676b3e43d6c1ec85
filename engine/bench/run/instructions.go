package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

// count counts the instructions of every case of this process that does not grow, and of passant in all.
func (r *results) count() error {
	for _, id := range r.order {
		s := r.samples[id]
		if !s.operation.Local || s.Name != "passant" && s.Group != "valid" && s.Group != "invalid" {
			continue
		}
		n, err := instructions(id, quartilesOf(s.ns).median)
		if err != nil {
			return err
		}
		s.instructions = n
	}
	return nil
}

// instructions are those of an operation that takes about ns: the difference of two runs of this program, one of which
// does it so much more often that nothing else tells.
func instructions(id string, ns float64) (int, error) {
	n := max(1, int(float64(200*time.Millisecond)/ns))
	few, err := watched(id, n)
	if err != nil {
		return 0, err
	}
	many, err := watched(id, 4*n)
	if err != nil {
		return 0, err
	}
	return (many - few) / (3 * n), nil
}

// watched counts the instructions of a run of this program that does the case n times.
func watched(id string, n int) (int, error) {
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	cmd := exec.Command("perf", "stat", "-x", ",", "-e", "instructions:u", self, "-loop", id, "-n", strconv.Itoa(n))
	var report bytes.Buffer
	cmd.Stderr = &report
	if err := cmd.Run(); err != nil {
		return 0, fmt.Errorf("perf: %w: %s", err, strings.TrimSpace(report.String()))
	}
	for line := range strings.Lines(report.String()) {
		if count, rest, _ := strings.Cut(line, ","); strings.Contains(rest, "instructions") {
			return strconv.Atoi(count)
		}
	}
	return 0, errors.New("perf does not count them here")
}
