package compile

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"
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

// A fault is one of a contract while that is compiled.
type fault struct {
	Error
	instead *ast.Field // the member that may be left to CUE because of it; nil: none
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
	list         []fault
	consequences []Error // what may follow from another fault, reported only where there is no other
}

func (f *faults) fault(at token.Pos, hint, format string, args ...any) {
	f.list = append(f.list, fault{Error: f.newError(at, hint, fmt.Sprintf(format, args...))})
}

// consequence notes one, once.
func (f *faults) consequence(at token.Pos, hint, format string, args ...any) {
	e := f.newError(at, hint, fmt.Sprintf(format, args...))
	if !slices.Contains(f.consequences, e) {
		f.consequences = append(f.consequences, e)
	}
}

func (f *faults) newError(at token.Pos, hint, message string) Error {
	e := Error{Message: message, Hint: hint}
	if at.IsValid() {
		e.File, e.Line, e.Column = f.file(at), at.Line(), at.Column()
	}
	return e
}

// file is the name of the file that a place is in, relative to the root of the module.
func (f *faults) file(at token.Pos) string {
	return strings.TrimPrefix(filepath.ToSlash(strings.TrimPrefix(at.Filename(), f.root)), "/")
}

// at is one place, whatever CUE finds.
func at(place token.Pos) func(path []string) token.Pos {
	return func([]string) token.Pos { return place }
}

// cue takes over what CUE found; of its places the last in a file below dir counts, else the one that otherwise gives for the
// path of what is wrong, or the first.
func (f *faults) cue(err error, dir string, otherwise func(path []string) token.Pos) {
	all := cueerrors.Errors(err)
	told := map[string]bool{} // what is told of several errors
	for _, e := range all {
		text := strings.TrimPrefix(e.Error(), "cue: marshal error: ")
		hint := ""
		if path, _, ok := strings.Cut(text, ": conflicting values "); ok && namelessIn(path, all) {
			continue
		}
		if path, what, ok := nameless(text); ok {
			if told[path] {
				continue
			}
			told[path] = true
			text, hint = what, "write | between the values that a member may have"
		}
		if what, value, texts := noneOf(text, all); len(texts) > 1 {
			if told[what] {
				continue
			}
			told[what] = true
			text, hint = what, suggest(value, texts)
			if i := slices.IndexFunc(texts, func(t string) bool { return strings.EqualFold(t, value) }); i >= 0 {
				hint = "did you mean " + texts[i] + "?"
			}
		}
		if triedEmpty.MatchString(text) {
			hint = "CUE tries a list without elements: write matchN(1, [[...X] & …]), which it tries on what is sent alone"
		}
		if strings.Contains(text, "errors in empty disjunction:") {
			if len(all) > 1 { // the others are these errors
				continue
			}
			text = strings.Join(e.Path(), ".") + noneLeft
		}
		at, places := otherwise(e.Path()), cueerrors.Positions(e)
		if strings.HasSuffix(text, noneLeft) { // CUE's are around it
			places = nil
		}
		for _, p := range places {
			if p.IsValid() && (!at.IsValid() || strings.HasPrefix(f.file(p), dir+"/")) {
				at = p
			}
		}
		f.fault(at, hint, "%s", strings.ReplaceAll(f.relative(text), "\n", " "))
		if fault := &f.list[len(f.list)-1]; fault.File == "" {
			fault.place(dir)
		}
	}
}

// noneLeft is what is told of a disjunction that is empty.
const noneLeft = ": no alternative is left"

// triedEmpty is what CUE says of an open list that is not to be empty.
var triedEmpty = regexp.MustCompile(`: invalid value \[\] \(does not satisfy list\.(Contains|MatchN)\b`)

// combined is what CUE says, for each member of a struct, of a value in it that has no name.
var combined = regexp.MustCompile(`^(.*): cannot combine regular field "[^"]*" with ("[^"]*"|[^{"\[#]*)$`)

// nameless is what to say in place of that, and of the others about the struct at the path.
func nameless(text string) (path, what string, ok bool) {
	is := combined.FindStringSubmatch(text)
	if is == nil {
		return "", "", false
	}
	return is[1], is[1] + ": " + is[2] + " stands alone in a struct", true
}

// namelessIn reports whether one of all errors is that a value in the struct at a path has no name.
func namelessIn(path string, all []cueerrors.Error) bool {
	return slices.ContainsFunc(all, func(e cueerrors.Error) bool {
		in, _, ok := nameless(e.Error())
		return ok && in == path
	})
}

// conflict is what CUE says of a text where it is another one.
var conflict = regexp.MustCompile(`^(.*): conflicting values "([^"]*)" and "([^"]*)"$`)

// noneOf is what to say in place of one of all conflicts, and the texts with which the value is in conflict.
func noneOf(text string, all []cueerrors.Error) (what, value string, texts []string) {
	is := conflict.FindStringSubmatch(text)
	if is == nil {
		return "", "", nil
	}
	for _, e := range all {
		other := conflict.FindStringSubmatch(strings.TrimPrefix(e.Error(), "cue: marshal error: "))
		if other != nil && other[1] == is[1] && other[3] == is[3] && !slices.Contains(texts, other[2]) {
			texts = append(texts, other[2])
		}
	}
	return fmt.Sprintf("%s: %q is none of the texts that it may have", is[1], is[3]), is[3], texts
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

// add takes over what another list holds.
func (f *faults) add(other *faults) {
	f.list = append(f.list, other.list...)
	for _, e := range other.consequences {
		if !slices.Contains(f.consequences, e) {
			f.consequences = append(f.consequences, e)
		}
	}
}

// err is what is wrong, by place: what may follow from it only where there is nothing else.
func (f *faults) err() error {
	list := slices.Clone(f.consequences)
	if len(f.list) > 0 {
		list = nil
	}
	for _, fault := range f.list {
		list = append(list, fault.Error)
	}
	slices.SortStableFunc(list, func(a, b Error) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	list = slices.Compact(list)
	all := make([]error, len(list))
	for i := range list {
		all[i] = &list[i]
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
