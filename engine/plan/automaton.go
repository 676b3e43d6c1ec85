package plan

// The rows of the two states that no further text changes. They have no transitions in [Automaton.Next].
const (
	AlwaysRow = 0xFFFE // every continuation is accepted
	NeverRow  = 0xFFFF // none is
)

// Automaton is a CUE pattern (`=~`: RE2 syntax, unanchored) as a deterministic automaton over the bytes of UTF-8.
// It is a comparable, immutable value, safe for concurrent use. The zero value is not an automaton.
//
// A state is known by its row: the index in Next of its transition on class 0.
type Automaton struct {
	Pattern string // as written in the contract
	Classes string // 256 bytes: the class of each byte
	Next    string // uint16, little endian: the row that follows, at row + class
	Start   uint16 // the row before the first byte
	Accept  uint16 // rows from here on accept at the end of the text, [NeverRow] excepted
}

// Match reports whether text contains a match of the pattern, as [regexp.Regexp.Match] does.
// The text must be valid UTF-8; on any other the verdict is unspecified.
// It allocates nothing, looks at each byte at most twice, and stops at the byte that settles the verdict.
// It is not inlined: its loop needs the registers.
//
//go:noinline
func (a *Automaton) Match(text []byte) bool {
	row, classes, next := a.Start, a.Classes, a.Next
	_ = classes[255]
	for n, end := uint(0), uint(len(text)); n < end; {
		class := classes[text[n]]
		i := 2 * (int(row) + int(class))
		if i+1 >= len(next) { // a row that nothing changes
			break
		}
		n++
		to := uint16(next[i]) | uint16(next[i+1])<<8
		if to == row { // and so for as long as the class lasts
			for n < end && classes[text[n]] == class {
				n++
			}
		}
		row = to
	}
	return a.Accepts(row)
}

// Step returns the row that follows row on the byte b.
func (a *Automaton) Step(row uint16, b byte) uint16 {
	if row >= AlwaysRow {
		return row
	}
	i := 2 * (int(row) + int(a.Classes[b]))
	return uint16(a.Next[i]) | uint16(a.Next[i+1])<<8
}

// Accepts reports whether a text that ends in row is accepted.
func (a *Automaton) Accepts(row uint16) bool {
	return row >= a.Accept && row != NeverRow
}
