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

func (x *evaluator) fail(failure *plan.Failure, f *plan.Field, to step, v *value, rank int) {
	x.note(failure, f, to, v, rank, -1, false)
}

func (x *evaluator) warn(failure *plan.Failure, f *plan.Field, to step, v *value, rank int) {
	x.note(failure, f, to, v, rank, -1, true)
}

// note adds a finding about v, to which the last step of the path is to, unless the value has one of the rule already; nil
// where it adds none.
func (x *evaluator) note(failure *plan.Failure, f *plan.Field, to step, v *value, rank, length int, warning bool) *answer.Finding {
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
func (x *evaluator) whose(n *answer.Finding, f *plan.Field, to step) {
	n.Field, n.Pointer = f, x.pointer(f, to)
	if f == nil { // named by the member of the root that it is in
		top := to
		if len(x.path) > 0 {
			top = x.path[0]
		}
		n.Name = x.keep(top.shown())
	}
}

// explain gives the violation that a constraint beside a rule has found, without a reason, the rule's own.
func (x *evaluator) explain(failure *plan.Failure, code string, f *plan.Field, v *value) {
	offset, _ := x.place(v)
	if o := x.earlier(failure, own(f), offset, false); o != nil && o.Reason() == failure.Rule {
		o.Failure, o.Code, o.Found = failure, code, -1
		if failure.Quotes {
			o.Value = x.keep(v.text)
		}
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
func (x *evaluator) unknownField(o *plan.Object, f *plan.Field, to step, offset, length int, all *strangers, m mode) {
	unknown := x.unknown
	if m&strict != 0 {
		unknown = plan.Refuse
	}
	if unknown == plan.Ignore || x.only != nil && o == &x.plan.Request {
		return
	}
	isName := func(refused string) bool { return refused == string(to.name) }
	warning := unknown == plan.Warn && !(o == &x.plan.Request && slices.ContainsFunc(x.refused, isName))
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
func (x *evaluator) ambiguous(o *plan.Object, f *plan.Field, to step, offset, length int, all *strangers) {
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

func sentAt(f answer.Finding, offset int) int { return cmp.Compare(f.Offset, offset) }

// unknownName is what is reported of such a member.
func (x *evaluator) unknownName(o *plan.Object, f *plan.Field, to step, offset, length, nth int) answer.Finding {
	n := answer.Finding{Failure: x.plan.UnknownField, Object: o, In: own(f), Rank: rankUnknown + nth, Found: -1}
	n.Offset, n.Length = x.place(&value{offset: offset, length: length})
	n.Pointer = x.pointer(nil, to)
	n.Name = x.keep(to.shown())
	return n
}

// pointer is the sender's pointer to a value, the zero Span where it is the field's own.
func (x *evaluator) pointer(f *plan.Field, to step) answer.Span {
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
