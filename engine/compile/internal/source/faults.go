package source

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/internal/spell"
)

// A Fault is one of a contract.
type Fault struct {
	File         string // relative to the root of the module; "" where no place is known
	Line, Column int    // from 1; columns count bytes
	Message      string
	Hint         string     // what to write instead, or ""
	Instead      *ast.Field // the member that may be left to CUE because of it; nil: none
}

// Faults collect what is wrong with a module.
type Faults struct {
	root         string // that file names begin with
	list         []Fault
	consequences []Fault // what may follow from another fault, reported only where there is no other
}

// Add notes one. The hint says what to write instead, "" for nothing.
func (f *Faults) Add(at token.Pos, hint, format string, args ...any) {
	f.list = append(f.list, f.newFault(at, hint, fmt.Sprintf(format, args...)))
}

// Consequence notes one, once.
func (f *Faults) Consequence(at token.Pos, hint, format string, args ...any) {
	e := f.newFault(at, hint, fmt.Sprintf(format, args...))
	if !slices.Contains(f.consequences, e) {
		f.consequences = append(f.consequences, e)
	}
}

func (f *Faults) newFault(at token.Pos, hint, message string) Fault {
	e := Fault{Message: message, Hint: hint}
	if at.IsValid() {
		e.File, e.Line, e.Column = f.File(at), at.Line(), at.Column()
	}
	return e
}

// File is the name of the file that a place is in, relative to the root of the module.
func (f *Faults) File(at token.Pos) string {
	return strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(at.Filename(), f.root)), "/")
}

// NewFaults are none yet. Files of the module have names below a root that need not exist: CUE finds cue.mod/pkg in an overlay
// only, not in an fs.FS.
func NewFaults() *Faults {
	root, err := filepath.Abs(filepath.FromSlash("/passant.contracts"))
	f := &Faults{root: root}
	if err != nil {
		f.Add(token.NoPos, "", "%v", err)
	}
	return f
}

// Leave notes that a member may be left to CUE because of the last fault.
func (f *Faults) Leave(member *ast.Field) { f.list[len(f.list)-1].Instead = member }

// Instead is the members that may be left to CUE because of what is wrong; ok is false where nothing is, or something that has
// no such member.
func (f *Faults) Instead() (members []*ast.Field, ok bool) {
	for _, fault := range f.list {
		if fault.Instead == nil {
			return nil, false
		}
		members = append(members, fault.Instead)
	}
	return members, len(members) > 0
}

// Count is how many there are, consequences left out.
func (f *Faults) Count() int { return len(f.list) }

// Truncate forgets all but the first n.
func (f *Faults) Truncate(n int) { f.list = f.list[:n] }

// Failed reports whether anything is wrong.
func (f *Faults) Failed() bool { return len(f.list)+len(f.consequences) > 0 }

// Merge takes over what others hold.
func (f *Faults) Merge(other *Faults) {
	f.list = append(f.list, other.list...)
	for _, e := range other.consequences {
		if !slices.Contains(f.consequences, e) {
			f.consequences = append(f.consequences, e)
		}
	}
}

// All is what is wrong, by place: what may follow from it only where there is nothing else.
func (f *Faults) All() []Fault {
	list := slices.Clone(f.list)
	if len(list) == 0 {
		list = slices.Clone(f.consequences)
	}
	for i := range list {
		list[i].Instead = nil
	}
	slices.SortStableFunc(list, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return slices.Compact(list)
}

// relative makes the file names in a text of CUE's relative to the root of the module.
func (f *Faults) relative(text string) string {
	if f.root == "" {
		return text
	}
	text = strings.ReplaceAll(text, f.root+string(filepath.Separator), "")
	return strings.ReplaceAll(text, f.root, ".")
}

// Suggest is a hint at the name that was meant, or at all of them where they are few.
func Suggest(name string, known []string) string {
	const few = 8
	if near, ok := spell.Nearest(name, slices.Values(known)); ok && near != name {
		return "did you mean " + near + "?"
	}
	if len(known) == 0 || len(known) > few {
		return ""
	}
	return "known: " + strings.Join(known, " ")
}
