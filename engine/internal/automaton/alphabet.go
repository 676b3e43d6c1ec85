package automaton

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"sort"
	"unicode"
	"unicode/utf8"
)

// A node is what remains to be read of a rune of some class.
type node uint32

const (
	fail node = iota // the rune is not of the class
	done             // it is, and nothing remains
)

// Edges give the node that follows on each byte.
type edges [256]node

// An alphabet holds the nodes of a program. Equal nodes are one node, whatever classes they come from.
//
// Sequences that valid UTF-8 does not contain (overlong, surrogates, beyond U+10FFFF) are read as the nearest rune
// that it does: any verdict will do for them, and this one leaves the fewest nodes.
type alphabet struct {
	edges []edges // by node
	index map[edges]node
	roots map[string]node // by class
	any   [utf8.UTFMax]node
}

func newAlphabet() *alphabet {
	a := &alphabet{
		edges: make([]edges, done+1),
		index: map[edges]node{{}: fail},
		roots: map[string]node{},
	}
	a.any[0] = done
	for n := 1; n < utf8.UTFMax; n++ {
		var e edges
		for b := 0x80; b < 0xC0; b++ {
			e[b] = a.any[n-1]
		}
		a.any[n] = a.intern(e)
	}
	return a
}

func (a *alphabet) intern(e edges) node {
	n, ok := a.index[e]
	if !ok {
		n = node(len(a.edges))
		a.edges = append(a.edges, e)
		a.index[e] = n
	}
	return n
}

// root returns the node that reads a rune of class, a sorted list of first and last runes.
func (a *alphabet) root(class []rune) node {
	key := fmt.Sprint(class)
	n, ok := a.roots[key]
	if !ok {
		var e edges
		for b := range rune(len(e)) {
			switch {
			case b < 0x80:
				e[b] = a.rest(class, b, 0, 0)
			case b < 0xC0:
			case b < 0xE0:
				e[b] = a.rest(class, b&0x1F, 1, 0x80)
			case b < 0xF0:
				e[b] = a.rest(class, b&0x0F, 2, 0x800)
			case b < 0xF8:
				e[b] = a.rest(class, b&0x07, 3, 0x10000)
			}
		}
		n = a.intern(e)
		a.roots[key] = n
	}
	return n
}

// rest returns the node that reads the last n bytes of a rune of class, not below least, after its leading bits.
func (a *alphabet) rest(class []rune, lead rune, n int, least rune) node {
	first := nearest(lead<<(6*n), least)
	last := nearest((lead+1)<<(6*n)-1, least)
	i := 2 * sort.Search(len(class)/2, func(i int) bool { return class[2*i+1] >= first })
	switch {
	case i == len(class) || class[i] > last:
		return fail
	case class[i] <= first && class[i+1] >= last:
		return a.any[n]
	}
	var e edges
	for b := range rune(64) {
		e[0x80+b] = a.rest(class, lead<<6|b, n-1, least)
	}
	return a.intern(e)
}

func nearest(r, least rune) rune {
	if 0xD800 <= r && r < 0xE000 {
		return 0xD7FF
	}
	return min(max(r, least), unicode.MaxRune)
}

// classOf returns the runes that a rune instruction reads, as a sorted list of first and last runes.
func classOf(inst *syntax.Inst) []rune {
	switch {
	case inst.Op == syntax.InstRuneAny:
		return []rune{0, unicode.MaxRune}
	case inst.Op == syntax.InstRuneAnyNotNL:
		return []rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}
	case len(inst.Rune) != 1:
		return inst.Rune
	}
	r := inst.Rune[0]
	class := []rune{r, r}
	if syntax.Flags(inst.Arg)&syntax.FoldCase != 0 {
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			class = append(class, f, f)
		}
		slices.Sort(class)
	}
	return class
}
