package engine

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// A reader is where reading stands. In is the payload, or the JSON text that a string of it holds: offsets are into it, and
// what is found in such a text is found at the string. A text that has an escape, is joined or converted is made in the
// arena, which only grows until the payload is done; all others are parts of the payload.
type reader struct {
	in      []byte
	scan    scan.Scanner
	path    []step // to the container that is open, from the root
	arena   []byte
	nested  *nested // while in is the text of a string: that string, outer
	outer   nested
	extents map[uint32]extent // of containers of the text being read, by where they begin
	beyond  []*byte           // in the payload, where strings begin whose JSON text is beyond the limits: strings whenever they are read
}

// A step leads from a container to a value in it.
type step struct {
	name  []byte // a member's, as it was sent; nil: as the contract spells it
	index int    // 1 + that of an element, 0 for a field, anyMember or nameless for a member that is none
}

const (
	anyMember = -1
	nameless  = -2 // what stands in the place of its name is none
)

// A nested text is a string that is read as the JSON text it holds.
type nested struct {
	sent  value
	field *plan.Field
	to    step
	path  int // the length of the path to the string
}

// unescape is the text of a string that has escapes.
func (x *reader) unescape(raw []byte) []byte {
	n := len(x.arena)
	x.arena = scan.AppendUnescaped(x.arena, raw)
	return x.arena[n:len(x.arena):len(x.arena)]
}

// joined is the text of a header that was sent once or several times.
func (x *reader) joined(values []string) []byte {
	n := len(x.arena)
	for i, v := range values {
		if i > 0 {
			x.arena = append(x.arena, ", "...)
		}
		x.arena = append(x.arena, v...)
	}
	return x.arena[n:len(x.arena):len(x.arena)]
}

// place is where a finding about v is: inside JSON text of a string, at the string.
func (x *reader) place(v *value) (offset, length int) {
	if x.nested != nil {
		v = &x.nested.sent
	}
	return v.offset, v.length
}
