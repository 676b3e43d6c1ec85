package compile_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
)

// delegated is a module whose endpoint has a member x that a function bounds which no plan has an op for.
func delegated(t testing.TB, constraint string) fstest.MapFS {
	files := languageAlone(t)
	files["own/own.cue"] = ownContract(`
import (
	"crypto/ed25519"
	"encoding/yaml"
	"list"
	"math"
	"path"
	"regexp"
	"strconv"
	"strings"

	"github.com/passant-go/passant/schemas/contract"
)

_used: [ed25519.Valid, list.MaxItems, math.Signbit, path.Unix, regexp.Match, strconv.ParseBool, strings.MaxRunes, yaml.Validate]
`, "x!: "+constraint, "")
	return files
}

func TestVerdictsOfDelegates(t *testing.T) {
	values := []string{`"true"`, `"UNIX"`, `"unix"`, `"false"`, `"t"`, `""`, `"a\u0000"`, `"\ufeff"`, `"a: true"`, `"- b"`, `5`, `65`, `-5`, `-0.0`, `null`, `[]`, `["a","b"]`, `["b", "a"]`, `[ 1, 2 ]`, `{}`}
	for _, constraint := range []string{
		`strconv.ParseBool`, `strings.ToUpper(path.Unix)`, `math.Signbit`, `strconv.IsPrint`, `strconv.IsGraphic`, `list.IsSortedStrings`, `list.IsSorted(list.Ascending)`,
		`regexp.Match("true")`, `ed25519.Valid("a", "b")`, `string & strconv.ParseBool & strings.MaxRunes(2)`,
		`strconv.ParseBool | null`, `matchN(1, [strconv.ParseBool, math.Signbit])`, `matchN(0, [strconv.ParseBool])`,
	} {
		t.Run(constraint, func(t *testing.T) {
			assertVerdicts(t, delegated(t, constraint), values)
		})
	}
}

// What a function is given may be a type.
func TestVerdictsOfJSONInTexts(t *testing.T) {
	values := []string{ // but what CUE takes for JSON that is none, with a name twice, and the reverse, with a comma after a line's end
		`"{}"`, `"{\"a\":1}"`, `"{\"a\":\"b\"}"`, `"{\"a\":1,\"b\":2}"`, `"{\"a\":1,\"a\":2}"`, `"{\"a\"\n:1}"`, `"[1]"`, `"1"`, `"1.0"`, `"\"\\ud83d\\ude00\""`, `"\"\\ud83d\""`,
		`"null"`, `"{"`, `""`, `5`, `null`, `{}`, `[1]`,
	}
	for _, constraint := range []string{
		`json.Validate({a!: int})`, `json.Validate(#A)`, `json.Validate(#A | [...int])`, `json.Validate(5)`, `json.Validate(string)`, `json.Validate({a?: #N, ...})`,
		`json.Validate(list.MaxItems(1) | >=1)`, `strings.MaxRunes(9) & json.Validate(_)`, `matchN(1, [json.Validate(#A), json.Validate([...])])`,
	} {
		t.Run(constraint, func(t *testing.T) {
			files := languageAlone(t)
			files["own/own.cue"] = ownContract(libraries, "x!: "+constraint, "#A: {a!: #N}\n#N: int & <9\n")
			assertVerdicts(t, files, values)
		})
	}
	for _, constraint := range []string{`json.Validate({b: c, c: 1})`, `json.Validate(own)`, `json.Validate(contract.#Endpoint)`} {
		files := languageAlone(t)
		files["own/own.cue"] = ownContract(libraries, "x!: "+constraint, "")
		_, err := compile.FS(files, compile.Dirs("own"), compile.External())
		assert.Error(t, err, constraint)
	}
}

func TestDelegateConcurrently(t *testing.T) {
	e := engine.New(endpoint(t, delegated(t, `strconv.ParseBool`), "own/post"))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 50 {
				assert.True(t, e.Validate([]byte(`{"x":"true"}`)).Valid())
				assert.False(t, e.Validate([]byte(`{"x":"false"}`)).Valid())
			}
		})
	}
	all.Wait()
}

func TestGenerateRefusesDelegates(t *testing.T) {
	_, err := compile.Generate(written(t, delegated(t, `strconv.ParseBool`)))
	var fault *compile.Error
	require.ErrorAs(t, err, &fault)
	assert.Equal(t, "strconv.ParseBool is not supported", fault.Message)
	assert.Positive(t, fault.Line)
}

// written is the directory of the package own of a module that is written to the disk.
func written(t *testing.T, files fstest.MapFS) string {
	dir := t.TempDir()
	files["cue.mod/module.cue"] = &fstest.MapFile{Data: schemas(t)["cue.mod/module.cue"].Data}
	require.NoError(t, fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		to := filepath.Join(dir, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(to), 0o755))
		return os.WriteFile(to, files[name].Data, 0o644)
	}))
	return filepath.Join(dir, "own")
}
