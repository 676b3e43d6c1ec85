package engine

import (
	"slices"

	"github.com/passant-go/passant/engine/internal/answer"
)

// wanted reports whether what is wrong with the field of a slot is of interest. The slots of the request come first.
func (x *run) wanted(slot int) bool { return slot >= len(x.only) || x.only[slot] }

// partial takes back what was found about the field of a slot since before, unless it is of interest.
func (x *run) partial(slot int, before *mark) {
	if !x.wanted(slot) {
		x.undo(*before)
	}
}

// keepFirst drops all but the first violation.
func (x *run) keepFirst() {
	isViolation := func(f answer.Finding) bool { return !f.Warning }
	first := x.found[slices.IndexFunc(x.found, isViolation)]
	x.truncated = x.truncated || len(x.found) > 1
	x.found = append(x.found[:0], first)
}
