package main

import (
	"fmt"
	"strings"

	"github.com/passant-go/passant/engine/bench"
)

// The cases that others are compared with.
const (
	valid   = "valid/passant"
	invalid = "invalid/passant"
	first   = "first/passant"
	ordered = "order schema/passant"
)

// peerComparisons compare every engine with the base, and with passant.
func peerComparisons(cases []bench.Case) [][2]string {
	all := [][2]string{{invalid, valid}, {first, valid}}
	for _, c := range cases {
		if c.Name == bench.Base || c.ID() == first {
			continue
		}
		all = append(all, [2]string{c.ID(), c.Group + "/" + bench.Base})
		if c.Name != "passant" {
			all = append(all, [2]string{c.ID(), c.Group + "/passant"})
		}
	}
	return all
}

// growthComparisons compare passant with the base on the same bytes, and what grew with what did not.
func growthComparisons(cases []bench.Case) [][2]string {
	all := [][2]string{
		{"order stable/passant", ordered},
		{"order random/passant", ordered},
		{"indented/passant", ordered},
		{"cores 1/passant", "cores 2/passant"},
		{"cores 1/" + bench.Base, "cores 2/" + bench.Base},
		between("fields", bench.FieldCounts),
		between("ascii", bench.ValueSizes),
		between("non-ascii", bench.ValueSizes),
	}
	for _, n := range bench.PlanCounts[1:] {
		all = append(all, [2]string{fmt.Sprint("plans/", n), fmt.Sprint("plans/", bench.PlanCounts[0])})
	}
	for _, c := range cases {
		if c.Group != "plans" && !strings.HasPrefix(c.Group, "cores") && c.Name != bench.Base {
			all = append(all, [2]string{c.ID(), c.Group + "/" + bench.Base})
		}
	}
	return all
}

// between are the cases of the greatest and the least size, between which one more is measured.
func between(kind string, sizes []int) [2]string {
	return [2]string{fmt.Sprintf("%s %d/passant", kind, sizes[len(sizes)-1]), fmt.Sprintf("%s %d/passant", kind, sizes[0])}
}
