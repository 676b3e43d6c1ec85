package mutate

import (
	"encoding/binary"
	"math/rand/v2"
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// A demand is a pattern that a text must match or, against its grain, must not.
type demand struct {
	pattern *plan.Automaton
	match   bool
}

// met reports whether a text that ends in row is as demanded; hopeless, that none which goes through row will be.
func (d demand) met(row uint16) bool { return d.pattern.Accepts(row) == d.match }

func (d demand) hopeless(row uint16) bool { return row >= plan.AlwaysRow && !d.met(row) }

// alphabet is what texts are made of: plain characters, then those that trip readers up.
var (
	plainCharacters = []rune("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	alphabet        = append(plainCharacters, []rune(" .,:;-_+@/'\"\\#~!?$%&()*<=>[]^`{|}\t\n\v\f\r\x00\x01\x1b\x7f"+
		"\u0085\u00a0\u00e9\u00df\u0130\u0301\u0660\u1680\u200b\u200d\u2028\u202e\u3000\u6f22\ufeff\ufffd\uffff\U0001f600\U0010ffff")...)
)

// A walk leads through the automata of its demands side by side, one character at a time. It learns from its ways.
type walk struct {
	rand    *rand.Rand
	demands []demand
	spice   int                 // in eight characters, so many are of the whole alphabet, if the demands allow
	dead    map[string]struct{} // rows and numbers of characters from which the demands cannot be met
}

// walk is the one with these demands, new or as it was left.
func (s *Source) walk(demands []demand) *walk {
	i := slices.IndexFunc(s.walks, func(w *walk) bool { return slices.Equal(w.demands, demands) })
	if i < 0 {
		i = len(s.walks)
		s.walks = append(s.walks, &walk{rand: s.rand, demands: demands, dead: map[string]struct{}{}})
	}
	w := s.walks[i]
	w.spice = pick(s.rand, []int{0, 1, 8})
	return w
}

// text is a text of n characters that meets the demands, if there is one.
func (w *walk) text(n int) (string, bool) {
	rows := make([]uint16, len(w.demands))
	for i, d := range w.demands {
		rows[i] = d.pattern.Start
	}
	characters := make([]rune, n)
	ok := w.fill(characters, rows)
	return string(characters), ok
}

func (w *walk) fill(rest []rune, rows []uint16) bool {
	if len(rest) == 0 {
		for i, d := range w.demands {
			if !d.met(rows[i]) {
				return false
			}
		}
		return true
	}
	key := binary.AppendUvarint(nil, uint64(len(rest)))
	for _, row := range rows {
		key = binary.LittleEndian.AppendUint16(key, row)
	}
	if _, dead := w.dead[string(key)]; dead {
		return false
	}
	wanted := plainCharacters
	if w.rand.IntN(8) < w.spice {
		wanted = alphabet
	}
	for _, from := range [][]rune{wanted, alphabet} {
		first := w.rand.IntN(len(from))
		for i := range from {
			rest[0] = from[(first+i)%len(from)]
			if next, ok := w.step(rows, rest[0]); ok && w.fill(rest[1:], next) {
				return true
			}
		}
	}
	w.dead[string(key)] = struct{}{}
	return false
}

// step is the rows after a character, unless one of them is hopeless.
func (w *walk) step(rows []uint16, c rune) ([]uint16, bool) {
	next := make([]uint16, len(rows))
	for i, d := range w.demands {
		row := rows[i]
		for _, b := range []byte(string(c)) {
			row = d.pattern.Step(row, b)
		}
		if d.hopeless(row) {
			return nil, false
		}
		next[i] = row
	}
	return next, true
}
