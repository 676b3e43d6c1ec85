package source

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	cueerrors "cuelang.org/go/cue/errors"
	"cuelang.org/go/cue/token"
)

// Always is one place, whatever CUE finds.
func Always(place token.Pos) func(path []string) token.Pos {
	return func([]string) token.Pos { return place }
}

// FromCUE takes over what CUE found; of its places the last in a file below dir counts, else the one that otherwise gives for the
// path of what is wrong, or the first.
func (f *Faults) FromCUE(err error, dir string, otherwise func(path []string) token.Pos) {
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
			text, hint = what, Suggest(value, texts)
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
			if p.IsValid() && (!at.IsValid() || strings.HasPrefix(f.File(p), dir+"/")) {
				at = p
			}
		}
		f.Add(at, hint, "%s", strings.ReplaceAll(f.relative(text), "\n", " "))
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
func (e *Fault) place(dir string) {
	for _, word := range strings.FieldsFunc(e.Message, func(c rune) bool { return strings.ContainsRune(" ():", c) }) {
		if strings.HasSuffix(word, ".cue") {
			e.File, e.Line, e.Column = path.Join(dir, path.Base(word)), 1, 1
			return
		}
	}
}
