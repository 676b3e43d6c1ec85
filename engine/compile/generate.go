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
	ErrSameName    = errors.New("two endpoints have the same name in Go")
)

// Generate writes the endpoints of the CUE packages in dirs as Go, one file NAME_gen.go for each beside its contract,
// and removes such files of endpoints that are gone. A directory that ends in "/..." stands for all below it too, but for
// testdata, cue.mod and names that begin with "." or "_"; without dirs it is the current one that counts. It returns the
// names of the files that it changed, sorted. On an error in a contract it changes nothing.
//
// A directory need not declare an endpoint, but one of dirs must hold CUE files.
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

// contractDirs are the directories with CUE files that dirs stand for, each once, sorted.
func contractDirs(dirs []string) ([]string, error) {
	if len(dirs) == 0 {
		dirs = []string{"."}
	}
	var found []string
	for _, dir := range dirs {
		root, all := strings.CutSuffix(filepath.ToSlash(dir), "/...")
		err := filepath.WalkDir(filepath.FromSlash(root), func(name string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case !d.IsDir():
				if filepath.Ext(name) == ".cue" {
					found = append(found, filepath.Dir(name))
				}
				return nil
			case name == filepath.FromSlash(root):
				return nil
			case !all || d.Name() == "cue.mod" || d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") || strings.HasPrefix(d.Name(), "_"):
				return fs.SkipDir
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	if len(found) == 0 {
		return nil, &fs.PathError{Op: "generate", Path: strings.Join(dirs, " "), Err: ErrNoContracts}
	}
	slices.Sort(found)
	return slices.Compact(found), nil
}

// generateDir is what is to become of the generated files of one package.
func generateDir(dir string) ([]output, error) {
	root, inside, err := moduleRoot(dir)
	if err != nil {
		return nil, err
	}
	endpoints, err := FS(os.DirFS(root), Dirs(filepath.ToSlash(inside)), external)
	if err != nil {
		return nil, relocate(err, root, dir)
	}
	outputs, err := leftovers(dir)
	if err != nil {
		return nil, err
	}
	pkg, doc, err := packageClause(dir)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(endpoints, func(a, b *plan.Endpoint) int { return strings.Compare(a.Name, b.Name) })
	taken := map[string]bool{}
	for _, e := range endpoints {
		f := golang.File{Package: pkg, Doc: doc, Plan: e}
		doc = "" // stands in the first file only
		name := filepath.Join(dir, f.Name())
		source, err := f.Source()
		if err == nil && taken[f.Variable()] {
			err = ErrSameName
		}
		if err != nil {
			return nil, &fs.PathError{Op: "generate", Path: name, Err: err}
		}
		taken[f.Variable()] = true
		outputs = slices.DeleteFunc(outputs, func(o output) bool { return o.name == name })
		outputs = append(outputs, output{name, source})
	}
	return outputs, nil
}

// relocate makes the file names in faults of contracts, which count from root, such that the caller of Generate can
// open them: absolute where dir is, else from the current directory.
func relocate(err error, root, dir string) error {
	joined, ok := err.(interface{ Unwrap() []error })
	here, hereErr := os.Getwd()
	if !ok || hereErr != nil {
		return err
	}
	var all []error
	for _, err := range joined.Unwrap() {
		if fault := (*Error)(nil); errors.As(err, &fault) && fault.File != "" {
			moved := *fault
			moved.File = filepath.Join(root, fault.File)
			if from, err := filepath.Rel(here, moved.File); err == nil && !filepath.IsAbs(dir) {
				moved.File = from
			}
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
		source, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if first, _, _ := bytes.Cut(source, []byte("\n")); string(first) == golang.Header {
			outputs = append(outputs, output{name: name})
		}
	}
	return outputs, nil
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

// moduleRoot is the nearest directory above dir that holds cue.mod, and the way from there to dir.
func moduleRoot(dir string) (root, inside string, err error) {
	absolute, err := filepath.Abs(dir)
	if err != nil {
		return "", "", err
	}
	for root = absolute; ; root = filepath.Dir(root) {
		if info, err := os.Stat(filepath.Join(root, "cue.mod")); err == nil && info.IsDir() {
			inside, err = filepath.Rel(root, absolute)
			return root, inside, err
		}
		if root == filepath.Dir(root) {
			return "", "", &fs.PathError{Op: "generate", Path: dir, Err: ErrNoModule}
		}
	}
}
