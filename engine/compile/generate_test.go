package compile

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile/internal/golang"
)

// contracts is a copy of the contracts in a directory of its own, without generated files.
func contracts(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, dir := range []string{"cue.mod", "answer", "contract", "field", "laravel", "larsverp"} {
		files, err := filepath.Glob(filepath.Join("../../schemas", dir, "*.cue"))
		require.NoError(t, err)
		require.NoError(t, os.Mkdir(filepath.Join(root, dir), 0o755))
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			require.NoError(t, os.WriteFile(filepath.Join(root, dir, filepath.Base(file)), text, 0o644))
		}
	}
	return root
}

// files are those that are generated for larsverp, in dir.
func files(dir string) (names []string) {
	for _, name := range []string{"register", "register_types", "validation", "validation_types"} {
		names = append(names, filepath.Join(dir, name+golang.Suffix))
	}
	return names
}

func TestGenerate(t *testing.T) {
	root := contracts(t)
	all := filepath.Join(root, "...")
	larsverp := filepath.Join(root, "larsverp")
	register, validation := filepath.Join(larsverp, "register_gen.go"), filepath.Join(larsverp, "validation_gen.go")
	gone, foreign := filepath.Join(larsverp, "gone_gen.go"), filepath.Join(larsverp, "foreign_gen.go")
	require.NoError(t, os.WriteFile(gone, []byte(golang.Header+"\n\npackage larsverp\n"), 0o644))
	require.NoError(t, os.WriteFile(foreign, []byte("package larsverp\n"), 0o644))

	stale, err := Stale(all)
	require.NoError(t, err)
	assert.Equal(t, append([]string{gone}, files(larsverp)...), stale)
	assert.NoFileExists(t, register)

	changed, err := Generate(all, larsverp)
	require.NoError(t, err)
	assert.Equal(t, stale, changed)
	assert.NoFileExists(t, gone)
	assert.FileExists(t, foreign)

	source, err := os.ReadFile(register)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(source), golang.Header+"\n\n// Package larsverp is"), "the package comment stands in the first file")
	assert.Contains(t, string(source), "// Register is larsverp/register: it creates a user with the guest role.\nvar Register = engine.New(&registerPlan)\n")
	source, err = os.ReadFile(validation)
	require.NoError(t, err)
	assert.True(t, strings.HasPrefix(string(source), golang.Header+"\n\npackage larsverp\n"), "and in no other")

	changed, err = Generate(all)
	require.NoError(t, err)
	assert.Empty(t, changed)

	require.NoError(t, os.Remove(filepath.Join(larsverp, "validation.cue")))
	require.NoError(t, os.WriteFile(register, []byte(golang.Header), 0o644))
	changed, err = Generate(larsverp)
	require.NoError(t, err)
	assert.Equal(t, []string{register, validation, filepath.Join(larsverp, "validation_types_gen.go")}, changed)
	assert.NoFileExists(t, validation)
}

func TestGenerateErrors(t *testing.T) {
	root := contracts(t)

	_, err := Generate(filepath.Join(root, "missing"))
	assert.ErrorIs(t, err, fs.ErrNotExist)

	var at *fs.PathError
	_, err = Generate(t.TempDir())
	assert.ErrorIs(t, err, ErrNoContracts)
	assert.ErrorAs(t, err, &at)

	lone := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(lone, "a.cue"), []byte("package a\n"), 0o644))
	_, err = Generate(lone)
	assert.ErrorIs(t, err, ErrNoModule)

	files, err := Generate(filepath.Join(root, "field"), filepath.Join(root, "larsverp"))
	require.NoError(t, err, "a directory without endpoints is fine")
	require.Len(t, files, 4)
	before, err := os.ReadFile(files[0])
	require.NoError(t, err)

	broken := filepath.Join(root, "larsverp", "broken.cue")
	require.NoError(t, os.WriteFile(broken, []byte("package larsverp\n\n#Max: 7 & \"\"\n"), 0o644))
	_, err = Generate(filepath.Join(root, "larsverp"))
	var fault *Error
	assert.ErrorAs(t, err, &fault)
	after, err := os.ReadFile(files[0])
	require.NoError(t, err)
	assert.Equal(t, before, after, "a fault changes nothing")
}

// A file that was not generated is not written over, and then no other is written either.
func TestGenerateKeepsForeignFiles(t *testing.T) {
	root := contracts(t)
	foreign := filepath.Join(root, "larsverp", "validation_gen.go")
	require.NoError(t, os.WriteFile(foreign, []byte("package larsverp\n"), 0o644))
	for _, run := range []func(...string) ([]string, error){Stale, Generate} {
		files, err := run(filepath.Join(root, "larsverp"))
		assert.Empty(t, files)
		var at *fs.PathError
		require.ErrorAs(t, err, &at)
		assert.Equal(t, foreign, at.Path)
		assert.ErrorIs(t, err, ErrForeign)
	}
	assert.NoFileExists(t, filepath.Join(root, "larsverp", "register_gen.go"))
	source, err := os.ReadFile(foreign)
	require.NoError(t, err)
	assert.Equal(t, "package larsverp\n", string(source))
}

// What was generated from contracts that are gone altogether is found too.
func TestGenerateWithoutContracts(t *testing.T) {
	root := contracts(t)
	gone, foreign := filepath.Join(root, "gone", "a_gen.go"), filepath.Join(root, "foreign", "a_gen.go")
	for name, text := range map[string]string{gone: golang.Header + "\n\npackage gone\n", foreign: "package foreign\n"} {
		require.NoError(t, os.Mkdir(filepath.Dir(name), 0o755))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o644))
	}
	stale, err := Stale(filepath.Join(root, "..."))
	require.NoError(t, err)
	assert.Contains(t, stale, gone)
	assert.NotContains(t, stale, foreign)

	changed, err := Generate(filepath.Join(root, "gone"))
	require.NoError(t, err)
	assert.Equal(t, []string{gone}, changed)
	assert.NoFileExists(t, gone)
	_, err = Generate(filepath.Join(root, "foreign"))
	assert.ErrorIs(t, err, ErrNoContracts)
}

func TestGenerateRoots(t *testing.T) {
	root := contracts(t)
	elsewhere := t.TempDir()
	for link, to := range map[string]string{"module": root, "package": filepath.Join(root, "larsverp")} {
		if err := os.Symlink(to, filepath.Join(elsewhere, link)); err != nil {
			t.Skip(err)
		}
	}
	t.Chdir(root)
	for dir, want := range map[string]string{
		"...":     "larsverp",
		"./...":   "larsverp",
		"lars...": "",
		filepath.Join(elsewhere, "module", "..."):      filepath.Join(elsewhere, "module", "larsverp"),
		filepath.Join(elsewhere, "module", "larsverp"): filepath.Join(elsewhere, "module", "larsverp"),
		filepath.Join(elsewhere, "package"):            filepath.Join(elsewhere, "package"),
		filepath.Join(elsewhere, "package", "..."):     filepath.Join(elsewhere, "package"),
	} {
		stale, err := Stale(dir)
		if want == "" {
			assert.ErrorIs(t, err, fs.ErrNotExist, dir)
			continue
		}
		require.NoError(t, err, dir)
		assert.Equal(t, files(want), stale, dir)
	}
	for _, dir := range []string{"cue.mod", "cue.mod/..."} {
		_, err := Generate(dir)
		assert.ErrorIs(t, err, ErrModuleFiles)
		assert.EqualError(t, err, "generate cue.mod: cue.mod holds what the module needs, no contracts of its own")
	}
}

// The generated files beside the contracts of this module are those of the contracts as they stand.
func TestNothingIsStale(t *testing.T) {
	stale, err := Stale("../../schemas/...")
	require.NoError(t, err)
	assert.Empty(t, stale)
}

// The faults of Generate name files as they can be opened from where it was called.
func TestGenerateFaultsNameFiles(t *testing.T) {
	root := contracts(t)
	file := filepath.Join(root, "larsverp", "register.cue")
	text, err := os.ReadFile(file)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, []byte(strings.Replace(string(text), "@secret()", "@sceret()", 1)), 0o644))

	for dir, want := range map[string]string{
		filepath.Join(root, "larsverp"): file,
		"larsverp":                      filepath.Join("larsverp", "register.cue"),
		"./...":                         filepath.Join("larsverp", "register.cue"),
	} {
		t.Chdir(root)
		_, err := Generate(dir)
		var fault *Error
		require.ErrorAs(t, err, &fault)
		assert.Equal(t, want, fault.File)
		assert.Equal(t, "did you mean secret?", fault.Hint)
	}
	t.Chdir(filepath.Join(root, "larsverp"))
	_, err = Generate(".")
	assert.ErrorContains(t, err, "register.cue:49:")
	assert.NotContains(t, err.Error(), root)
}
