package engine

import (
	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/plan"
)

// An evaluator is the state of checking one payload, and memory for the next.
type evaluator struct {
	*settings
	reader
	frames
	findings
	recorder
	outcome

	order []uint16   // by outline.order: the index of the field that came next the last time
	asked bool       // the value of any field may be asked for
	more  bool       // what is judged is recorded, or not all of it is of interest
	refs  [][]byte   // texts that a rule refers to
	plain *evaluator // for texts in which nothing is to be converted
	heads *evaluator // for headers

	left   int    // members of the object that is open which its normal form leaves out
	normal []byte // memory for the next normal form
	canon  canon
}

// An outcome is what came of a payload besides findings.
type outcome struct {
	malformed bool
	barred    bool         // the payload is not read: the method or media type is wrong
	unfit     bool         // what the payload came with has a violation
	ahead     int          // findings about what the payload came with
	lookup    *plan.Lookup // the endpoint's lookup that said no
}

// newEvaluator makes one that expects the fields of every object in contract order at first.
func newEvaluator(s *settings) *evaluator {
	x := &evaluator{settings: s, findings: findings{most: s.limits.Violations}, more: s.only != nil, order: make([]uint16, s.outlines.fields)}
	x.scan.Fold(s.plan.Read.AnyCase)
	for _, w := range s.outlines.objects {
		for i := range len(w.fields) + 1 {
			x.order[w.order+i] = uint16(i)
		}
	}
	return x
}

func (x *evaluator) reset(body []byte) {
	x.in, x.nested = body, nil
	x.scan.Reset(x.lexical)
	x.findings.reset()
	x.outcome = outcome{}
	x.asked = false
	if len(x.extents) > 0 {
		x.extents = nil
	}
}

// Memory beyond these is not kept for the next payload.
const (
	keepArena = 16 << 10
	keepFound = 256
	keepSlots = 1024
)

// release forgets the payload.
func (x *evaluator) release() {
	x.in = nil
	if x.outer.field != nil {
		x.outer = nested{}
	}
	x.scan.Reset(x.lexical)
	x.slots = x.slots[:0]
	if len(x.kept)|cap(x.path)|cap(x.refs)|cap(x.found)|cap(x.hushed)|cap(x.arena)|cap(x.text) != 0 {
		x.forget()
	}
	if len(x.extents) > 0 {
		x.extents = nil
	}
	if x.beyond != nil {
		x.beyond = nil
	}
	if x.plain != nil {
		x.plain.release()
	}
	if x.heads != nil {
		x.heads.release()
	}
	if x.normal != nil {
		x.normal = forget(x.normal, keepArena)
	}
	if x.canon.text != nil {
		x.canon = canon{forget(x.canon.text, keepArena), forget(x.canon.parts, keepSlots)}
	}
}

func (x *evaluator) forget() {
	clear(x.kept)
	x.kept = x.kept[:0]
	x.path = forget(x.path, keepSlots)
	x.refs = forget(x.refs, keepSlots)
	x.arena = forget(x.arena, keepArena)
	x.findings.forget()
}

// forget empties s so that nothing in it stays reachable, and drops it where it is longer than keep.
func forget[T any](s []T, keep int) []T {
	if cap(s) > keep {
		return nil
	}
	clear(s[:cap(s)])
	return s[:0]
}

// payload reads the payload as the contract's request.
func (x *evaluator) payload() {
	if x.barred || x.malformed {
		return
	}
	body := x.in
	if x.input == plan.Form && len(body) > 0 && (body[0] == '{' || body[0] == '[') {
		x.refuseTransport(x.plan.WrongMedia)
		return
	}
	cut := len(body) > x.limits.Body
	if cut {
		x.in = body[:x.limits.Body]
	}
	var at int
	var code scan.Code
	if x.input == plan.JSON {
		at, code = x.document()
	} else {
		at, code = x.pairs(cut)
	}
	if cut && at == len(x.in) { // what is wrong only because the text was cut is found at the cut
		code = scan.Size
	}
	x.in = body
	if code != scan.None {
		x.refuseText(at, code)
	} else if x.ahead > 0 {
		x.limit(0)
	}
}

func (x *evaluator) document() (at int, code scan.Code) {
	i, code := scan.Begin(x.in, &x.lexical)
	if code != scan.None {
		return i, code
	}
	x.open(&x.plan.Request)
	if i, _, code = x.object(&x.plan.Request, &noField, i, 1); code != scan.None {
		return i, code
	}
	return scan.End(x.in, i)
}

// A mark is how far an evaluator has come in what reading a value adds to.
type mark struct {
	findingsMark
	path, slots, tape int
}

func (x *evaluator) mark() (m mark) {
	m.set(x)
	return m
}

func (m *mark) set(x *evaluator) {
	m.findingsMark.set(&x.findings)
	m.path, m.slots, m.tape = len(x.path), len(x.slots), x.tape.Len()
}

// undo takes back what was added since m.
func (x *evaluator) undo(m mark) {
	x.findings.undo(m.findingsMark)
	x.path, x.slots = x.path[:m.path], x.slots[:m.slots]
	x.tape.Cut(m.tape)
}

// refuseText makes the fault of a text that cannot be read the only finding.
func (x *evaluator) refuseText(at int, code scan.Code) {
	x.found = x.found[:0]
	x.errors, x.truncated, x.malformed = 1, false, true
	length := 1
	if at == len(x.in) {
		length = 0
	}
	failure := x.plan.Malformed
	switch x.input {
	case plan.Form:
		failure = x.plan.UnreadableForm
	case plan.Query:
		failure = x.plan.UnreadableQuery
	}
	x.found = append(x.found, answer.Finding{
		Failure: failure.For(code.String()), Code: code.String(), Offset: at, Length: length, Found: -1,
	})
}

// report gives what was found to r.
func (x *evaluator) report(r *Report) {
	f := &r.findings
	if x.first && x.errors > 0 {
		x.keepFirst()
	}
	f.Plan, f.Input = x.plan, answer.Hide(x.in)
	f.List, f.Text = f.List[:0], answer.Hide(f.Text.Bytes()[:0])
	if len(x.found) > 0 {
		x.give(f)
	}
	f.Catalogue, f.Options = x.catalogue, x.switches
	f.Valid, f.Truncated = x.errors == 0, x.truncated
	r.occasion, r.problem, r.messages = "invalid", x.barred, nil
	switch {
	case x.malformed:
		r.occasion = "malformed"
	case x.lookup != nil:
		r.occasion = x.lookup.Answer
	case f.Valid:
		r.occasion = "ok"
	}
}
