package compile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// Directory compiles the endpoints of the CUE packages in a directory, found as [Generate] finds them: dir may end in
// "/...". The error is that of [FS]. Files, those of the error and the sources of constraints, are named from the current
// directory, or absolutely where dir is.
func Directory(dir string, options ...Option) ([]*plan.Endpoint, error) {
	packages, err := contractDirs([]string{dir})
	var endpoints []*plan.Endpoint
	for _, p := range packages {
		var more []*plan.Endpoint
		if more, err = endpointsIn(p, true, options...); err != nil {
			break
		}
		endpoints = append(endpoints, more...)
	}
	if fault := (*fs.PathError)(nil); errors.As(err, &fault) && fault.Op == "generate" {
		err = &fs.PathError{Op: "compile", Path: fault.Path, Err: fault.Err}
	}
	if err != nil {
		return nil, err
	}
	return endpoints, nil
}

// Module finds the CUE module that a directory is part of: its files, and where the directory is among them, as [FS] and
// [Dirs] take it.
func Module(dir string) (fsys fs.FS, inside string, err error) {
	root, inside, err := moduleRoot(dir)
	if err != nil {
		return nil, "", err
	}
	return os.DirFS(root), filepath.ToSlash(inside), nil
}

// endpointsIn compiles those of the package in a directory, which is part of a module. The sources of constraints are named
// like the files of faults where they are for people, else from the root of the module.
func endpointsIn(dir string, forPeople bool, options ...Option) ([]*plan.Endpoint, error) {
	root, inside, err := moduleRoot(dir)
	if err != nil {
		return nil, err
	}
	if first, _, _ := strings.Cut(filepath.ToSlash(inside), "/"); first == "cue.mod" {
		return nil, &fs.PathError{Op: "generate", Path: dir, Err: ErrModuleFiles}
	}
	place := located(root, dir)
	options = append(slices.Clip(options), Dirs(filepath.ToSlash(inside)))
	if forPeople {
		options = append(options, func(s *settings) { s.Located = place })
	}
	endpoints, err := FS(os.DirFS(root), options...)
	if err != nil {
		return nil, relocate(err, place)
	}
	return endpoints, nil
}
