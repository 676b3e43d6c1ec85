package answer

import (
	"bytes"

	"github.com/passant-go/passant/engine/plan"
)

// A set is the violations that a step is run for, by the way in which they were chosen: of those in outer the first
// alone, or those that share its value of mark. The set without an outer one holds every error.
type set struct {
	outer *set
	mark  plan.Mark
	alone bool
	first int // index of the first violation, -1 in an empty set
}

// all is the set of every error.
func (f *Findings) all() set {
	for i := range f.List {
		if !f.List[i].Warning {
			return set{first: i}
		}
	}
	return set{first: -1}
}

func (w *writer) has(s *set, i int) bool {
	if w.List[i].Warning {
		return false
	}
	for ; s.outer != nil; s = s.outer {
		if s.alone {
			return i == s.first
		}
		if !w.same(s.mark, i, s.first) {
			return false
		}
	}
	return true
}

// group is the first violation of the group that follows the one of the violation last, or that comes first where last
// is negative; -1 where there is none.
func (w *writer) group(step *plan.Step, s *set, last int) int {
	next := -1
	for i := range w.List {
		switch {
		case !w.has(s, i):
		case step.Sorted:
			if (last < 0 || w.compare(step.Mark, last, i) < 0) && (next < 0 || w.compare(step.Mark, i, next) < 0) {
				next = i
			}
		case i > last && !w.seen(step.Mark, s, i):
			return i
		}
	}
	return next
}

// seen reports whether a violation of s before i has the value that i has.
func (w *writer) seen(m plan.Mark, s *set, i int) bool {
	for j := s.first; j < i; j++ {
		if w.has(s, j) && w.same(m, i, j) {
			return true
		}
	}
	return false
}

func (w *writer) same(m plan.Mark, i, j int) bool {
	if i == j {
		return true
	}
	a, b := w.List[i].Field, w.List[j].Field
	if m == plan.MarkField && a != nil && b != nil {
		return a == b || a.Path == b.Path
	}
	return w.compare(m, i, j) == 0
}

// compare orders two violations by their values, which it writes behind the body for as long as it takes.
func (w *writer) compare(m plan.Mark, i, j int) int {
	escape, start := w.escape, len(w.dst)
	w.escape = raw
	w.value(m, &w.List[i])
	middle := len(w.dst)
	w.value(m, &w.List[j])
	order := bytes.Compare(w.dst[start:middle], w.dst[middle:])
	w.escape, w.dst = escape, w.dst[:start]
	return order
}
