// Package tape keeps the values that an endpoint reads of a payload, until generated code fills a struct from them.
//
// A payload may have half as many values as it has bytes. So an entry has 24 bytes, entries are in blocks that are never
// copied, and what an entry refers to in the contract stands beside them: once for all elements of a list, and not at all for
// those that are texts, numbers and the like.
package tape

import (
	"unsafe"

	"github.com/passant-go/passant/engine/internal/blocks"
	"github.com/passant-go/passant/engine/plan"
)

// A Tape is the values of one payload, each after those that are in it, the whole last.
type Tape struct {
	JSON func(i int) []byte // the JSON text of the normal form of a value

	entries blocks.List[Entry]
	owners  blocks.List[Owner]
	misfit  int // 1 + index of the first value that found no place
}

// An Entry is a value as its contract reads it.
type Entry struct {
	text   *byte
	length uint32
	first  uint32
	owners uint32 // on the tape, its own included
	owned  bool   // the last of them is its own
	Whole  bool   // of a list or object: the values in it are on the tape
	Kind   plan.Kind
}

// An Owner is what an entry refers to in the contract.
type Owner struct {
	Field *plan.Field // that it is the value of, or is in
	Type  *plan.Type
	Name  []byte // as it was sent, of a member that is no field
}

// is reports whether two members or elements are owned alike, which members with names of their own are not.
func (o *Owner) is(other *Owner) bool {
	return o.Field == other.Field && o.Type == other.Type && o.Name == nil && other.Name == nil
}

// Text is the characters of a string, else the JSON text as it was sent, nil for a list that a form's text is. It is valid as
// long as the payload.
func (e *Entry) Text() []byte { return unsafe.Slice(e.text, e.length) }

// SetText sets the text.
func (e *Entry) SetText(text []byte) {
	e.text, e.length = unsafe.SliceData(text), uint32(len(text))
}

// First is the index of the first entry in it, its own where there is none.
func (e *Entry) First() int { return int(e.first) }

// Len is how many entries there are.
func (t *Tape) Len() int { return t.entries.Len() }

// At is an entry.
func (t *Tape) At(i int) *Entry { return t.entries.At(i) }

// Owner is what an entry refers to; nil of an element that has nothing in it.
func (t *Tape) Owner(i int) *Owner {
	e := t.At(i)
	if !e.owned {
		return nil
	}
	return t.owners.At(int(e.owners) - 1)
}

// Add puts a value at the end, which the entries from first on are in.
func (t *Tape) Add(kind plan.Kind, text []byte, first int, whole bool) {
	e := t.entries.Add()
	e.SetText(text)
	e.first, e.owners, e.owned, e.Whole, e.Kind = uint32(first), uint32(t.owners.Len()), false, whole, kind
}

// AddOwned is Add of a value that refers to something in the contract.
func (t *Tape) AddOwned(kind plan.Kind, text []byte, first int, whole bool, owner Owner) {
	last := t.owners.Len() - 1
	if last < 0 || !owner.is(t.owners.At(last)) {
		*t.owners.Add() = owner
	}
	t.Add(kind, text, first, whole)
	t.At(t.entries.Len() - 1).owned = true
}

// Cut leaves the first n entries.
func (t *Tape) Cut(n int) {
	if n >= t.entries.Len() {
		return
	}
	owners := 0
	if n > 0 {
		owners = int(t.At(n - 1).owners)
	}
	t.entries.Cut(n)
	t.owners.Cut(owners)
}

// Misfit notes the first value that found no place.
func (t *Tape) Misfit(i int) {
	if t.misfit == 0 {
		t.misfit = 1 + i
	}
}

// Misfitting is the field that the value is in which Misfit noted, nil where it is in none.
func (t *Tape) Misfitting() (f *plan.Field, ok bool) {
	if t.misfit == 0 {
		return nil, false
	}
	i := t.misfit - 1
	for inner := i; i < t.entries.Len()-1 && !t.At(i).owned; { // that which an element is in comes after it
		for i++; t.At(i).First() > inner; i++ {
		}
	}
	if o := t.Owner(i); o != nil {
		f = o.Field
	}
	return f, true
}

// Forget empties the tape so that nothing of a payload stays reachable.
func (t *Tape) Forget() {
	t.entries.Forget()
	t.owners.Forget()
	t.misfit = 0
}
