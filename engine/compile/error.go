package compile

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	cueerrors "cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/internal/spell"
)

// An Error is a fault of a contract.
type Error struct {
	File         string // relative to the root of the module, as [Generate] reports it from where it was called; "" where no place is known
	Line, Column int    // from 1; columns count bytes
	Message      string
	Hint         string // what to write instead, or ""
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

// faults collects what is wrong.
type faults struct {
	root         string // that file names begin with
	list         []*Error
	consequences []*Error // what may follow from another fault, reported only where there is no other
}

func (f *faults) fault(at token.Pos, hint, format string, args ...any) {
	f.list = append(f.list, f.newError(at, hint, fmt.Sprintf(format, args...)))
}

func (f *faults) consequence(at token.Pos, hint, format string, args ...any) {
	f.consequences = append(f.consequences, f.newError(at, hint, fmt.Sprintf(format, args...)))
}

func (f *faults) newError(at token.Pos, hint, message string) *Error {
	e := &Error{Message: message, Hint: hint}
	if at.IsValid() {
		e.File, e.Line, e.Column = f.file(at), at.Line(), at.Column()
	}
	return e
}

// usedBy names the member that is being compiled, where a fault is in a type that another file declares.
func (c *compiler) usedBy(at token.Pos) string {
	if c.user == nil || !at.IsValid() || c.file(at) == c.file(c.user.at) {
		return ""
	}
	return fmt.Sprintf(" (used by %s, %s:%d)", c.user.name, c.file(c.user.at), c.user.at.Line())
}

// file is the name of the file that a place is in, relative to the root of the module.
func (f *faults) file(at token.Pos) string {
	return strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(at.Filename(), f.root)), "/")
}

// cue takes over what CUE found; of its places the last in a file below dir counts, else the place given or the first.
func (f *faults) cue(err error, dir string, otherwise token.Pos) {
	all := cueerrors.Errors(err)
	for _, e := range all {
		text := strings.TrimPrefix(e.Error(), "cue: marshal error: ")
		if strings.Contains(text, "errors in empty disjunction:") {
			if len(all) > 1 { // the others are these errors
				continue
			}
			text = strings.Join(e.Path(), ".") + ": no alternative is left"
		}
		at := otherwise
		for _, p := range cueerrors.Positions(e) {
			if p.IsValid() && (!at.IsValid() || strings.HasPrefix(f.file(p), dir+"/")) {
				at = p
			}
		}
		f.fault(at, "", "%s", strings.ReplaceAll(f.relative(text), "\n", " "))
		if fault := f.list[len(f.list)-1]; fault.File == "" {
			fault.place(dir)
		}
	}
}

// place gives a fault that CUE gives none the beginning of the first file in dir that its message names.
func (e *Error) place(dir string) {
	for _, word := range strings.FieldsFunc(e.Message, func(c rune) bool { return strings.ContainsRune(" ():", c) }) {
		if strings.HasSuffix(word, ".cue") {
			e.File, e.Line, e.Column = path.Join(dir, path.Base(word)), 1, 1
			return
		}
	}
}

// relative makes the file names in a text of CUE's relative to the root of the module.
func (f *faults) relative(text string) string {
	if f.root == "" {
		return text
	}
	text = strings.ReplaceAll(text, f.root+string(filepath.Separator), "")
	return strings.ReplaceAll(text, f.root, ".")
}

func (f *faults) failed() bool { return len(f.list)+len(f.consequences) > 0 }

func (f *faults) err() error {
	if len(f.list) == 0 {
		f.list = f.consequences
	}
	slices.SortStableFunc(f.list, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	list := slices.CompactFunc(f.list, func(a, b *Error) bool { return *a == *b })
	all := make([]error, len(list))
	for i, e := range list {
		all[i] = e
	}
	return errors.Join(all...)
}

// suggest is a hint at the name that was meant, or at all of them where they are few.
func suggest(name string, known []string) string {
	const few = 8
	if near, ok := spell.Nearest(name, slices.Values(known)); ok && near != name {
		return "did you mean " + near + "?"
	}
	if len(known) == 0 || len(known) > few {
		return ""
	}
	return "known: " + strings.Join(known, " ")
}
