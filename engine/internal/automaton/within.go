package automaton

import "github.com/passant-go/passant/engine/plan"

// Within reports whether b accepts every text that a accepts.
func Within(a, b *plan.Automaton) bool {
	type pair struct{ a, b uint16 }
	first := pair{a.Start, b.Start}
	seen, next := map[pair]bool{first: true}, []pair{first}
	for len(next) > 0 {
		p := next[len(next)-1]
		next = next[:len(next)-1]
		if a.Accepts(p.a) && !b.Accepts(p.b) {
			return false
		}
		for c := range 256 {
			if q := (pair{a.Step(p.a, byte(c)), b.Step(p.b, byte(c))}); !seen[q] {
				seen[q] = true
				next = append(next, q)
			}
		}
	}
	return true
}
