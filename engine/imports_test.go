package engine_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/passant-go/passant"

// goCommand runs the go command, and opens every source of the module before: the test cache knows a test to depend on the files
// that it opens, not on those that a command which it runs does.
func goCommand(t *testing.T, args ...string) string {
	t.Helper()
	require.NoError(t, filepath.WalkDir("..", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".go" && d.Name() != "go.mod" {
			return err
		}
		source, err := os.Open(name)
		if err != nil {
			return err
		}
		return source.Close()
	}))
	out, err := exec.Command("go", args...).CombinedOutput()
	require.NoError(t, err, "go %s\n%s", strings.Join(args, " "), out)
	return string(out)
}

// A service that embeds the engine pays for nothing that it does not use.
func TestImports(t *testing.T) {
	for _, pkg := range []string{"engine", "engine/gen", "rules", "schemas/larsverp"} {
		linked := strings.Fields(goCommand(t, "list", "-deps", module+"/"+pkg))
		require.NotEmpty(t, linked)
		for _, barred := range []string{"net", "net/http", "database/sql", "regexp", module + "/engine/compile", module + "/engine/message"} {
			assert.NotContains(t, linked, barred, pkg)
		}
		for _, l := range linked {
			assert.False(t, strings.HasPrefix(l, "cuelang.org/") || strings.HasPrefix(l, "github.com/go-playground/"), "%s links %s", pkg, l)
		}
		if pkg == "engine/gen" { // json.Valid is what encoding/json says
			continue
		}
		own := goCommand(t, "list", "-f", `{{join .Imports " "}}`, module+"/"+pkg)
		for _, barred := range []string{"reflect", "encoding/json"} {
			assert.NotContains(t, strings.Fields(own), barred, pkg)
		}
	}
}

// Rules and what they are made of link neither what is large nor what talks to a network.
func TestImportsOfRules(t *testing.T) {
	packages := []string{module + "/rules", module + "/postal", module + "/phone"}
	linked := strings.Fields(goCommand(t, append([]string{"list", "-deps"}, packages...)...))
	require.NotEmpty(t, linked)
	for _, barred := range []string{"regexp", "net", "net/http", "net/mail", "database/sql", "encoding/json"} {
		assert.NotContains(t, linked, barred)
	}
	own := strings.Fields(goCommand(t, append([]string{"list", "-f", `{{join .Imports "\n"}}`}, packages...)...))
	assert.NotContains(t, own, "reflect")
	assert.NotContains(t, own, "fmt")
}

// What phone numbers are judged by is data of our own: the library that it is made from is for the generator and tests.
func TestPhoneLibraryIsNotLinked(t *testing.T) {
	generators := 0
	for line := range strings.Lines(goCommand(t, "list", "-f", `{{.ImportPath}}:{{join .Deps " "}}`, module+"/...")) {
		name, deps, _ := strings.Cut(line, ":")
		if name == module+"/phone/internal/generate" {
			generators++
			assert.Contains(t, deps, "github.com/nyaruka/")
			continue
		}
		assert.NotContains(t, deps, "github.com/nyaruka/", name)
	}
	assert.Equal(t, 1, generators)
}

// The binary that generates code can be built when generated code cannot.
func TestGeneratorImportsNothingGenerated(t *testing.T) {
	for _, l := range strings.Fields(goCommand(t, "list", "-deps", module+"/engine/cmd/generate")) {
		assert.False(t, strings.HasPrefix(l, module+"/schemas"), l)
	}
}

// A program that imports a provider runs none of our code at start-up, and grows by less than 1.5 MB over one that
// imports encoding/json.
func TestStartUpAndSize(t *testing.T) {
	_, without := build(t, `package main

import ("encoding/json"; "os")

func main() { _ = json.NewDecoder(os.Stdin).Decode(new(map[string]any)) }
`)
	path, with := build(t, `package main

import ("encoding/json"; "os"; "`+module+`/schemas/larsverp")

func main() {
	_ = json.NewDecoder(os.Stdin).Decode(new(map[string]any))
	r := larsverp.Register.Validate(nil)
	os.Stdout.Write(r.AppendAnswer(nil))
}
`)
	t.Logf("%d bytes over encoding/json", with-without)
	assert.Less(t, with-without, int64(1_500_000))
	assertNoInitialisation(t, path)
}

// Nor does one with a catalogue of messages.
func TestStartUpWithMessages(t *testing.T) {
	path, _ := build(t, `package main

import "`+module+`/engine/message"

var languages message.Catalogue

func main() { println(languages.For("nl").Tag()) }
`)
	assertNoInitialisation(t, path)
}

// build makes a program, and tells its size.
func build(t *testing.T, source string) (path string, size int64) {
	dir := t.TempDir()
	main := filepath.Join(dir, "main.go")
	require.NoError(t, os.WriteFile(main, []byte(source), 0o600))
	path = filepath.Join(dir, "program")
	goCommand(t, "build", "-o", path, main)
	info, err := os.Stat(path)
	require.NoError(t, err)
	return path, info.Size()
}

// assertNoInitialisation runs a program: the runtime names every package that initialises anything.
func assertNoInitialisation(t *testing.T, path string) {
	run := exec.Command(path)
	run.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := run.CombinedOutput()
	require.NoError(t, err)
	assert.Contains(t, string(trace), "init ")
	assert.NotContains(t, string(trace), "init "+module)
}
