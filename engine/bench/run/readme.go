package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/passant-go/passant/engine/bench"
)

// tables are those of the README, as Markdown.
func (r *results) tables() string {
	var b strings.Builder
	b.WriteString("| five payloads | valid, time | failing, with the answer | instructions | allocations | program | start |\n|---|---|---|---|---|---|---|\n")
	for _, name := range r.engines() {
		valid := r.samples["valid/"+name]
		allocations := ""
		if valid.operation.Local {
			allocations = count(valid.allocations)
		}
		size, start := "", ""
		for _, p := range r.programs {
			if p.name == name {
				size, start = fmt.Sprintf("%.1f MB", float64(p.bytes)/1e6), fmt.Sprintf("%.1f ms", p.start.median)
			}
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", bold(name), r.cell("valid", name), r.cell("invalid", name), instructed(valid.instructions), allocations, size, start)
	}
	b.WriteString("\n| passant, time | |\n|---|---|\n")
	for _, g := range []struct {
		what, kind string
		sizes      []int
	}{
		{"fields", "fields", bench.FieldCounts},
		{"bytes of a value, ASCII", "ascii", bench.ValueSizes},
		{"bytes of a value, other text", "non-ascii", bench.ValueSizes},
	} {
		var sizes, ratios []string
		for _, n := range g.sizes {
			q, _ := r.ratio(fmt.Sprint(g.kind, " ", n, "/passant"), fmt.Sprint(g.kind, " ", n, "/", bench.Base))
			sizes, ratios = append(sizes, count(n)), append(ratios, short(q.median))
		}
		fmt.Fprintf(&b, "| %s: %s | %s |\n", g.what, strings.Join(sizes, " · "), strings.Join(ratios, " · "))
	}
	for _, g := range []struct{ what, group string }{
		{"members in another order, always the same", "order stable"}, {"in random order", "order random"},
		{"indented", "indented"}, {"1 MB of lines", "ndjson"},
	} {
		fmt.Fprintf(&b, "| %s | %s |\n", g.what, r.cell(g.group, "passant"))
	}
	var plans, ratios []string
	for _, n := range bench.PlanCounts[1:] {
		q, _ := r.ratio(fmt.Sprint("plans/", n), fmt.Sprint("plans/", bench.PlanCounts[0]))
		plans, ratios = append(plans, count(n)), append(ratios, short(q.median))
	}
	fmt.Fprintf(&b, "| %s contracts in turn, as a multiple of five | %s |\n", strings.Join(plans, " · "), strings.Join(ratios, " · "))
	return b.String()
}

// engines are the names of what judges or reads the valid payloads, those that judge last.
func (r *results) engines() (names []string) {
	for _, id := range r.order {
		if group, name, _ := strings.Cut(id, "/"); group == "valid" {
			names = append(names, name)
		}
	}
	return names
}

// cell is the time of a case as a multiple of the base's.
func (r *results) cell(group, name string) string {
	if name == bench.Base {
		return "1"
	}
	q, ok := r.ratio(group+"/"+name, group+"/"+bench.Base)
	if !ok {
		return ""
	}
	return q.short("")
}

// short writes a median of a unit between its quartiles.
func (q quartiles) short(unit string) string {
	return fmt.Sprintf("%s%s (%s–%s)", short(q.median), unit, short(q.low), short(q.high))
}

// short writes a number with three digits, or all that are before the point.
func short(v float64) string {
	switch {
	case v < 10:
		return fmt.Sprintf("%.2f", v)
	case v < 100:
		return fmt.Sprintf("%.1f", v)
	}
	return count(int(math.Round(v)))
}

func bold(name string) string {
	if name == "passant" {
		return "**passant**"
	}
	return name
}
