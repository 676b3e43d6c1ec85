package main

import (
	"encoding/binary"
	"fmt"
	"regexp/syntax"
	"slices"
)

// compile reads a pattern of the metadata; the empty one matches the empty text only.
func compile(pattern string) (*syntax.Prog, error) {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil, err
	}
	return syntax.Compile(re.Simplify())
}

// A match is the state of matching a text from its start against a pattern without assertions or interest in groups.
type match struct {
	prog    *syntax.Prog
	at      []uint32 // the rune instructions to go on from, sorted
	matched bool     // the text up to here is a match
}

func (g *graph) match(pattern string) match {
	prog, err := compile(pattern)
	if err != nil {
		g.fail(fmt.Errorf("%q: %w", pattern, err))
		return match{}
	}
	for _, in := range prog.Inst {
		if in.Op == syntax.InstEmptyWidth {
			g.fail(fmt.Errorf("%q: an assertion in a description", pattern))
			return match{}
		}
	}
	return follow(prog, []uint32{uint32(prog.Start)})
}

func (m match) next(d rune) match {
	var at []uint32
	for _, pc := range m.at {
		if in := &m.prog.Inst[pc]; in.MatchRune(d) {
			at = append(at, in.Out)
		}
	}
	return follow(m.prog, at)
}

// follow goes on from the instructions to those that read a rune.
func follow(prog *syntax.Prog, from []uint32) match {
	m := match{prog: prog}
	seen := make(map[uint32]bool)
	var visit func(pc uint32)
	visit = func(pc uint32) {
		if seen[pc] {
			return
		}
		seen[pc] = true
		switch in := &prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			visit(in.Out)
			visit(in.Arg)
		case syntax.InstCapture, syntax.InstNop:
			visit(in.Out)
		case syntax.InstMatch:
			m.matched = true
		case syntax.InstFail:
		default:
			m.at = append(m.at, pc)
		}
	}
	for _, pc := range from {
		visit(pc)
	}
	slices.Sort(m.at)
	return m
}

func (m match) appendKey(b []byte) []byte {
	flag := uint64(0)
	if m.matched {
		flag = 1
	}
	b = binary.AppendUvarint(b, uint64(len(m.at))<<1|flag)
	for _, pc := range m.at {
		b = binary.AppendUvarint(b, uint64(pc))
	}
	return b
}

// A description is the automaton of whether a text matches a region's general description: label 1 or 0.
type description struct{ match }

func (s description) key() string       { return string(s.appendKey(nil)) }
func (s description) final() bool       { return len(s.at) == 0 && !s.matched }
func (s description) step(d rune) state { return description{s.next(d)} }

func (s description) label() uint8 {
	if s.matched {
		return 1
	}
	return 0
}
