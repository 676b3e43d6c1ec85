package engine

import (
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// Frames are the fields of the objects that are open, the root's first: slots has one of each, those of an object at the end
// once it is opened and gone once it is closed. Kept may be shorter than slots: it reaches to the last value that was stored.
type frames struct {
	slots []slot
	kept  []kept // their values, where anything may ask for them
}

// A slot is the state of a field in an open object.
type slot struct {
	seen    bool
	present bool // seen, and does not count as absent
	failed  bool // has a violation
	unlike  bool // is not to another as it is to be; failed tells it once all are compared
}

// A kept value is that of a field, once it was seen.
type kept struct {
	value
	name []byte // as it was sent; nil: as the contract spells it
}

// open makes slots for the fields of an object.
func (x *frames) open(o *plan.Object) {
	n := len(x.slots)
	x.slots = slices.Grow(x.slots, len(o.Fields))[:n+len(o.Fields)]
	clear(x.slots[n:])
}

// keeps is where the value of the field of a slot is kept.
func (x *frames) keeps(slot int) *kept {
	if slot >= len(x.kept) {
		x.kept = slices.Grow(x.kept, len(x.slots)-len(x.kept))[:len(x.slots)]
	}
	return &x.kept[slot]
}

// store keeps the value of the field of a slot, and its name as it was sent.
func (x *frames) store(slot int, v *value, name []byte) {
	k := x.keeps(slot)
	k.kind, k.text, k.count = v.kind, v.text, v.count // one by one: a copy of what was written a moment ago would wait for it
	k.offset, k.length, k.name = v.offset, v.length, name
}
