package compile_test

import (
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/format"
	cuejson "cuelang.org/go/encoding/json"
	"cuelang.org/go/encoding/jsonschema"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

var updateExpected = flag.Bool("update-conformance", false, "write testdata/conformance/expected anew")

// expected lists how many schemas of the suite are not native, by draft and by the construct that is refused first or left to CUE. It may
// shrink, but not grow.
const expected = "testdata/conformance/expected"

// The JSON Schema Test Suite, as CUE, gets the same verdict from plan and CUE on every instance. What the suite itself says
// of an instance does not matter: CUE's reading of JSON Schema is not ours to judge. Without PASSANT_LONG it is a tenth of the
// suite, another one in each run.
func TestConformance(t *testing.T) {
	if testing.Short() {
		t.Skip("it is long, and does one thing at a time")
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "cuelang.org/go").Output()
	require.NoError(t, err)
	tests := os.DirFS(filepath.Join(strings.TrimSpace(string(dir)), "encoding/jsonschema/testdata/external/tests"))
	c := conformance{language: languageAlone(t), refused: map[string]int{}}
	native, tenth := map[string]int{}, rand.New(rand.NewPCG(seedtest.New(t), 0))
	for draft, version := range map[string]jsonschema.Version{
		"draft2020-12": jsonschema.VersionDraft2020_12, "draft7": jsonschema.VersionDraft7,
	} {
		before := c
		require.NoError(t, fs.WalkDir(tests, draft, func(name string, d fs.DirEntry, err error) error {
			if err == nil && filepath.Ext(name) == ".json" && (long() || tenth.IntN(10) == 0) {
				c.file(t, tests, name, draft, version)
			}
			return err
		}))
		native[draft] = 100 * (c.native - before.native) / max(c.extractable-before.extractable, 1)
	}
	t.Logf("extractable=%d native=%d subtree-fallback=%d compared=%d differences=%d (native: %v %%)",
		c.extractable, c.native, c.fallback, c.compared, c.differences, native)
	assert.Zero(t, c.differences)
	if !long() {
		return
	}
	assert.GreaterOrEqual(t, c.compared, 2000)
	assert.GreaterOrEqual(t, native["draft2020-12"], 70)
	c.hold(t)
}

type conformance struct {
	language                                             fstest.MapFS
	extractable, native, fallback, compared, differences int
	refused                                              map[string]int
}

// file runs the tests of one file of the suite.
func (c *conformance) file(t *testing.T, tests fs.FS, name, draft string, version jsonschema.Version) {
	text, err := fs.ReadFile(tests, name)
	require.NoError(t, err)
	var groups []struct {
		Description string
		Schema      json.RawMessage
		Tests       []struct{ Data json.RawMessage }
	}
	require.NoError(t, json.Unmarshal(text, &groups))
	for _, g := range groups {
		contract, ok := extract(g.Schema, version)
		if !ok {
			continue
		}
		c.extractable++
		files := maps.Clone(c.language)
		files["own/own.cue"] = contract
		endpoints, err := compile.FS(files, compile.Dirs("own"))
		if err != nil {
			c.refused[draft+" "+construct(err)]++
			continue
		}
		if delegates(reflect.ValueOf(endpoints[0].Request)) {
			c.fallback++
			c.refused[draft+" left to CUE"]++
		} else {
			c.native++
		}
		e, err := engine.New(mutate.WithoutRules(endpoints[0])).Configure(engine.Options{Strict: true})
		require.NoError(t, err)
		accepts := oracle(t, files, "own/post")
		for _, instance := range g.Tests {
			body := fmt.Appendf(nil, `{"x":%s}`, instance.Data)
			report := e.Validate(body)
			if report.Malformed() { // beyond a limit
				continue
			}
			c.compared++
			if want := accepts(t, body); want != report.Valid() {
				c.differences++
				t.Errorf("%s, %s: CUE says %v of %s: %v\n%s", name, g.Description, want, body, report, contract.Data)
			}
		}
	}
}

// delegates reports whether a part of a plan is left to CUE.
func delegates(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Interface:
		_, ok := v.Interface().(plan.Delegate)
		return ok
	case reflect.Pointer:
		return !v.IsNil() && delegates(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			if delegates(v.Index(i)) {
				return true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if delegates(v.Field(i)) {
				return true
			}
		}
	}
	return false
}

// extract is a contract with a member that a JSON schema describes; ok is false where CUE cannot express the schema.
func extract(schema []byte, version jsonschema.Version) (contract *fstest.MapFile, ok bool) {
	ctx := cuecontext.New()
	expr, err := cuejson.Extract("", schema)
	if err != nil {
		return nil, false
	}
	file, err := jsonschema.Extract(ctx.BuildExpr(expr), &jsonschema.Config{DefaultVersion: version, StrictFeatures: true})
	if err != nil {
		return nil, false
	}
	text, err := format.Node(file, format.Simplify())
	if err != nil || ctx.CompileBytes(text).Err() != nil {
		return nil, false
	}
	imports := "import \"" + languageContract + "\"\n"
	var value, definitions []string
	embeds := 0
	for _, d := range file.Decls {
		text, err := format.Node(d)
		if err != nil {
			return nil, false
		}
		switch x := d.(type) {
		case *ast.ImportDecl:
			imports += string(text) + "\n"
		case *ast.Attribute, *ast.Package, *ast.CommentGroup:
		case *ast.Field:
			if name, identifier, err := ast.LabelName(x.Label); err == nil && identifier && (name[0] == '#' || name[0] == '_') {
				definitions = append(definitions, string(text))
			} else {
				value = append(value, string(text))
			}
		case *ast.EmbedDecl:
			embeds++
			value = append(value, string(text))
		default:
			value = append(value, string(text))
		}
	}
	x := strings.Join(value, "\n")
	if embeds != 1 || len(value) != 1 {
		x = "{\n" + x + "\n}"
	}
	return ownContract(imports, "x!: "+x, strings.Join(definitions, "\n")), true
}

const languageContract = "github.com/passant-go/passant/schemas/contract"

var call = regexp.MustCompile(`^[a-z][a-zA-Z]*(\.[A-Z]\w*)?\(`)

// construct names what a contract is refused for.
func construct(err error) string {
	var first *compile.Error
	errors.As(err, &first)
	if function := call.FindString(first.Message); function != "" {
		return function + "…)"
	}
	return cmp.Or(first.Hint, first.Message)
}

// hold compares what is refused with what is expected.
func (c *conformance) hold(t *testing.T) {
	var list []string
	for _, construct := range slices.Sorted(maps.Keys(c.refused)) {
		list = append(list, fmt.Sprintf("%s: %d\n", construct, c.refused[construct]))
	}
	if *updateExpected {
		require.NoError(t, os.WriteFile(expected, []byte(strings.Join(list, "")), 0o644))
	}
	want, err := os.ReadFile(expected)
	require.NoError(t, err)
	assert.Equal(t, string(want), strings.Join(list, ""), "go test -run TestConformance -update-conformance writes it anew; it may shrink, but not grow")
}
