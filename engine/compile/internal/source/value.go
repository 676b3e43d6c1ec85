package source

import "cuelang.org/go/cue"

// FieldsOf ranges over the members of a struct in order, optional ones included.
func FieldsOf(v cue.Value) func(yield func(string, cue.Value) bool) {
	return func(yield func(string, cue.Value) bool) {
		for it, err := v.Fields(cue.Optional(true)); err == nil && it.Next(); {
			if !yield(it.Selector().Unquoted(), it.Value()) {
				return
			}
		}
	}
}

// Texts are the strings of a list.
func Texts(v cue.Value) (list []string) {
	for it, err := v.List(); err == nil && it.Next(); {
		if text, err := it.Value().String(); err == nil {
			list = append(list, text)
		}
	}
	return list
}
