package main

import (
	"fmt"
	"strings"

	"github.com/passant-go/passant/engine/bench"
)

// A cost is a figure of two cases: of their times, and of their instructions.
type cost struct {
	what   string
	ids    [2]string
	figure func(more, less float64) float64
}

// costs is the model of what a payload costs, as Markdown.
func (r *results) costs() (string, error) {
	set, err := bench.ValidSet()
	if err != nil {
		return "", err
	}
	few, many := bench.FieldCounts[0], bench.FieldCounts[len(bench.FieldCounts)-1]
	member := each(many - few)
	fields, ascii, other := between("fields", bench.FieldCounts), between("ascii", bench.ValueSizes), between("non-ascii", bench.ValueSizes)
	one := fmt.Sprintf("one of the five valid payloads, %d members and %d bytes in the mean", set.Members()/len(set), set.Len()/len(set))
	var b strings.Builder
	b.WriteString("| cost | time | instructions |\n|---|---|---|\n")
	for _, c := range []cost{
		{"a payload", fields, func(wide, narrow float64) float64 { return narrow - float64(few)*member(wide, narrow) }},
		{"a member", fields, member},
		{"a byte more of a value, ASCII", ascii, each(r.longer(ascii))},
		{"a byte more of a value, other text", other, each(r.longer(other))},
		{"a violation, with its part of the answer", [2]string{invalid, valid}, each(bench.Faults * len(set))},
		{"a member in random order, more", [2]string{"order random/passant", ordered}, each(set.Members())},
		{"a member that is indented, more", [2]string{"indented/passant", ordered}, each(set.Members())},
		{"the first payload of an endpoint, more", [2]string{first, valid}, each(len(set))},
		{one, [2]string{valid, "valid/" + bench.Base}, func(valid, _ float64) float64 { return valid / float64(len(set)) }},
	} {
		instructions := ""
		if more, less := r.samples[c.ids[0]].instructions, r.samples[c.ids[1]].instructions; more > 0 && less > 0 {
			instructions = short(c.figure(float64(more), float64(less)))
		}
		q, _ := r.paired(c.ids[0], c.ids[1], c.figure)
		fmt.Fprintf(&b, "| %s | %s | %s |\n", c.what, q.short(" ns"), instructions)
	}
	n := bench.PlanCounts[len(bench.PlanCounts)-1]
	q, _ := r.ratio(fmt.Sprint("plans/", n), fmt.Sprint("plans/", bench.PlanCounts[0]))
	fmt.Fprintf(&b, "| any of that where %s contracts are used in turn | × %s |  |\n", count(n), q.short(""))
	fmt.Fprintf(&b, "| memory of an endpoint once it was used, beside the contract | %.1f KB |  |\n", float64(r.memory)/1e3)
	return b.String(), nil
}

// each is the figure of one, where there are n more.
func each(n int) func(more, less float64) float64 {
	return func(more, less float64) float64 { return (more - less) / float64(n) }
}

// longer is how many more bytes a case has than another; 0 where they are not measured.
func (r *results) longer(ids [2]string) int {
	long, short := r.samples[ids[0]], r.samples[ids[1]]
	if long == nil || short == nil {
		return 0
	}
	return long.operation.Bytes - short.operation.Bytes
}
