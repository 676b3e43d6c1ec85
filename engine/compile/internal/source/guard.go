package source

import (
	"fmt"
	"runtime"
	"strings"

	"cuelang.org/go/cue/token"
)

// Guard runs a function, and takes a panic in it for a fault of the contract: one of CUE's, which panics on some contracts, or of
// this package.
// at is where, once that has happened.
func (f *Faults) Guard(at func() token.Pos, run func()) {
	defer func() {
		if r := recover(); r != nil {
			f.panicked(r, at())
		}
	}()
	run()
}

// Nowhere is where what is not about a place of a contract panics.
func Nowhere() token.Pos { return token.NoPos }

func (f *Faults) panicked(r any, at token.Pos) {
	text, _, _ := strings.Cut(fmt.Sprint(r), "\n")
	text = f.relative(text)
	if function := culprit(); strings.HasPrefix(function, ours) {
		f.Add(at, "report it with the contract", "passant cannot compile the contract: %s, in %s", text, function)
		return
	}
	f.Add(at, "", "CUE cannot evaluate the contract: %s", text)
}

// The prefixes of functions of this module and of CUE's.
const (
	ours = "github.com/passant-go/passant/"
	cues = "cuelang.org/go/"
)

// culprit is the function of this module or of CUE that panicked, or called what did. What packages ast and format of CUE
// do with a syntax tree is their caller's doing. It is for deferred functions.
func culprit() string {
	callers := make([]uintptr, 128)
	frames := runtime.CallersFrames(callers[:runtime.Callers(2, callers)])
	panicking := false
	for {
		frame, more := frames.Next()
		passesOn := strings.HasPrefix(frame.Function, cues+"cue/ast") || strings.HasPrefix(frame.Function, cues+"cue/format")
		if panicking && !passesOn && (strings.HasPrefix(frame.Function, ours) || strings.HasPrefix(frame.Function, cues)) {
			return frame.Function
		}
		panicking = panicking || frame.Function == "runtime.gopanic"
		if !more {
			return ""
		}
	}
}
