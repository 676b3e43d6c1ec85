package main

import "fmt"

const (
	// sinks is the number of labels. A node below it is a sink: it leads to itself and its label is its number.
	sinks = 256

	// maxDepth bounds the patterns; deeper ones repeat without end.
	maxDepth = 40
)

// A node is a state of an automaton over the digits: where each digit leads, and what is true of a text that ends here.
type node struct {
	next  [10]uint16
	label uint8
}

// A graph holds the nodes of all automata. Equal nodes are one, so that equal ends are shared across the world.
type graph struct {
	nodes []node // from number sinks on
	ids   map[node]uint16
	err   error // the first one; what was built since is meaningless
}

func newGraph() *graph { return &graph{ids: map[node]uint16{}} }

// A state is one of a deterministic machine, before nodes are shared.
type state interface {
	key() string       // equal for equal states of one machine
	final() bool       // whether no further digit changes the label
	label() uint8      // for a text that ends here
	step(d rune) state // after one more digit
}

// build adds the automaton that begins at s and returns its first node.
func (g *graph) build(s state) uint16 {
	return g.visit(s, map[string]uint16{}, 0)
}

func (g *graph) visit(s state, seen map[string]uint16, depth int) uint16 {
	if s.final() {
		return uint16(s.label())
	}
	key := s.key()
	if id, ok := seen[key]; ok {
		return id
	}
	if depth == maxDepth {
		g.fail(fmt.Errorf("a pattern goes on beyond %d digits", maxDepth))
		return 0
	}
	n := node{label: s.label()}
	for d := range n.next {
		n.next[d] = g.visit(s.step('0'+rune(d)), seen, depth+1)
	}
	id := g.share(n)
	seen[key] = id
	return id
}

func (g *graph) share(n node) uint16 {
	if n == sink(n.label) {
		return uint16(n.label)
	}
	id, ok := g.ids[n]
	if !ok {
		id = uint16(sinks + len(g.nodes))
		if int(id) != sinks+len(g.nodes) {
			g.fail(fmt.Errorf("more than %d nodes", 1<<16-sinks))
		}
		g.nodes = append(g.nodes, n)
		g.ids[n] = id
	}
	return id
}

func sink(label uint8) node {
	n := node{label: label}
	for d := range n.next {
		n.next[d] = uint16(label)
	}
	return n
}

func (g *graph) fail(err error) {
	if g.err == nil {
		g.err = err
	}
}
