package main

import (
	"encoding/binary"
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"
)

// A cut takes a prefix from a number: its first end digits give way to the literal
// and those of its digits that the pattern's group keeps, [from, to). The zero cut takes nothing.
type cut struct {
	literal       string
	from, to, end int
}

// A cutter holds the cuts of all prefixes. A label is an index in it; the first is the zero cut.
type cutter struct{ cuts []cut }

func (c *cutter) label(x cut) uint8 {
	i := slices.Index(c.cuts, x)
	if i < 0 {
		i = len(c.cuts)
		c.cuts = append(c.cuts, x)
	}
	return uint8(i)
}

// A prefix is the state of finding a pattern at the start of a text, with Perl's choice among several matches.
// Positions are counted from the start, so that the groups of a match are known with the state.
type prefix struct {
	rule    *prefixRule
	depth   int
	threads []thread // by priority, each before an instruction
	best    []int    // the groups of the best match that lies behind, or nil
}

type prefixRule struct {
	prog   *syntax.Prog
	cutter *cutter
	groups int    // of the pattern
	text   string // of the replacement, before its group
	group  int    // that the replacement keeps, or 0 where there is no replacement
}

type thread struct {
	pc     uint32
	groups []int // start and end of each group, -1 where it has none
}

// prefix returns the start for a pattern and the rule that transforms what it matches, which may be empty.
func (g *graph) prefix(c *cutter, pattern, transform string) *prefix {
	prog, err := compile(pattern)
	if err != nil {
		g.fail(fmt.Errorf("%q: %w", pattern, err))
		return nil
	}
	for _, in := range prog.Inst {
		if in.Op == syntax.InstEmptyWidth && syntax.EmptyOp(in.Arg) != syntax.EmptyEndText {
			g.fail(fmt.Errorf("%q: an assertion other than $", pattern))
			return nil
		}
	}
	rule := &prefixRule{prog: prog, cutter: c, groups: prog.NumCap/2 - 1}
	if transform != "" {
		text, group, ok := strings.Cut(transform, "$")
		if !ok || len(group) != 1 || group[0] < '1' || group[0] > '9' || int(group[0]-'0') > rule.groups {
			g.fail(fmt.Errorf("%q: the transformation %q", pattern, transform))
			return nil
		}
		rule.text, rule.group = text, int(group[0]-'0')
	}
	none := slices.Repeat([]int{-1}, prog.NumCap)
	return &prefix{rule: rule, threads: []thread{{uint32(prog.Start), none}}}
}

// follow goes on from the threads to those that read a rune, and returns the groups of the best match so far.
func (s *prefix) follow(atEnd bool) (threads []thread, best []int) {
	best = s.best
	seen := make(map[uint32]bool)
	var visit func(pc uint32, groups []int) (matched bool)
	visit = func(pc uint32, groups []int) bool {
		if seen[pc] {
			return false
		}
		seen[pc] = true
		switch in := &s.rule.prog.Inst[pc]; in.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			return visit(in.Out, groups) || visit(in.Arg, groups)
		case syntax.InstCapture:
			groups = slices.Clone(groups)
			groups[in.Arg] = s.depth
			return visit(in.Out, groups)
		case syntax.InstNop:
			return visit(in.Out, groups)
		case syntax.InstEmptyWidth: // $, as prefix made sure
			return atEnd && visit(in.Out, groups)
		case syntax.InstMatch:
			best = slices.Clone(groups)
			best[1] = s.depth
			return true
		case syntax.InstFail:
			return false
		default:
			threads = append(threads, thread{pc, groups})
			return false
		}
	}
	for _, t := range s.threads {
		if visit(t.pc, t.groups) {
			break // what has less priority is of no account
		}
	}
	return threads, best
}

func (s *prefix) step(d rune) state {
	threads, best := s.follow(false)
	n := &prefix{rule: s.rule, depth: s.depth + 1, best: best}
	for _, t := range threads {
		if in := &s.rule.prog.Inst[t.pc]; in.MatchRune(d) {
			n.threads = append(n.threads, thread{in.Out, t.groups})
		}
	}
	return n
}

func (s *prefix) final() bool { return len(s.threads) == 0 }

func (s *prefix) label() uint8 {
	_, groups := s.follow(true)
	if groups == nil || groups[1] == 0 {
		return 0
	}
	x := cut{end: groups[1]}
	if r := s.rule; r.group > 0 && groups[2*r.groups] >= 0 {
		x.literal = r.text
		if from := groups[2*r.group]; from >= 0 {
			x.from, x.to = from, groups[2*r.group+1]
		}
	}
	return s.rule.cutter.label(x)
}

func (s *prefix) key() string {
	b := binary.AppendUvarint(nil, uint64(s.depth))
	numbers := func(list []int) {
		b = binary.AppendUvarint(b, uint64(len(list)))
		for _, x := range list {
			b = binary.AppendVarint(b, int64(x))
		}
	}
	numbers(s.best)
	for _, t := range s.threads {
		b = binary.AppendUvarint(b, uint64(t.pc))
		numbers(t.groups)
	}
	return string(b)
}
