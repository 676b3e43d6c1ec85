package phone

//go:generate go run ./internal/generate

// The table, in table_gen.go, is a forest of automata over ASCII digits that share their nodes,
// and what the regions need besides.
//
// A node is a state: transitions holds where each of the ten digits leads, labels what is said of a text that ends here.
// The numbers below sinks stand for states that lead to themselves on every digit: each is its own label.

// step returns where a digit leads from a node that is no sink.
func step(at uint16, digit byte) uint16 {
	const first = 10*sinks + '0'
	return transitions[10*uint(at)+uint(digit)-first]
}

// walk goes on from a node over digits.
func walk[T string | []byte](at uint16, digits T) uint16 {
	for i := 0; i < len(digits) && at >= sinks; i++ {
		at = step(at, digits[i])
	}
	return at
}

func label(at uint16) uint8 {
	if at < sinks {
		return uint8(at)
	}
	return labels[at-sinks]
}

// A plan is the numbering plan of a calling code.
type plan struct {
	verdict uint16 // the automaton of national significant numbers: valid or not, and the region, counted from 1, or 0
	first   uint16 // of its regions, the main one
	regions uint8
}

func (p *plan) main() *region { return &regions[p.first] }

// A region has its own rules for reading numbers without a calling code.
type region struct {
	name          string
	code          uint16
	international uint16 // the automaton of cuts that take the prefix of a number abroad
	national      uint16 // the automaton of cuts that take the prefix of a number in the region
	general       uint16 // the automaton of the general description: 1 for what matches it, 0 for the rest
	possible      uint32 // the lengths of numbers, as bits
	local         uint32 // the lengths of those dialled within their areas
}

// find returns the region of the name, or nil.
func find(name string) *region {
	if len(name) == 2 && name[0]-'A' < 26 && name[1]-'A' < 26 {
		if i := regionOf[name[0]-'A'][name[1]-'A']; i > 0 {
			return &regions[i-1]
		}
	}
	return nil
}

// length judges a count of digits.
func (r *region) length(n int) Reason {
	bit := uint32(1) << n
	switch {
	case r.local&bit != 0:
		return LocalOnly
	case r.possible&bit != 0:
		return 0
	case r.possible&(bit-1) == 0:
		return TooShort
	case r.possible>>n == 0:
		return TooLong
	}
	return InvalidLength
}

// prefix returns the cut that takes the national prefix, or the first of the cuts.
// A number of the general description remains one.
func (r *region) prefix(digits []byte) *cut {
	c := &cuts[label(walk(r.national, digits))]
	if c.end > 0 && r.describes(digits, &cuts[0]) && !r.describes(digits, c) {
		return &cuts[0]
	}
	return c
}

// describes reports whether the digits, after the cut, match the general description of the region's numbers.
func (r *region) describes(digits []byte, after *cut) bool {
	at := walk(r.general, after.literal)
	at = walk(at, digits[after.from:after.to])
	return label(walk(at, digits[after.end:])) == 1
}
