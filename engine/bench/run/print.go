package main

import (
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"strings"
	"text/tabwriter"

	"github.com/passant-go/passant/engine/bench"
)

// where states the machine, the Go release and the build of encoding/json.
func (r *results) where() string {
	build := "encoding/json as Go builds it by default"
	if strings.Contains(runtime.Version(), "jsonv2") {
		build = "encoding/json built with GOEXPERIMENT=jsonv2"
	}
	s := fmt.Sprintf("%s, %d cores, %s/%s, %s, %s", processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH, runtime.Version(), build)
	if r.node != "" {
		s += ", Node.js " + r.node
	}
	return s
}

// processor is the name of the processor, where the system tells it.
func processor() string {
	info, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	_, rest, _ := strings.Cut(string(info), "model name\t: ")
	name, _, _ := strings.Cut(rest, "\n")
	return name
}

// print writes everything that was measured.
func (r *results) print(w io.Writer) {
	fmt.Fprintf(w, "go run ./run in engine/bench: %s\n", r.where())
	for _, what := range r.unable {
		fmt.Fprintln(w, "not measured:", what)
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "\ncase\tns\t/ "+bench.Base+"\tquartiles\tallocations\tinstructions\t\n")
	for _, id := range r.order {
		s := r.samples[id]
		q, ok := r.ratio(id, s.Group+"/"+bench.Base)
		ratio, spread := "1", ""
		if s.Name != bench.Base {
			ratio = ""
		}
		if ok {
			ratio, spread = fmt.Sprintf("%.2f", q.median), fmt.Sprintf("%.2f–%.2f", q.low, q.high)
		}
		allocations := ""
		if s.operation.Local {
			allocations = fmt.Sprint(s.allocations)
		}
		fmt.Fprintf(t, "%s\t%.0f\t%s\t%s\t%s\t%s\t\n", id, quartilesOf(s.ns).median, ratio, spread, allocations, instructed(s.instructions))
	}
	t.Flush()

	fmt.Fprint(t, "\nprogram\tMB\tms from start to end\tquartiles\t\n")
	for _, p := range r.programs {
		fmt.Fprintf(t, "%s\t%.1f\t%.1f\t%.1f–%.1f\t\n", p.name, float64(p.bytes)/1e6, p.start.median, p.start.low, p.start.high)
	}
	t.Flush()

	if free, ok := r.twoCores(bench.Base); ok {
		fmt.Fprintf(w, "\ntwo cores do %.2f × as much as one of %s (%.2f–%.2f)\n", free.median, bench.Base, free.low, free.high)
	}
	printTargets(w, r.targets())
}

// printTargets writes goals and gates beside what was measured.
func printTargets(w io.Writer, targets []target) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprint(t, "\ntarget\tmeasured\tquartiles\tgoal\t\tgate\t\n")
	for _, x := range targets {
		if !x.known {
			fmt.Fprintf(t, "%s\tnot measured\t\t%s\t\t%s\t\n", x.what, x.limit(x.goal), x.limit(x.gate))
			continue
		}
		fmt.Fprintf(t, "%s\t%s %s\t%s–%s\t%s\t%s\t%s\t%s\n", x.what, x.format(x.measured.median), x.unit, x.format(x.measured.low), x.format(x.measured.high),
			x.limit(x.goal), x.verdict(x.goal, "met", "missed"), x.limit(x.gate), x.verdict(x.gate, "passed", "FAILED"))
	}
	t.Flush()
}

func (x *target) verdict(limit float64, reached, not string) string {
	switch {
	case math.IsNaN(limit):
		return ""
	case x.reaches(limit, 1):
		return reached
	}
	return not
}

// limit writes a goal or a gate.
func (x *target) limit(limit float64) string {
	switch {
	case math.IsNaN(limit):
		return ""
	case x.atLeast:
		return "at least " + x.format(limit)
	}
	return "at most " + x.format(limit)
}

func (x *target) format(v float64) string {
	if v == math.Trunc(v) {
		return count(int(v))
	}
	return fmt.Sprintf("%.2f", v)
}

// count writes a number with commas.
func count(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// instructed writes a number of instructions, nothing where they were not counted.
func instructed(n int) string {
	if n == 0 {
		return ""
	}
	return count(n)
}
