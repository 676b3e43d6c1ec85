package main

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
)

// isPath reports whether the name of an endpoint is that of a contract of one's own: DIR/NAME, where DIR begins with a
// dot or is absolute.
func isPath(name string) bool { return strings.HasPrefix(name, ".") || filepath.IsAbs(name) }

// isOwn reports whether a path is that of no file, but may be that of a contract.
func isOwn(name string) bool {
	contracts, err := filepath.Glob(filepath.Join(filepath.Dir(name), "*.cue"))
	_, missing := os.Stat(name)
	return isPath(name) && missing != nil && err == nil && len(contracts) > 0
}

// own compiles the contract that a path leads to.
func (a *app) own(name string, options ...compile.Option) (*engine.Endpoint, error) {
	name = filepath.ToSlash(name)
	dir, _ := path.Split(name)
	if isDir(name) { // the endpoint is missing
		dir = strings.TrimSuffix(name, "/") + "/"
	}
	plans, err := compile.Directory(filepath.FromSlash(dir), options...)
	if err != nil {
		a.faults(err)
		return nil, failed
	}
	names := make([]string, len(plans))
	for i, p := range plans {
		_, field, _ := strings.Cut(p.Name, "/")
		if names[i] = dir + field; names[i] == name {
			return engine.New(p), nil
		}
	}
	return nil, noEndpoint(name, names, "; there is "+cmp.Or(or(ofProvider(dir, names)), "none in "+dir))
}

// ownHint tells how the name of an endpoint would be that of a contract of one's own, if there is a directory for it.
func ownHint(name string) string {
	if dir, _ := path.Split(filepath.ToSlash(name)); dir == "" || !isDir(dir) {
		return ""
	}
	return fmt.Sprintf(", did you mean %q?", "./"+filepath.ToSlash(name))
}

func isDir(name string) bool {
	info, err := os.Stat(filepath.FromSlash(name))
	return err == nil && info.IsDir()
}
