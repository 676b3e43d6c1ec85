package engine

import (
	"math"

	"github.com/passant-go/passant/engine/plan"
)

// A stride looks at texts no shorter than this.
const glanceLength = keyLength + 8

// A glance is what a stride needs to know of a field, and of its shortcut: as much as a cache line holds.
type glance struct {
	key      key
	length   uint8 // of the key
	required uint8 // 1 where the field is required
	ends     bool  // a string begins and ends with something to be seen
	empty    bool  // or it is empty, which is accepted
	text     bool  // no test is left to ask of it
	asked    bool  // the value may be asked for
	boolean  bool  // true and false are accepted

	least, span  uint32 // a string is of the right length that has least bytes, or up to span more
	floor, reach uint64 // integers from floor on, up to reach more
	small        uint64 // if not 0, only those from 0 to 63 whose bit it has
}

// glance is that of a field, where strings have up to limit bytes, which is less than 1<<31.
func (s *shortcut) glance(f *plan.Field, limit int) glance {
	g := glance{least: math.MaxUint32, floor: math.MaxUint64}
	g.key, g.length = keyOf(f.Name)
	if f.Required != nil {
		g.required = 1
	}
	g.ends = s.visible || s.trimmed || s.blank != nil
	least, most := int(s.least), min(int(s.most), limit)
	if g.ends {
		least = max(least, 1)
	}
	if s.kinds&plan.KindString != 0 && least <= most {
		g.least, g.span = uint32(least), uint32(most-least)
	}
	g.empty = s.empty
	g.asked = s.asked
	g.text = len(s.texts) == 0
	g.boolean = s.kinds&plan.KindBool != 0
	low := max(s.low, 0)
	if s.nonzero {
		low = max(low, 1)
	}
	if s.kinds&plan.KindInt != 0 && low <= s.high {
		g.floor, g.reach = uint64(low), uint64(s.high-low)
	}
	for i := range s.others {
		t := &s.others[i]
		g.boolean = g.boolean && t.on&plan.KindBool == 0
		switch {
		case t.on&plan.KindInt == 0:
		case t.op == oneOfSmall && g.small == 0 && t.small != 0:
			g.small = t.small
		default:
			g.floor, g.reach = math.MaxUint64, 0
		}
	}
	return g
}
