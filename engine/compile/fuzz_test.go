package compile_test

import (
	"errors"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/passant-go/passant/engine/compile"
)

// Whatever the text of a contract, there are endpoints or errors with a place, and never both.
func FuzzFS(f *testing.F) {
	files := schemas(f)
	for _, name := range []string{"larsverp/register.cue", "larsverp/validation.cue", "atlas/book.cue", "laravel/laravel.cue", "field/field.cue", "contract/contract.cue", "contract/rules.cue"} {
		f.Add(name, string(files[name].Data))
	}
	for _, m := range tenth(f, mistakes) {
		f.Add(m.file, strings.Replace(string(files[m.file].Data), m.old, m.new, 1))
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		if files[name] == nil || len(text) > 20_000 {
			t.Skip()
		}
		mutated := maps.Clone(files)
		mutated[name] = &fstest.MapFile{Data: []byte(text)}
		endpoints, err := compile.FS(mutated, compile.Dirs("larsverp", "atlas"))
		if err == nil {
			return
		}
		if endpoints != nil {
			t.Error("endpoints and an error")
		}
		var fault *compile.Error
		if !errors.As(err, &fault) {
			t.Errorf("not an Error: %v", err)
		}
	})
}
