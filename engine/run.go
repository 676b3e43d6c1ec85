package engine

import (
	"slices"
	"time"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/internal/tape"
	"github.com/passant-go/passant/engine/plan"
)

// A run is the state of checking one payload, and memory for the next.
type run struct {
	plan      *plan.Endpoint
	switches  uint64
	catalogue int
	unknown   plan.Policy
	refused   []string
	folded    bool   // Options.Folded
	only      []bool // the fields of the request that are judged; nil: all
	first     bool
	canonical bool
	input     plan.Input
	now       func() time.Time
	limits    Limits
	lexical   scan.Limits

	in      []byte // the text being read: the payload, or JSON text inside a string of it
	scan    scan.Scanner
	slots   []slot // the fields of the objects that are open, the root's first
	kept    []kept // their values, where anything may ask for them
	asked   bool   // it may for every one
	path    []step // to the container that is open, from the root
	arena   []byte // values that are not parts of the payload
	refs    [][]byte
	left    int // members of the object that is open which its normal form leaves out
	canon   canon
	normal  []byte            // memory for the next normal form
	extents map[uint32]extent // of containers of the text being read, by where they begin
	plain   *run              // for texts in which nothing is to be converted
	asIs    bool              // this is such a run
	nested  *nested           // while in is the text of a string: that string, outer
	outer   nested

	outlines outlines
	order    []uint16 // by outline.order: the index of the field that came next the last time

	found     []answer.Finding
	text      []byte           // what the findings' spans refer to
	hushed    []answer.Finding // ambiguous names met while muted that were not told before, by offset, one more than the limit at most
	muted     int              // lists open whose share of the findings is full
	errors    int              // findings that are not warnings, dropped ones included
	truncated bool
	malformed bool
	barred    bool         // the payload is not read: the method or media type is wrong
	unfit     bool         // what the payload came with has a violation
	ahead     int          // findings about what the payload came with
	lookup    *plan.Lookup // the endpoint's lookup that said no

	more      bool // only or recording is set
	recording bool // values go on the tape
	tape      tape.Tape
	opened    []byte  // the JSON text of the structure that a string was found to hold
	beyond    []*byte // in the payload, where strings begin whose JSON text is beyond the limits: strings whenever they are read
}

// A slot is the state of a field in an open object.
type slot struct {
	seen    bool
	present bool // seen, and does not count as absent
	failed  bool // has a violation
	unlike  bool // is not to another as it is to be; failed tells it once all are compared
}

// A kept value is that of a field, once it was seen.
type kept struct {
	value
	name []byte // as it was sent; nil: as the contract spells it
}

// A step leads from a container to a value in it.
type step struct {
	name  []byte // a member's, as it was sent; nil: as the contract spells it
	index int    // 1 + that of an element, 0 for a field, anyMember or nameless for a member that is none
}

const (
	anyMember = -1
	nameless  = -2 // what stands in the place of its name is none
)

func newRun(e *Endpoint) *run {
	x := &run{
		plan:      e.plan,
		switches:  e.config.switches(e.plan),
		catalogue: e.config.catalogue,
		unknown:   e.plan.Unknown,
		refused:   e.refused,
		folded:    e.config.folded,
		only:      e.config.only,
		more:      e.config.only != nil,
		first:     e.config.first,
		canonical: e.config.canonical,
		input:     inputOf(e.plan, e.config.input),
		now:       e.config.clock,
		limits:    e.config.effectiveLimits(),
	}
	if e.config.strict {
		x.unknown = plan.Refuse
	}
	x.scan.Fold(e.plan.Read.AnyCase)
	x.lexical = scan.Limits{
		Body: x.limits.Body, Depth: x.limits.Depth, Values: x.limits.Values, Keys: x.limits.Keys,
		String: x.limits.String, Number: x.limits.Number, Exponent: x.limits.Exponent,
	}
	return x
}

func (x *run) reset(body []byte) {
	x.in = body
	x.scan.Reset(x.lexical)
	x.errors, x.muted, x.asked = 0, 0, false
	x.truncated, x.malformed = false, false
	x.barred, x.unfit, x.ahead = false, false, 0
	x.nested, x.lookup = nil, nil
	x.hushed = x.hushed[:0]
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
func (x *run) release() {
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
	if x.normal != nil {
		x.normal = forget(x.normal, keepArena)
	}
	if x.canon.text != nil {
		x.canon = canon{forget(x.canon.text, keepArena), forget(x.canon.parts, keepSlots)}
	}
}

func (x *run) forget() {
	clear(x.kept)
	x.kept = x.kept[:0]
	x.path = forget(x.path, keepSlots)
	x.refs = forget(x.refs, keepSlots)
	x.found = forget(x.found, keepFound)
	x.hushed = forget(x.hushed, keepFound)
	x.arena = forget(x.arena, keepArena)
	x.text = forget(x.text, keepArena)
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
func (x *run) payload() {
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

func (x *run) document() (at int, code scan.Code) {
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

// A mark is how far a run has come in what reading a value adds to.
type mark struct {
	found, errors, muted, path, slots, tape int
	truncated                               bool
}

func (x *run) mark() (m mark) {
	m.set(x)
	return m
}

func (m *mark) set(x *run) {
	m.found, m.errors, m.muted, m.truncated = len(x.found), x.errors, x.muted, x.truncated
	m.path, m.slots, m.tape = len(x.path), len(x.slots), x.tape.Len()
}

// undo takes back what was added since m.
func (x *run) undo(m mark) {
	x.found, x.errors, x.muted, x.truncated = x.found[:m.found], m.errors, m.muted, m.truncated
	x.path, x.slots = x.path[:m.path], x.slots[:m.slots]
	x.tape.Cut(m.tape)
}

// open makes slots for the fields of an object.
func (x *run) open(o *plan.Object) {
	n := len(x.slots)
	x.slots = slices.Grow(x.slots, len(o.Fields))[:n+len(o.Fields)]
	clear(x.slots[n:])
}

// keeps is where the value of the field of a slot is kept.
func (x *run) keeps(slot int) *kept {
	if slot >= len(x.kept) {
		x.kept = slices.Grow(x.kept, len(x.slots)-len(x.kept))[:len(x.slots)]
	}
	return &x.kept[slot]
}

// store keeps the value of the field of a slot, and its name as it was sent.
func (x *run) store(slot int, v *value, name []byte) {
	k := x.keeps(slot)
	k.kind, k.text, k.count = v.kind, v.text, v.count // one by one: a copy of what was written a moment ago would wait for it
	k.offset, k.length, k.name = v.offset, v.length, name
}

// refuseText makes the fault of a text that cannot be read the only finding.
func (x *run) refuseText(at int, code scan.Code) {
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
func (x *run) report(r *Report) {
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

// give copies what was found to f.
func (x *run) give(f *answer.Findings) {
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
