package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"

	"github.com/passant-go/passant/schemas"
)

// languageDir is where a module has its copy of the contract language.
const languageDir = "cue.mod/pkg/" + schemasPath

// schemasPath is the import path of the contracts that are built in, each in a directory of its provider.
const schemasPath = "github.com/passant-go/passant/schemas"

// language is the files of that copy, by their names in the module.
func language() (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, dir := range schemas.Language() {
		names, err := fs.Glob(schemas.FS, dir+"/*.cue")
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			if files[languageDir+"/"+name], err = fs.ReadFile(schemas.FS, name); err != nil {
				return nil, err
			}
		}
	}
	return files, nil
}

// moduleFile is cue.mod/module.cue of a module, in the version of CUE that the contract language is written in.
func moduleFile(name string) ([]byte, error) {
	if err := module.CheckPath(name); err != nil {
		return nil, fmt.Errorf("--module: %w", err)
	}
	own, err := fs.ReadFile(schemas.FS, "cue.mod/module.cue")
	version := regexp.MustCompile(`(?m)^language: .*$`).Find(own)
	return fmt.Appendf(nil, "module: %q\n%s\n", name+"@v0", version), err
}

// moduleName names the module in dir after the Go module that it is in, or else after itself.
func moduleName(dir string) (string, error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	name, err := importPath(absolute)
	if err != nil {
		return "", err
	}
	name = cmp.Or(name, filepath.Base(absolute))
	name = regexp.MustCompile(`[^a-z0-9./_-]+`).ReplaceAllString(strings.ToLower(name), "-")
	if first, _, _ := strings.Cut(name, "/"); !strings.Contains(first, ".") {
		name = "example.com/" + name
	}
	return name, nil
}

// importPath is that of the Go package in dir, "" outside of Go modules.
func importPath(dir string) (string, error) {
	root, ok := atOrAbove(dir, "go.mod")
	if !ok {
		return "", nil
	}
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		return "", err
	}
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	inside, err := filepath.Rel(root, absolute)
	return path.Join(modfile.ModulePath(text), filepath.ToSlash(inside)), err
}

// atOrAbove is the nearest directory, from dir upwards, that holds a file or directory of a name.
func atOrAbove(dir, name string) (root string, ok bool) {
	absolute, err := filepath.Abs(dir)
	for ; err == nil; absolute = filepath.Dir(absolute) {
		if _, err := os.Stat(filepath.Join(absolute, name)); err == nil {
			return absolute, true
		}
		if absolute == filepath.Dir(absolute) {
			break
		}
	}
	return "", false
}

// holdsNoContract reports whether there is no CUE in dir, but for what cue.mod holds.
func holdsNoContract(dir string) (empty bool, err error) {
	empty = true
	err = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && name == dir && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "cue.mod":
			return fs.SkipDir
		case !d.IsDir() && filepath.Ext(name) == ".cue":
			empty = false
			return fs.SkipAll
		}
		return nil
	})
	return empty, err
}

// write makes files in dir what they are to be, removes others from the copy of the language, and prints what it changes.
func (a *app) write(dir string, files map[string][]byte) error {
	for _, name := range slices.Sorted(maps.Keys(files)) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, files[name]) {
			continue
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, files[name], 0o644); err != nil {
			return err
		}
		fmt.Fprintln(a.out, file)
	}
	for _, pkg := range schemas.Language() {
		there, err := filepath.Glob(filepath.Join(dir, filepath.FromSlash(languageDir), pkg, "*.cue"))
		if err != nil {
			return err
		}
		for _, file := range there {
			if files[path.Join(languageDir, pkg, filepath.Base(file))] != nil {
				continue
			}
			if err := os.Remove(file); err != nil {
				return err
			}
			fmt.Fprintln(a.out, file)
		}
	}
	return nil
}
