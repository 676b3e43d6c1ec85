package engine

import ()

// wanted reports whether what is wrong with the field of a slot is of interest. The slots of the request come first.
func (x *evaluator) wanted(slot int) bool { return slot >= len(x.only) || x.only[slot] }

// partial takes back what was found about the field of a slot since before, unless it is of interest.
func (x *evaluator) partial(slot int, before *mark) {
	if !x.wanted(slot) {
		x.undo(*before)
	}
}
