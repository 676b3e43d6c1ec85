package automaton

import "github.com/passant-go/passant/engine/plan"

// Includes reports whether outer accepts every valid UTF-8 text that inner accepts.
// It takes time in proportion to the product of their rows.
func Includes(outer, inner *plan.Automaton) bool {
	type position struct {
		outer, inner uint16
		owed         int // continuation bytes that end the rune
	}
	begin := position{outer.Start, inner.Start, 0}
	seen := map[position]bool{begin: true}
	bytes := distinct(outer, inner)
	for todo := []position{begin}; len(todo) > 0; {
		at := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if at.owed == 0 && inner.Accepts(at.inner) && !outer.Accepts(at.outer) {
			return false
		}
		for _, b := range bytes {
			owed, ok := continuation(at.owed, b)
			if !ok {
				continue
			}
			to := position{outer.Step(at.outer, b), inner.Step(at.inner, b), owed}
			if to.outer == plan.AlwaysRow || to.inner == plan.NeverRow || seen[to] {
				continue
			}
			seen[to] = true
			todo = append(todo, to)
		}
	}
	return true
}

// distinct returns a byte of each kind that the automata and UTF-8 tell apart.
func distinct(outer, inner *plan.Automaton) []byte {
	type kind struct {
		outer, inner byte
		length       int
	}
	var bytes []byte
	seen := map[kind]bool{}
	for b := range 256 {
		k := kind{outer.Classes[b], inner.Classes[b], b >> 3}
		if !seen[k] {
			seen[k] = true
			bytes = append(bytes, byte(b))
		}
	}
	return bytes
}

// continuation returns how many continuation bytes are owed after b, and false if b is out of place. As in [alphabet],
// sequences too long for their rune count as that rune.
func continuation(owed int, b byte) (int, bool) {
	switch {
	case owed > 0:
		return owed - 1, 0x80 <= b && b < 0xC0
	case b < 0x80:
		return 0, true
	case b < 0xC0:
		return 0, false
	case b < 0xE0:
		return 1, true
	case b < 0xF0:
		return 2, true
	}
	return 3, b < 0xF8
}
