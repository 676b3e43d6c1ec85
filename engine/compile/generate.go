package compile

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/compile/internal/golang"
	"github.com/passant-go/passant/engine/plan"
)

// The reasons for which no Go can be written; they come in an [*fs.PathError] that names the place. What is wrong with
// a contract itself is an [*Error].
var (
	ErrNoContracts = errors.New("no CUE files")
	ErrNoModule    = errors.New("not in a CUE module: no cue.mod here or above")
	ErrModuleFiles = errors.New("cue.mod holds what the module needs, no contracts of its own")
	ErrSameName    = errors.New("two endpoints have the same name in Go")
	ErrForeign     = errors.New("in the way of what is to be generated, but not generated itself")
)

// Generate writes the endpoints of the CUE packages in dirs as Go, two files for each beside its contract, and removes such
// files of endpoints that are gone: NAME_gen.go has the endpoint, NAME_types_gen.go structs of its request and answers. A
// directory that ends in "/..." stands for all below it too, but for testdata, cue.mod and names that begin with "." or "_";
// without dirs it is the current one that counts. It returns the names of the files that it changed, sorted. On an error in
// a contract it changes nothing.
//
// A directory need not declare an endpoint, but one of dirs must hold CUE files, or what was generated from some. A file
// that was not generated is never written over.
func Generate(dirs ...string) ([]string, error) {
	return generate(dirs, func(o output) error {
		if o.source == nil {
			return os.Remove(o.name)
		}
		return os.WriteFile(o.name, o.source, 0o644)
	})
}

// Stale returns the names of the files that [Generate] would change, and changes nothing.
func Stale(dirs ...string) ([]string, error) {
	return generate(dirs, func(output) error { return nil })
}

// An output is a file that is to hold source, or that is to be removed where that is nil.
type output struct {
	name   string
	source []byte
}

func (o output) stale() bool {
	source, err := os.ReadFile(o.name)
	return err != nil || o.source == nil || !bytes.Equal(source, o.source)
}

func generate(dirs []string, apply func(output) error) (changed []string, err error) {
	packages, err := contractDirs(dirs)
	if err != nil {
		return nil, err
	}
	var outputs []output
	for _, dir := range packages {
		files, err := generateDir(dir)
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, files...)
	}
	for _, o := range outputs {
		if !o.stale() {
			continue
		}
		if err := apply(o); err != nil {
			return changed, err
		}
		changed = append(changed, o.name)
	}
	slices.Sort(changed)
	return changed, nil
}

// contractDirs are the directories with CUE or generated files that dirs stand for, each once, sorted.
func contractDirs(dirs []string) ([]string, error) {
	if len(dirs) == 0 {
		dirs = []string{"."}
	}
	var found []string
	for _, dir := range dirs {
		more, err := contractDirsBelow(below(dir))
		if err != nil {
			return nil, err
		}
		found = append(found, more...)
	}
	if len(found) == 0 {
		return nil, &fs.PathError{Op: "generate", Path: strings.Join(dirs, " "), Err: ErrNoContracts}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// below is the directory that a pattern begins at, and whether all below it are meant too.
func below(pattern string) (root string, all bool) {
	root, all = strings.CutSuffix(filepath.ToSlash(pattern), "...")
	if all = all && (root == "" || strings.HasSuffix(root, "/")); !all {
		root = pattern
	}
	return filepath.Clean(filepath.FromSlash(root)), all
}

func contractDirsBelow(root string, all bool) (found []string, err error) {
	resolved, err := filepath.EvalSymlinks(root) // a walk follows no link, not even at its root
	if err != nil {
		return nil, err
	}
	err = filepath.WalkDir(resolved, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case !d.IsDir():
			wanted := filepath.Ext(name) == ".cue"
			if strings.HasSuffix(name, golang.Suffix) {
				wanted, _ = generated(name)
			}
			if way, err := filepath.Rel(resolved, filepath.Dir(name)); wanted && err == nil {
				found = append(found, filepath.Join(root, way))
			}
			return nil
		case name == resolved:
			return nil
		case !all || d.Name() == "cue.mod" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_"):
			return fs.SkipDir
		}
		return nil
	})
	return found, err
}

// generateDir is what is to become of the generated files of one package.
func generateDir(dir string) ([]output, error) {
	outputs, err := leftovers(dir)
	if err != nil {
		return nil, err
	}
	if files, err := filesIn(dir, ".cue"); err != nil || len(files) == 0 {
		return outputs, err
	}
	endpoints, err := endpointsIn(dir, false, External())
	if err != nil {
		return nil, err
	}
	pkg, doc, err := packageClause(dir)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(endpoints, func(a, b *plan.Endpoint) int { return strings.Compare(a.Name, b.Name) })
	names, files := golang.Names{}, golang.Names{} // in Go, and of files
	var all []golang.File
	put := func(file string, source []byte, err error) error {
		name := filepath.Join(dir, file+golang.Suffix)
		if err == nil {
			err = inTheWay(name)
		}
		if err != nil {
			return &fs.PathError{Op: "generate", Path: name, Err: err}
		}
		outputs = slices.DeleteFunc(outputs, func(o output) bool { return o.name == name })
		outputs = append(outputs, output{name, source})
		return nil
	}
	for _, e := range endpoints {
		f := golang.File{Package: pkg, Doc: doc, Plan: e}
		doc = "" // stands in the first file only
		source, err := f.Source()
		if err == nil && names[f.Variable()] {
			err = ErrSameName
		}
		if err := put(f.Name(), source, err); err != nil {
			return nil, err
		}
		names[f.Variable()], files[f.Name()] = true, true
		all = append(all, f)
	}
	for _, f := range all { // once the names of all endpoints are known
		source, err := f.Types(names)
		if err := put(files.Take(f.Name()+"_types"), source, err); err != nil {
			return nil, err
		}
	}
	return outputs, nil
}

// located is how the caller, who named a directory of the module in root, can open a file of it: by an absolute name where
// that of the directory is, else from the current directory.
func located(root, dir string) func(file string) string {
	here, err := os.Getwd()
	return func(file string) string {
		file = filepath.Join(root, file)
		if from, relErr := filepath.Rel(here, file); err == nil && relErr == nil && !filepath.IsAbs(dir) {
			return from
		}
		return file
	}
}

// relocate gives the file names in faults of contracts, which count from the root of the module, by place.
func relocate(err error, place func(file string) string) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var all []error
	for _, err := range joined.Unwrap() {
		if fault := (*Error)(nil); errors.As(err, &fault) && fault.File != "" {
			moved := *fault
			moved.File = place(fault.File)
			err = &moved
		}
		all = append(all, err)
	}
	return errors.Join(all...)
}

// leftovers are the generated files in dir, to be removed.
func leftovers(dir string) (outputs []output, err error) {
	files, err := filesIn(dir, golang.Suffix)
	if err != nil {
		return nil, err
	}
	for _, file := range files {
		name := filepath.Join(dir, file)
		ours, err := generated(name)
		if err != nil {
			return nil, err
		}
		if ours {
			outputs = append(outputs, output{name: name})
		}
	}
	return outputs, nil
}

// generated reports whether a file was generated, as its first line tells.
func generated(name string) (bool, error) {
	source, err := os.ReadFile(name)
	first, _, _ := bytes.Cut(source, []byte("\n"))
	return string(first) == golang.Header, err
}

// inTheWay is what keeps a file from being written.
func inTheWay(name string) error {
	ours, err := generated(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err == nil && !ours:
		return ErrForeign
	}
	return err
}

// filesIn are the names of the files in dir with a suffix, sorted.
func filesIn(dir, suffix string) (names []string, err error) {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), suffix) {
			names = append(names, e.Name())
		}
	}
	return names, err
}

// moduleRoot is the nearest directory above dir that holds cue.mod, and the way from there to dir, no symbolic link on it.
func moduleRoot(dir string) (root, inside string, err error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return "", "", err
	}
	resolved, err := filepath.EvalSymlinks(absolute)
	if err != nil {
		return "", "", err
	}
	for _, from := range []string{absolute, resolved} {
		if root, inside = moduleAbove(from); root == "" {
			continue
		}
		if top, err := filepath.EvalSymlinks(root); err == nil && filepath.Join(top, inside) == resolved {
			return root, inside, nil
		}
	}
	return "", "", &fs.PathError{Op: "generate", Path: dir, Err: ErrNoModule}
}

func moduleAbove(dir string) (root, inside string) {
	for root = dir; ; root = filepath.Dir(root) {
		if info, err := os.Stat(filepath.Join(root, "cue.mod")); err == nil && info.IsDir() {
			inside, _ = filepath.Rel(root, dir)
			return root, inside
		}
		if root == filepath.Dir(root) {
			return "", ""
		}
	}
}
