// Package tape keeps the values that an endpoint reads of a payload, until generated code fills a struct from them.
package tape

import "github.com/passant-go/passant/engine/plan"

// A Tape is the values of one payload, each after those that are in it, the whole last.
type Tape struct {
	Entries []Entry
	JSON    func(*Entry) []byte // the JSON text of a value, valid until the next call
	Misfit  *Entry              // the first value that found no place
}

// An Entry is a value as its contract reads it. Texts are valid as long as the payload.
type Entry struct {
	Name  string // of a member
	Kind  plan.Kind
	Text  []byte // the characters of a string, else the JSON text as it was sent; nil for a list that a form's text is
	First int    // where the values in it begin
	End   int    // where they end: the index of the entry itself
	Whole bool   // of a list or object: they are on the tape

	Field *plan.Field // that it is the value of, or is in
	Type  *plan.Type
}
