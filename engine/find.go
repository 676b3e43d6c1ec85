package engine

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// A rank is the place of a finding in contract order within its object: the field's index, then these.
const (
	fieldShift   = 16
	rankChecks   = 1 // after a missing value
	rankInside   = 0x4000
	rankExpected = 0x8000
	rankInstead  = 0xc000
	rankLookups  = 0xd000
	rankUnknown  = 1 << 30 // after all fields
)

// noField stands for the field that the outermost object is in. It is never changed.
var noField plan.Field

// own is f where it is a field of the contract, else nil.
func own(f *plan.Field) *plan.Field {
	if f == &noField {
		return nil
	}
	return f
}

func (x *run) fail(failure *plan.Failure, f *plan.Field, to step, v *value, rank int) {
	x.note(failure, f, to, v, rank, -1, false)
}

func (x *run) warn(failure *plan.Failure, f *plan.Field, to step, v *value, rank int) {
	x.note(failure, f, to, v, rank, -1, true)
}

// note adds a finding about v, to which the last step of the path is to, unless the value has one of the rule already; nil
// where it adds none.
func (x *run) note(failure *plan.Failure, f *plan.Field, to step, v *value, rank, length int, warning bool) *answer.Finding {
	if x.muted > 0 {
		x.drop(warning)
		return nil
	}
	f = own(f)
	n := answer.Finding{Failure: failure, Warning: warning, Rank: rank, Found: length}
	n.Offset, n.Length = x.place(v)
	if x.earlier(failure, f, n.Offset, warning) != nil {
		return nil
	}
	x.whose(&n, f, to)
	if failure.Quotes && v.kind != 0 {
		n.Value = x.keep(v.text)
	}
	return x.add(n)
}

// whose gives a finding about a value of f, to which the last step of the path is to, its names.
func (x *run) whose(n *answer.Finding, f *plan.Field, to step) {
	n.Field, n.Pointer = f, x.pointer(f, to)
	if f == nil { // named by the member of the root that it is in
		top := to
		if len(x.path) > 0 {
			top = x.path[0]
		}
		n.Name = x.keep(top.shown())
	}
}

// earlier is what was found about a value of f at offset by the rule of failure; warnings count against warnings only.
func (x *run) earlier(failure *plan.Failure, f *plan.Field, offset int, warning bool) *answer.Finding {
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

// explain gives the violation that a constraint beside a rule has found, without a reason, the rule's own.
func (x *run) explain(failure *plan.Failure, code string, f *plan.Field, v *value) {
	offset, _ := x.place(v)
	if o := x.earlier(failure, own(f), offset, false); o != nil && o.Reason() == failure.Rule {
		o.Failure, o.Code, o.Found = failure, code, -1
		if failure.Quotes {
			o.Value = x.keep(v.text)
		}
	}
}

func (x *run) add(n answer.Finding) *answer.Finding {
	if !n.Warning {
		x.errors++
	}
	x.found = append(x.found, n)
	return &x.found[len(x.found)-1]
}

// drop counts a finding that the report has no room for.
func (x *run) drop(warning bool) {
	x.truncated = true
	if !warning {
		x.errors++
	}
}

// Strangers are how many members of an object, that the contract does not have, were noted or dropped: all, and those that are
// violations.
type strangers struct{ unknown, refused int }

// count counts one more, and reports whether a report may have room for it: warnings give way to violations.
func (s *strangers) count(warning bool, limit int) bool {
	s.unknown++
	if warning {
		return s.unknown <= limit
	}
	s.refused++
	return s.refused <= limit
}

// unknownField notes a member that o, which is in the field f, does not have. The step is to it; its name was sent at
// offset.
func (x *run) unknownField(o *plan.Object, f *plan.Field, to step, offset, length int, all *strangers) {
	if x.unknown == plan.Ignore || x.only != nil && o == &x.plan.Request {
		return
	}
	isName := func(refused string) bool { return refused == string(to.name) }
	warning := x.unknown == plan.Warn && !(o == &x.plan.Request && slices.ContainsFunc(x.refused, isName))
	if !all.count(warning, x.limits.Violations) || x.muted > 0 {
		x.drop(warning)
		return
	}
	n := x.unknownName(o, f, to, offset, length, all.unknown)
	if warning {
		n.Failure, n.Warning = x.plan.UnknownWarning, true
	}
	x.add(n)
}

// ambiguous notes such a member whose name encoding/json takes for that of a field. It is a violation whatever the policy.
// What is noted while nothing is found, as a value that is tried has no violation yet, is kept for tried.
func (x *run) ambiguous(o *plan.Object, f *plan.Field, to step, offset, length int, all *strangers) {
	if x.only != nil && o == &x.plan.Request {
		return
	}
	room := all.count(false, x.limits.Violations)
	if x.muted == 0 && !room {
		x.drop(false)
		return
	}
	if sent, _ := x.place(&value{offset: offset, length: length}); x.untold(sent) {
		n := x.unknownName(o, f, to, offset, length, all.unknown)
		n.Failure, n.Code = x.plan.UnknownField.For(codeAmbiguous), codeAmbiguous
		if x.muted == 0 {
			x.add(n)
		} else {
			x.hush(n)
		}
	}
	if x.muted > 0 {
		x.drop(false)
	}
}

const codeAmbiguous = "ambiguous"

// untold reports whether no ambiguous name is known that was sent at offset.
func (x *run) untold(offset int) bool {
	_, hushed := slices.BinarySearchFunc(x.hushed, offset, sentAt)
	return !hushed && !slices.ContainsFunc(x.found, func(o answer.Finding) bool { return o.Code == codeAmbiguous && o.Offset == offset })
}

// hush keeps an ambiguous name for tried. One more than a report has room for is enough to tell that there are more.
func (x *run) hush(n answer.Finding) {
	if len(x.hushed) <= x.limits.Violations {
		at, _ := slices.BinarySearchFunc(x.hushed, n.Offset, sentAt)
		x.hushed = slices.Insert(x.hushed, at, n)
	}
}

func sentAt(f answer.Finding, offset int) int { return cmp.Compare(f.Offset, offset) }

// tried adds the ambiguous names that were met while nothing was found: one that decodes the payload does not know what was
// tried, and whether it is there.
func (x *run) tried() {
	if x.muted > 0 {
		return
	}
	for _, n := range x.hushed {
		x.add(n)
	}
	x.hushed = x.hushed[:0]
}

// unknownName is what is reported of such a member.
func (x *run) unknownName(o *plan.Object, f *plan.Field, to step, offset, length, nth int) answer.Finding {
	n := answer.Finding{Failure: x.plan.UnknownField, Object: o, In: own(f), Rank: rankUnknown + nth, Found: -1}
	n.Offset, n.Length = x.place(&value{offset: offset, length: length})
	n.Pointer = x.pointer(nil, to)
	n.Name = x.keep(to.shown())
	return n
}

// keep copies text to where it lives as long as the findings.
func (x *run) keep(text []byte) answer.Span {
	start := len(x.text)
	x.text = append(x.text, text...)
	return answer.Span{Start: start, End: len(x.text)}
}

// pointer is the sender's pointer to a value, the zero Span where it is the field's own.
func (x *run) pointer(f *plan.Field, to step) answer.Span {
	path := x.path
	if x.nested != nil {
		path, f, to = path[:x.nested.path], x.nested.field, x.nested.to
	}
	start := len(x.text)
	for _, s := range path {
		x.text = appendStep(x.text, s)
	}
	if to.name == nil && to.index == 0 {
		to.name = []byte(f.Name)
	}
	x.text = appendStep(x.text, to)
	return answer.Span{Start: start, End: len(x.text)}
}

// place is where a finding about v is: inside JSON text of a string, at the string.
func (x *run) place(v *value) (offset, length int) {
	if x.nested != nil {
		v = &x.nested.sent
	}
	return v.offset, v.length
}

// rank gives what was found since found the rank of the value it was found in.
func (x *run) rank(found, rank int) {
	for i := found; i < len(x.found); i++ {
		x.found[i].Rank = rank
	}
}

// arrange puts what was found in an object since found into contract order.
func (x *run) arrange(found int) {
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
func (x *run) mute(found, muted int) {
	if len(x.found)-found >= x.limits.Violations && x.muted == muted {
		x.limit(found)
		if x.full(found) {
			x.muted++
		}
	}
}

// unmute ends what mute began. Ambiguous names that were tried meanwhile count as others that there was no room for.
func (x *run) unmute(muted int) {
	if x.muted != muted {
		x.muted = muted
		x.tried()
	}
}

// full reports whether the findings since found leave no room for any that come after them.
func (x *run) full(found int) bool {
	errors := 0
	for i := found; i < len(x.found); i++ {
		if !x.found[i].Warning {
			errors++
		}
	}
	return errors >= x.limits.Violations
}

// limit drops what is more than a report may hold of what was found since found, from the end and warnings first.
func (x *run) limit(found int) {
	excess := len(x.found) - found - x.limits.Violations
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
	x.found = kept[:min(len(kept), found+x.limits.Violations)]
}

// appendStep appends one reference token of a JSON Pointer (RFC 6901 §3).
func appendStep(dst []byte, s step) []byte {
	dst = append(dst, '/')
	if s.index > 0 {
		return strconv.AppendInt(dst, int64(s.index-1), 10)
	}
	for _, c := range s.shown() {
		switch c {
		case '~':
			dst = append(dst, "~0"...)
		case '/':
			dst = append(dst, "~1"...)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
