package answer

import (
	"bytes"
	"cmp"
	"slices"

	"github.com/passant-go/passant/engine/plan"
)

// A set is the errors that a step is run for, in contract order.
type set []entry

// An entry is an error by its index, and the first of its group by its own.
type entry struct{ group, index int32 }

// first is the index of the first error of a set, -1 in an empty one.
func (s set) first() int {
	if len(s) == 0 {
		return -1
	}
	return int(s[0].index)
}

// first is the index of the first error, -1 where there is none.
func (f *Findings) first() int {
	return slices.IndexFunc(f.List, func(v Finding) bool { return !v.Warning })
}

// all is the set of every error.
func (w *writer) all(free set) set {
	for i := range w.List {
		if !w.List[i].Warning {
			free = append(free, entry{0, int32(i)})
		}
	}
	return free
}

// groups is a copy of s, those with one value of a mark together: the groups in the order of their first errors, or of
// their values. It takes n log n comparisons.
func (w *writer) groups(m plan.Mark, sorted bool, s, free set) set {
	all := append(free, s...)
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(w.compare(m, int(a.index), int(b.index)), cmp.Compare(a.index, b.index))
	})
	for i := range all {
		if all[i].group = all[i].index; i > 0 && w.compare(m, int(all[i-1].index), int(all[i].index)) == 0 {
			all[i].group = all[i-1].group
		}
	}
	if !sorted {
		slices.SortFunc(all, func(a, b entry) int {
			return cmp.Or(cmp.Compare(a.group, b.group), cmp.Compare(a.index, b.index))
		})
	}
	return all
}

// group is the group at the beginning of what groups made.
func (s set) group() set {
	n := 1
	for n < len(s) && s[n].group == s[0].group {
		n++
	}
	return s[:n]
}

// compare orders two errors by their values, which it writes behind the body for as long as it takes.
func (w *writer) compare(m plan.Mark, i, j int) int {
	if f := w.List[i].Field; i == j || m == plan.MarkField && f != nil && f == w.List[j].Field {
		return 0
	}
	escape, start := w.escape, len(w.dst)
	w.escape = raw
	w.value(m, &w.List[i])
	middle := len(w.dst)
	w.value(m, &w.List[j])
	order := bytes.Compare(w.dst[start:middle], w.dst[middle:])
	w.escape, w.dst = escape, w.dst[:start]
	return order
}
