package compile

import (
	"errors"
	"fmt"

	"github.com/passant-go/passant/engine/compile/internal/source"
)

// An Error is a fault of a contract.
type Error struct {
	File         string // relative to the root of the module, as [Generate] reports it from where it was called; "" where no place is known
	Line, Column int    // from 1; columns count bytes
	Message      string
	Hint         string // what to write instead, or ""
}

// failure is what is wrong with contracts, each an [*Error].
func failure(faults *source.Faults) error {
	var all []error
	for _, f := range faults.All() {
		all = append(all, &Error{File: f.File, Line: f.Line, Column: f.Column, Message: f.Message, Hint: f.Hint})
	}
	return errors.Join(all...)
}

func (e *Error) Error() string {
	text := e.Message
	if e.Hint != "" {
		text += ", " + e.Hint
	}
	if e.File == "" {
		return text
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.File, e.Line, e.Column, text)
}
