package engine_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// walls are the packages of this module, each with those that it imports: of this module by their paths in it, of the
// standard library those that talk to a network or are large, and the modules of others. What is not here is not imported.
// A name that ends in "/*" stands for the packages of providers, which import what generated code needs.
var walls = map[string]string{
	"postal": "",
	"phone":  "",
	"rules":  "postal phone golang.org/x/net golang.org/x/text",

	"schemas":   "engine schemas/*",
	"schemas/*": "engine engine/plan engine/typed engine/gen rules postal phone",

	"engine/plan":            "rules",
	"engine/gen":             "engine/plan engine/typed engine/internal/scan engine/internal/tape engine/internal/answer golang.org/x/net encoding/json",
	"engine/internal/blocks": "",
	"engine/internal/scan":   "engine/internal/blocks",
	"engine/internal/spell":  "",
	"engine/internal/people": "encoding/json",
	"engine/internal/tape":   "engine/plan engine/internal/blocks",
	"engine/internal/answer": "engine/plan engine/internal/spell",
	"engine/typed":           "engine/internal/tape encoding/json",
	"engine":                 "engine/plan engine/internal/ops engine/typed engine/internal/scan engine/internal/spell engine/internal/tape engine/internal/answer rules",

	"engine/explain":   "engine engine/plan engine/internal/ops engine/internal/scan rules encoding/json net/http regexp golang.org/x/text", // net/http has the names of statuses
	"engine/message":   "engine engine/internal/people engine/internal/spell github.com/go-playground/locales github.com/go-playground/universal-translator golang.org/x/text",
	"engine/httpcheck": "engine engine/typed encoding/json net net/http",
	"engine/lookup":    "engine rules net database/sql github.com/hashicorp/golang-lru golang.org/x/sync",
	"engine/docs":      "",

	"engine/internal/ops":      "engine/plan",
	"engine/internal/notation": "engine/plan engine/internal/ops rules",
	"engine/internal/mutate":   "engine engine/plan engine/gen engine/internal/notation engine/internal/ops rules golang.org/x/text encoding/json",
	"engine/sample":            "engine engine/plan engine/internal/mutate engine/internal/notation encoding/json",
	"engine/diff":              "engine engine/plan engine/internal/mutate engine/internal/notation engine/internal/ops engine/internal/spell encoding/json",

	"engine/internal/automaton":      "engine/plan",
	"engine/compile/internal/golang": "engine/plan engine/gen engine/internal/ops engine/internal/scan engine/internal/answer rules regexp",
	"engine/compile/internal/source": "engine/plan engine/internal/answer engine/internal/spell cuelang.org/go regexp",
	"engine/compile/internal/types":  "engine/plan engine/internal/automaton engine/internal/scan engine/compile/internal/source cuelang.org/go",
	"engine/compile/internal/read":   "engine/plan engine/gen engine/internal/automaton engine/compile/internal/source engine/compile/internal/types rules cuelang.org/go regexp",
	"engine/compile/internal/lower": "engine/plan engine/internal/answer engine/internal/automaton engine/internal/ops engine/internal/people engine/compile/internal/golang " +
		"engine/compile/internal/source engine/compile/internal/types engine/compile/internal/read rules cuelang.org/go encoding/json regexp",
	"engine/compile": "engine engine/plan engine/sample engine/internal/mutate engine/compile/internal/golang engine/compile/internal/lower engine/compile/internal/source rules cuelang.org/go",

	"engine/cmd/generate": "engine/compile",
	"engine/cmd/passant": "engine engine/plan engine/explain engine/sample engine/diff engine/compile engine/internal/spell schemas " +
		"encoding/json net/http regexp github.com/spf13/cobra golang.org/x/mod",
}

// tools are packages that no other imports: they make what is generated, or serve tests alone.
var tools = []string{
	".ci/fixtures", "phone/internal/generate", "engine/message/internal/generate", "engine/message/internal/vocabulary",
	"engine/internal/dnstest", "engine/internal/drawtest", "engine/internal/racetest", "engine/internal/seedtest",
	"engine/internal/splicetest", "engine/lookup/internal/sqlite",
}

// guarded are the packages of the standard library that a package imports only where walls says so.
var guarded = []string{"net", "net/http", "database/sql", "encoding/json", "regexp", "net/mail", "os/exec"}

// Packages import what they may, and no more.
func TestWalls(t *testing.T) {
	for _, breach := range breaches(t, os.DirFS("..")) {
		t.Error(breach)
	}
}

// A breach is found, of whatever kind it is.
func TestBreachesAreFound(t *testing.T) {
	for _, test := range []struct{ name, source, want string }{
		{"rules/x.go", `import "github.com/passant-go/passant/engine"`, "rules imports engine"},
		{"engine/x.go", `import "github.com/passant-go/passant/engine/compile"`, "engine imports engine/compile"},
		{"engine/message/x.go", `import _ "net/http"`, "engine/message imports net/http"},
		{"engine/diff/x.go", `import "cuelang.org/go/cue"`, "engine/diff imports cuelang.org/go"},
		{"engine/new/x.go", "", "engine/new is not listed"},
		{"schemas/larsverp/x.go", `import "github.com/passant-go/passant/engine/lookup"`, "schemas/larsverp imports engine/lookup"},
		{"engine/plan/x.go", `import "golang.org/x/text/language"`, "engine/plan imports golang.org/x/text"},
	} {
		found := breaches(t, fstest.MapFS{test.name: {Data: []byte("package x\n" + test.source)}})
		assert.Contains(t, found, test.want)
	}
}

// breaches are the imports of a module that walls does not have, and what walls has that no package imports.
func breaches(t *testing.T, fsys fs.FS) (found []string) {
	imports := map[string]map[string]bool{}
	require.NoError(t, fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			_, err := fs.Stat(fsys, path.Join(name, "go.mod"))
			if name != "." && err == nil || d.Name() == "testdata" || d.Name() == ".git" {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		source, err := fs.ReadFile(fsys, name)
		require.NoError(t, err)
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.ImportsOnly)
		require.NoError(t, err)
		dir := path.Dir(name)
		if imports[dir] == nil {
			imports[dir] = map[string]bool{}
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			if known := wall(imported); known != "" {
				imports[dir][known] = true
			}
		}
		return nil
	}))
	for _, pkg := range slices.Sorted(maps.Keys(imports)) {
		list, ok := walls[pkg]
		if path.Dir(pkg) == "schemas" && !ok {
			list, ok = walls["schemas/*"], true
		}
		if slices.Contains(tools, pkg) {
			continue
		}
		if !ok {
			found = append(found, pkg+" is not listed")
			continue
		}
		may := strings.Fields(list)
		for _, imported := range slices.Sorted(maps.Keys(imports[pkg])) {
			if provider := path.Dir(imported) == "schemas"; !slices.Contains(may, imported) && !(provider && slices.Contains(may, "schemas/*")) {
				found = append(found, pkg+" imports "+imported)
			}
		}
		for _, allowed := range may {
			if !imports[pkg][allowed] && path.Dir(pkg) != "schemas" && !strings.HasSuffix(allowed, "/*") {
				found = append(found, pkg+" does not import "+allowed+" any more")
			}
		}
	}
	return found
}

// wall is what stands in walls for an import path, "" for what any package may import.
func wall(imported string) string {
	if own, ok := strings.CutPrefix(imported, module+"/"); ok {
		return own
	}
	if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
		parts := strings.Split(imported, "/")
		if first == "cuelang.org" {
			return strings.Join(parts[:2], "/")
		}
		return strings.Join(parts[:3], "/")
	}
	if slices.Contains(guarded, imported) {
		return imported
	}
	return ""
}
