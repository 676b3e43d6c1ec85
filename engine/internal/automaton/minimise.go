package automaton

import "slices"

// A verdict is what the end of the text makes of a state.
type verdict uint8

const (
	free verdict = iota // valid UTF-8 does not end here
	reject
	accept
)

// The states every table has.
const (
	never  = iota // nothing that follows is accepted, or the text is not UTF-8
	always        // everything that follows is accepted
	other         // the first of the rest
)

// A table is a complete automaton, its states in the order in which texts reach them.
type table struct {
	classes [256]int  // of each byte
	next    [][]int   // by state and class
	verdict []verdict // by state
	start   int
}

// minimise returns the table in which states are one that no valid text tells apart.
func (t *table) minimise() *table {
	block := t.settled()
	t.refine(block)
	return t.quotient(block)
}

// refine splits blocks until the states of each lead to the same blocks: Hopcroft's algorithm. What follows a settled
// state is of no account.
func (t *table) refine(block []int) {
	members := map[int][]int{}
	from := make([][][]int, len(t.next[never])) // by class and state: the states that lead to it
	for c := range from {
		from[c] = make([][]int, len(block))
	}
	for s, b := range block {
		members[b] = append(members[b], s)
		if b > always {
			for c, to := range t.next[s] {
				from[c][to] = append(from[c][to], s)
			}
		}
	}
	queued := map[int]bool{}
	var queue []int
	push := func(b int) {
		queue = append(queue, b)
		queued[b] = true
	}
	for b := range members {
		push(b)
	}
	fresh := other + int(accept) + 1
	for len(queue) > 0 {
		b := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		queued[b] = false
		splitter := slices.Clone(members[b]) // which may itself be split
		for c := range from {
			hit := map[int][]int{} // by block: its states that lead into splitter
			for _, to := range splitter {
				for _, s := range from[c][to] {
					hit[block[s]] = append(hit[block[s]], s)
				}
			}
			for old, part := range hit {
				if len(part) == len(members[old]) {
					continue
				}
				for _, s := range part {
					block[s] = fresh
				}
				members[fresh] = part
				members[old] = slices.DeleteFunc(members[old], func(s int) bool { return block[s] == fresh })
				if queued[old] || len(part) <= len(members[old]) {
					push(fresh)
				} else {
					push(old)
				}
				fresh++
			}
		}
	}
}

// settled returns the first partition: the states that cannot accept, those that cannot reject, and the others by
// verdict.
func (t *table) settled() []int {
	accepts, rejects := t.reaching(accept), t.reaching(reject)
	block := make([]int, len(t.next))
	for s := range block {
		switch {
		case !accepts[s]:
			block[s] = never
		case !rejects[s]:
			block[s] = always
		default:
			block[s] = other + int(t.verdict[s])
		}
	}
	return block
}

// reaching tells the states from which some text leads to a state with the verdict v.
func (t *table) reaching(v verdict) []bool {
	reached := make([]bool, len(t.next))
	for s := range reached {
		reached[s] = t.verdict[s] == v
	}
	for grown := true; grown; {
		grown = false
		for s := len(reached) - 1; s >= 0; s-- {
			if !reached[s] && slices.ContainsFunc(t.next[s], func(to int) bool { return reached[to] }) {
				reached[s], grown = true, true
			}
		}
	}
	return reached
}

// quotient returns the table whose states are the blocks, in the order of their first states.
func (t *table) quotient(block []int) *table {
	q := &table{classes: t.classes}
	state := map[int]int{}
	var first []int
	for s, b := range block {
		if _, ok := state[b]; !ok {
			state[b] = len(first)
			first = append(first, s)
		}
	}
	for _, s := range first {
		next := make([]int, len(t.next[s]))
		for c, to := range t.next[s] {
			next[c] = state[block[to]]
		}
		q.next = append(q.next, next)
		q.verdict = append(q.verdict, t.verdict[s])
	}
	q.start = state[block[t.start]]
	return q
}
