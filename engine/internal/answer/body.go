package answer

import "github.com/passant-go/passant/engine/plan"

// AppendBody appends the answer that steps describe, for the errors among the findings; warnings are in no answer.
//
// A mark without a value that neither an optional member nor an alternative answers for is written as an empty string
// or the number 0, so that the body is JSON whatever was found.
func (f *Findings) AppendBody(dst []byte, steps []plan.Step, escape plan.Escape) []byte {
	w := writer{Findings: *f, dst: dst, escape: escape}
	var few [64]entry // as much as most answers need, on the stack
	all := w.all(few[:0])
	w.run(steps, all, all[len(all):], false)
	return w.dst
}

// run writes steps for s, with the memory of free. Where strict is set, it stops at a mark without a value and returns false.
func (w *writer) run(steps []plan.Step, s, free set, strict bool) bool {
	for i := range steps {
		if !w.step(&steps[i], s, free, strict) {
			return false
		}
	}
	return true
}

func (w *writer) step(step *plan.Step, s, free set, strict bool) bool {
	switch step.Op {
	case plan.Write:
		w.dst = append(w.dst, step.Text...)
	case plan.Comma:
		w.comma()
	case plan.Put:
		return w.put(step.Mark, s.first()) || !strict
	case plan.Group:
		rest := w.groups(step.Mark, step.Sorted, s, free)
		for free = rest[len(rest):]; len(rest) > 0; {
			group := rest.group()
			rest = rest[len(group):]
			w.comma()
			if !w.name(step.Mark, group.first()) && strict {
				return false
			}
			if !w.run(step.Body, group, free, strict) {
				return false
			}
		}
	case plan.Each:
		for i := range s {
			if !w.run(step.Body, s[i:i+1], free, strict) {
				return false
			}
		}
	case plan.Optional:
		start := len(w.dst)
		if step.Option > 0 && w.Options>>(step.Option-1)&1 == 0 {
			break
		}
		if !w.run(step.Body, s, free, true) || empty(w.dst[start:]) {
			w.dst = w.dst[:start]
		}
	case plan.Either:
		start := len(w.dst)
		if !w.run(step.Body, s, free, true) {
			w.dst = w.dst[:start]
			return w.run(step.Else, s, free, strict)
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
