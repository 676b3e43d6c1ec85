package message

import (
	"maps"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/internal/spell"
)

//go:generate go run ./internal/generate ../../schemas subject_gen.go

// A subject is a rule, or a rule and one of its codes.
type subject struct {
	key    string
	quotes []string // the placeholders of its texts besides {field}
	plain  string   // its text in the contract language, if any
	of     string   // the rule that words it where it has no text, if that is not its own
}

// hint is the key of what is no message, but a part of some.
const hint = "hint"

// placeholders are those that a text for key may have; ok is false where there is nothing of that name to word.
func placeholders(key string) (names []string, ok bool) {
	if key == hint {
		return []string{"name"}, true
	}
	if rule, code, _ := strings.Cut(key, "."); rule == "lookup" && code != "" { // contracts name their lookups
		key = rule
	}
	i := slices.IndexFunc(subjects[:], func(s subject) bool { return s.key == key })
	if i < 0 {
		return nil, false
	}
	return append([]string{"field"}, subjects[i].quotes...), true
}

// nearKey is the key that was probably meant.
func nearKey(key string) (near string, ok bool) {
	return spell.Nearest(key, func(yield func(string) bool) {
		for i := range subjects {
			if !yield(subjects[i].key) {
				return
			}
		}
	})
}

// required are the keys for which every language has a text, in order: those that English has, but for what a rule words
// where it has no text, such as codes.
func required() []string {
	texts := english()
	maps.DeleteFunc(texts, func(name string, _ Text) bool { return strings.Contains(name, ".") })
	for i := range subjects {
		if subjects[i].of != "" {
			delete(texts, subjects[i].key)
		}
	}
	return slices.Sorted(maps.Keys(texts))
}
