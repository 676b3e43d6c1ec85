package source

import (
	"cuelang.org/go/cue"

	"github.com/passant-go/passant/engine/plan"
)

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

// KindsOf is the kinds that CUE has for a value, as a plan has them.
func KindsOf(k cue.Kind) (kinds plan.Kind) {
	for cueKind, kind := range map[cue.Kind]plan.Kind{
		cue.NullKind: plan.KindNull, cue.BoolKind: plan.KindBool, cue.IntKind: plan.KindInt, cue.FloatKind: plan.KindFloat,
		cue.StringKind: plan.KindString, cue.ListKind: plan.KindList, cue.StructKind: plan.KindObject,
	} {
		if k&cueKind != 0 {
			kinds |= kind
		}
	}
	return kinds
}
