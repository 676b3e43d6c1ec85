package engine

import (
	"cmp"
	"slices"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// Findings are what was found so far, in the order in which it was met. What is in an object is put into the order of the
// contract once the object is at its end (arrange); until then a finding's rank is its place within the object that is open.
//
// No more are kept than a report may hold. While a value is only tried, or where those of an open list or object leave no
// room for more, they are muted: what is found is counted, and not kept. Ambiguous names are violations whatever comes of
// a trial: those met while muted are hushed, and told where the trial ends.
//
// Invariants: errors counts every finding that is no warning, kept or dropped. Spans of found lie in text. No object that is at
// its end has more in found than most; nor has the payload once it is at its end, with what was found ahead of it. Hushed is
// in the order of offsets.
type findings struct {
	found     []answer.Finding
	text      []byte           // what the findings' spans refer to
	hushed    []answer.Finding // one more than most at the most
	muted     int              // trials, and open lists and objects whose share is full
	errors    int
	truncated bool // some were dropped
	most      int  // that a report may hold
}

func (x *findings) reset() {
	x.found, x.text, x.hushed = x.found[:0], x.text[:0], x.hushed[:0]
	x.errors, x.muted, x.truncated = 0, 0, false
}

// forget drops the findings, and memory beyond what is kept for the next payload.
func (x *findings) forget() {
	x.found = forget(x.found, keepFound)
	x.hushed = forget(x.hushed, keepFound)
	x.text = forget(x.text, keepArena)
}

// A findingsMark is how far findings have come.
type findingsMark struct {
	found, errors, muted int
	truncated            bool
}

func (m *findingsMark) set(x *findings) {
	m.found, m.errors, m.muted, m.truncated = len(x.found), x.errors, x.muted, x.truncated
}

// undo takes back what was found since m.
func (x *findings) undo(m findingsMark) {
	x.found, x.errors, x.muted, x.truncated = x.found[:m.found], m.errors, m.muted, m.truncated
}

// take adds the findings of others, whose text goes on to live here.
func (x *findings) take(others *findings) {
	for _, n := range others.found {
		n.Name, n.Value, n.Pointer = x.copied(others, n.Name), x.copied(others, n.Value), x.copied(others, n.Pointer)
		x.found = append(x.found, n)
	}
	x.errors += others.errors
	x.truncated = x.truncated || others.truncated
}

func (x *findings) copied(from *findings, s answer.Span) answer.Span {
	return x.keep(from.text[s.Start:s.End])
}

func (x *findings) add(n answer.Finding) *answer.Finding {
	if !n.Warning {
		x.errors++
	}
	x.found = append(x.found, n)
	return &x.found[len(x.found)-1]
}

// drop counts a finding that the report has no room for.
func (x *findings) drop(warning bool) {
	x.truncated = true
	if !warning {
		x.errors++
	}
}

// hush keeps an ambiguous name for tried. One more than a report has room for is enough to tell that there are more.
func (x *findings) hush(n answer.Finding) {
	if len(x.hushed) <= x.most {
		at, _ := slices.BinarySearchFunc(x.hushed, n.Offset, sentAt)
		x.hushed = slices.Insert(x.hushed, at, n)
	}
}

// untold reports whether no ambiguous name is known that was sent at offset.
func (x *findings) untold(offset int) bool {
	_, hushed := slices.BinarySearchFunc(x.hushed, offset, sentAt)
	return !hushed && !slices.ContainsFunc(x.found, func(o answer.Finding) bool { return o.Code == codeAmbiguous && o.Offset == offset })
}

// tried adds the ambiguous names that were met while nothing was found: one that decodes the payload does not know what was
// tried, and whether it is there.
func (x *findings) tried() {
	if x.muted > 0 {
		return
	}
	for _, n := range x.hushed {
		x.add(n)
	}
	x.hushed = x.hushed[:0]
}

// keep copies text to where it lives as long as the findings.
func (x *findings) keep(text []byte) answer.Span {
	start := len(x.text)
	x.text = append(x.text, text...)
	return answer.Span{Start: start, End: len(x.text)}
}

// rank gives what was found since found the rank of the value it was found in.
func (x *findings) rank(found, rank int) {
	for i := found; i < len(x.found); i++ {
		x.found[i].Rank = rank
	}
}

// arrange puts what was found in an object since found into contract order.
func (x *findings) arrange(found int) {
	list := x.found[found:]
	if len(list) > 1 {
		byRank := func(a, b answer.Finding) int { return cmp.Compare(a.Rank, b.Rank) }
		if !slices.IsSortedFunc(list, byRank) {
			slices.SortStableFunc(list, byRank)
		}
		x.limit(found)
	}
}

// mute drops what is found from here on where the findings since found leave no room for it, unless it is done already;
// muted is x.muted as it was at found.
func (x *findings) mute(found, muted int) {
	if len(x.found)-found >= x.most && x.muted == muted {
		x.limit(found)
		if x.full(found) {
			x.muted++
		}
	}
}

// unmute ends what mute began. Ambiguous names that were tried meanwhile count as others that there was no room for.
func (x *findings) unmute(muted int) {
	if x.muted != muted {
		x.muted = muted
		x.tried()
	}
}

// full reports whether the findings since found leave no room for any that come after them.
func (x *findings) full(found int) bool {
	errors := 0
	for i := found; i < len(x.found); i++ {
		if !x.found[i].Warning {
			errors++
		}
	}
	return errors >= x.most
}

// limit drops what is more than a report may hold of what was found since found, from the end and warnings first.
func (x *findings) limit(found int) {
	excess := len(x.found) - found - x.most
	if excess <= 0 {
		return
	}
	x.truncated = true
	warnings := -excess // so many may stay
	for i := found; i < len(x.found); i++ {
		if x.found[i].Warning {
			warnings++
		}
	}
	kept := x.found[:found]
	for _, f := range x.found[found:] {
		if f.Warning {
			if warnings--; warnings < 0 {
				continue
			}
		}
		kept = append(kept, f)
	}
	x.found = kept[:min(len(kept), found+x.most)]
}

// earlier is what was found about a value of f at offset by the rule of failure; warnings count against warnings only.
func (x *findings) earlier(failure *plan.Failure, f *plan.Field, offset int, warning bool) *answer.Finding {
	for i := len(x.found) - 1; i >= 0; i-- {
		o := &x.found[i]
		if o.Field != f || o.Offset != offset {
			break
		}
		if o.Failure.Rule == failure.Rule && (warning || !o.Warning) {
			return o
		}
	}
	return nil
}

// unrepeat drops what was found since found and is known from before: that a constraint of the same rule does not hold of
// the same value.
func (x *findings) unrepeat(found int) {
	if len(x.found) == found {
		return
	}
	known := x.found[:found]
	x.found = append(known, slices.DeleteFunc(x.found[found:], func(f answer.Finding) bool {
		again := slices.ContainsFunc(known, func(o answer.Finding) bool {
			return o.Offset == f.Offset && o.Warning == f.Warning && o.Failure.Rule == f.Failure.Rule && sameField(o.Field, f.Field)
		})
		if again && !f.Warning {
			x.errors--
		}
		return again
	})...)
}

// sameField reports whether two types that a value has mean the same field.
func sameField(a, b *plan.Field) bool { return a == b || a != nil && b != nil && a.Path() == b.Path() }

// keepFirst drops all but the first violation.
func (x *findings) keepFirst() {
	isViolation := func(f answer.Finding) bool { return !f.Warning }
	first := x.found[slices.IndexFunc(x.found, isViolation)]
	x.truncated = x.truncated || len(x.found) > 1
	x.found = append(x.found[:0], first)
}

// give copies what was found to f.
func (x *findings) give(f *answer.Findings) {
	f.List = append(f.List, x.found...)
	text := f.Text.Bytes()
	for i := range f.List { // of what was noted, findings that were dropped had a part
		for _, span := range []*answer.Span{&f.List[i].Name, &f.List[i].Pointer, &f.List[i].Value} {
			start := len(text)
			text = append(text, x.text[span.Start:span.End]...)
			*span = answer.Span{Start: start, End: len(text)}
		}
	}
	f.Text = answer.Hide(text)
}
