package answer

import "github.com/passant-go/passant/engine/plan"

// AppendBody appends the answer that steps describe, for the errors among the findings; warnings are in no answer.
//
// A mark without a value that neither an optional member nor an alternative answers for is written as an empty string
// or the number 0, so that the body is JSON whatever was found.
func (f *Findings) AppendBody(dst []byte, steps []plan.Step, escape plan.Escape) []byte {
	w := writer{Findings: *f, dst: dst, escape: escape}
	all := f.all()
	w.run(steps, &all, false)
	return w.dst
}

// run writes steps for s. Where strict is set, it stops at a mark without a value and returns false.
func (w *writer) run(steps []plan.Step, s *set, strict bool) bool {
	for i := range steps {
		if !w.step(&steps[i], s, strict) {
			return false
		}
	}
	return true
}

// part writes steps for a part of a set. It is kept out of the loops of its callers, where a set would be moved to the heap.
//
//go:noinline
func (w *writer) part(steps []plan.Step, s set, strict bool) bool {
	return w.run(steps, &s, strict)
}

func (w *writer) step(step *plan.Step, s *set, strict bool) bool {
	switch step.Op {
	case plan.Write:
		w.dst = append(w.dst, step.Text...)
	case plan.Comma:
		w.comma()
	case plan.Put:
		return w.put(step.Mark, s.first) || !strict
	case plan.Group:
		for i := w.group(step, s, -1); i >= 0; i = w.group(step, s, i) {
			w.comma()
			if !w.name(step.Mark, i) && strict {
				return false
			}
			if !w.part(step.Body, set{outer: s, mark: step.Mark, first: i}, strict) {
				return false
			}
		}
	case plan.Each:
		for i := range w.List {
			if w.has(s, i) && !w.part(step.Body, set{outer: s, alone: true, first: i}, strict) {
				return false
			}
		}
	case plan.Optional:
		start := len(w.dst)
		if step.Option > 0 && w.Options>>(step.Option-1)&1 == 0 {
			break
		}
		if !w.run(step.Body, s, true) || empty(w.dst[start:]) {
			w.dst = w.dst[:start]
		}
	case plan.Either:
		start := len(w.dst)
		if !w.run(step.Body, s, true) {
			w.dst = w.dst[:start]
			return w.run(step.Else, s, strict)
		}
	}
	return true
}

// comma writes a comma, unless nothing precedes it in its object or list.
func (w *writer) comma() {
	if last := w.dst[len(w.dst)-1]; last != '{' && last != '[' {
		w.dst = append(w.dst, ',')
	}
}

// empty reports whether a member has an empty object or list for its value.
func empty(member []byte) bool {
	if len(member) < 3 {
		return len(member) == 0
	}
	switch string(member[len(member)-3:]) {
	case ":{}", ":[]":
		return true
	}
	return false
}
