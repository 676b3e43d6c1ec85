package engine_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/passant-go/passant"

func goCommand(t *testing.T, args ...string) string {
	t.Helper()
	out, err := exec.Command("go", args...).CombinedOutput()
	require.NoError(t, err, "go %s\n%s", strings.Join(args, " "), out)
	return string(out)
}

// A service that embeds the engine pays for nothing that it does not use.
func TestImports(t *testing.T) {
	for _, pkg := range []string{"engine", "engine/function", "rules", "schemas/larsverp"} {
		linked := strings.Fields(goCommand(t, "list", "-deps", module+"/"+pkg))
		require.NotEmpty(t, linked)
		for _, barred := range []string{"net", "net/http", "database/sql", "regexp", module + "/engine/compile", module + "/engine/message"} {
			assert.NotContains(t, linked, barred, pkg)
		}
		for _, l := range linked {
			assert.False(t, strings.HasPrefix(l, "cuelang.org/") || strings.HasPrefix(l, "github.com/go-playground/"), "%s links %s", pkg, l)
		}
		if pkg == "engine/function" { // json.Valid is what encoding/json says
			continue
		}
		own := goCommand(t, "list", "-f", `{{join .Imports " "}}`, module+"/"+pkg)
		for _, barred := range []string{"reflect", "encoding/json"} {
			assert.NotContains(t, strings.Fields(own), barred, pkg)
		}
	}
}

// Of the packages that a service may embed, one alone knows net/http.
func TestNetHTTP(t *testing.T) {
	var know []string
	for line := range strings.Lines(goCommand(t, "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, module+"/...")) {
		words := strings.Fields(line)
		name := strings.TrimPrefix(words[0], module+"/")
		if slices.Contains(words[1:], "net/http") && !strings.HasPrefix(name, "engine/cmd/") {
			know = append(know, name)
		}
	}
	assert.Equal(t, []string{"engine/httpcheck"}, know)
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
	build := func(source string) (path string, size int64) {
		dir := t.TempDir()
		main := filepath.Join(dir, "main.go")
		require.NoError(t, os.WriteFile(main, []byte(source), 0o600))
		path = filepath.Join(dir, "program")
		goCommand(t, "build", "-o", path, main)
		info, err := os.Stat(path)
		require.NoError(t, err)
		return path, info.Size()
	}
	_, without := build(`package main

import ("encoding/json"; "os")

func main() { _ = json.NewDecoder(os.Stdin).Decode(new(map[string]any)) }
`)
	path, with := build(`package main

import ("encoding/json"; "os"; "` + module + `/schemas/larsverp")

func main() {
	_ = json.NewDecoder(os.Stdin).Decode(new(map[string]any))
	r := larsverp.Register.Validate(nil)
	os.Stdout.Write(r.AppendAnswer(nil))
}
`)
	t.Logf("%d bytes over encoding/json", with-without)
	assert.Less(t, with-without, int64(1_500_000))

	run := exec.Command(path)
	run.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := run.CombinedOutput()
	require.NoError(t, err)
	assert.Contains(t, string(trace), "init ")
	assert.NotContains(t, string(trace), "init "+module)
}
