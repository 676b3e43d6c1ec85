package automaton

import (
	"cmp"
	"encoding/binary"
	"regexp/syntax"
	"slices"
)

// A thread of the program has read part of a rune; the instruction at pc is next when node is done.
type thread struct {
	node node
	pc   uint32
}

// A set of threads is where the program may be after some text. All of them are inside a rune, or none is.
type set struct {
	threads []thread // sorted
	prev    rune     // stands for the rune before, as an assertion sees it
}

func (s set) between() bool { return s.threads[0].node == done }

func (s set) key() string {
	k := binary.AppendVarint(nil, int64(s.prev))
	for _, t := range s.threads {
		k = binary.AppendUvarint(k, uint64(t.node))
		k = binary.AppendUvarint(k, uint64(t.pc))
	}
	return string(k)
}

// outside stands for the rune before the start of the text and for the rune after its end.
const outside rune = -1

// A subset is a program under determinisation.
type subset struct {
	prog     *syntax.Prog
	alphabet *alphabet
	roots    []node         // by pc of a rune instruction
	asserts  syntax.EmptyOp // all assertions of the program
	sets     []set          // by state
	index    map[string]int
	seen     []bool // by pc; scratch of follow
	frontier []uint32
}

// determinise returns the table of prog, or false if that takes more than MaxStates.
func determinise(prog *syntax.Prog) (*table, bool) {
	d := &subset{
		prog:     prog,
		alphabet: newAlphabet(),
		roots:    make([]node, len(prog.Inst)),
		sets:     make([]set, other),
		index:    map[string]int{},
		seen:     make([]bool, len(prog.Inst)),
	}
	for pc := range prog.Inst {
		switch inst := &prog.Inst[pc]; inst.Op {
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			d.roots[pc] = d.alphabet.root(classOf(inst))
		case syntax.InstEmptyWidth:
			d.asserts |= syntax.EmptyOp(inst.Arg)
		}
	}
	classes, bytes := d.classes()
	t := &table{
		classes: classes,
		next:    [][]int{never: slices.Repeat([]int{never}, len(bytes)), always: slices.Repeat([]int{always}, len(bytes))},
		verdict: []verdict{never: free, always: accept},
	}
	t.start = d.state(set{threads: []thread{{done, uint32(prog.Start)}}, prev: outside})
	for s := other; s < len(d.sets); s++ {
		next := make([]int, len(bytes))
		for c, b := range bytes {
			next[c] = d.step(d.sets[s], b)
		}
		if len(d.sets) > MaxStates {
			return nil, false
		}
		t.next = append(t.next, next)
		t.verdict = append(t.verdict, d.verdict(d.sets[s]))
	}
	return t, true
}

// glimpse returns what the assertions of the program can tell of the byte b: a newline, part of a word, or neither.
func (d *subset) glimpse(b byte) rune {
	const line, word = syntax.EmptyBeginLine | syntax.EmptyEndLine, syntax.EmptyWordBoundary | syntax.EmptyNoWordBoundary
	switch {
	case d.asserts&line != 0 && b == '\n':
		return '\n'
	case d.asserts&word != 0 && syntax.IsWordChar(rune(b)):
		return 'w'
	}
	return ' '
}

// classes sorts bytes that no node and no assertion tells apart into classes, and returns a byte of each.
func (d *subset) classes() (classes [256]int, bytes []byte) {
	type part struct {
		class int
		to    rune
	}
	split := func(to func(b byte) rune) {
		parts := map[part]int{}
		bytes = bytes[:0]
		for b := range classes {
			p := part{classes[b], to(byte(b))}
			c, ok := parts[p]
			if !ok {
				c = len(bytes)
				parts[p] = c
				bytes = append(bytes, byte(b))
			}
			classes[b] = c
		}
	}
	split(d.glimpse)
	for _, e := range d.alphabet.edges {
		split(func(b byte) rune { return rune(e[b]) })
	}
	return classes, bytes
}

// state returns the state of s, which is a new one when s is.
func (d *subset) state(s set) int {
	if len(s.threads) == 0 {
		return never // the text is not UTF-8: the thread that skips runes never ends otherwise
	}
	k := s.key()
	n, ok := d.index[k]
	if !ok {
		n = len(d.sets)
		d.sets = append(d.sets, s)
		d.index[k] = n
	}
	return n
}

// step returns the state that follows s on the byte b.
func (d *subset) step(s set, b byte) int {
	var to set
	if s.between() {
		if d.follow(s, d.glimpse(b)) {
			return always
		}
		for _, pc := range d.frontier {
			to.add(d.alphabet.edges[d.roots[pc]][b], d.prog.Inst[pc].Out)
		}
	} else {
		for _, t := range s.threads {
			to.add(d.alphabet.edges[t.node][b], t.pc)
		}
	}
	slices.SortFunc(to.threads, func(x, y thread) int {
		return cmp.Or(cmp.Compare(x.node, y.node), cmp.Compare(x.pc, y.pc))
	})
	to.threads = slices.Compact(to.threads)
	to.prev = d.glimpse(b)
	return d.state(to)
}

func (s *set) add(n node, pc uint32) {
	if n != fail {
		s.threads = append(s.threads, thread{n, pc})
	}
}

// verdict returns what the end of the text makes of s.
func (d *subset) verdict(s set) verdict {
	switch {
	case !s.between():
		return free
	case d.follow(s, outside):
		return accept
	}
	return reject
}

// follow runs the threads of s up to the next rune and collects the rune instructions they reach in frontier.
// It reports whether one of them has matched.
func (d *subset) follow(s set, next rune) (match bool) {
	holds := syntax.EmptyOpContext(s.prev, next)
	clear(d.seen)
	d.frontier = d.frontier[:0]
	var run func(pc uint32)
	run = func(pc uint32) {
		if match || d.seen[pc] {
			return
		}
		d.seen[pc] = true
		switch inst := &d.prog.Inst[pc]; inst.Op {
		case syntax.InstMatch:
			match = true
		case syntax.InstFail:
		case syntax.InstAlt, syntax.InstAltMatch:
			run(inst.Out)
			run(inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			run(inst.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(inst.Arg)&^holds == 0 {
				run(inst.Out)
			}
		default:
			d.frontier = append(d.frontier, pc)
		}
	}
	for _, t := range s.threads {
		run(t.pc)
	}
	return match
}
