package source

import (
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/build"
	"cuelang.org/go/cue/cuecontext"
	cueload "cuelang.org/go/cue/load"
	"cuelang.org/go/cue/token"
)

// A Module is the packages that a compilation sees.
type Module struct {
	Context  *cue.Context
	Packages map[string]*Package // by import path, without version
	Wanted   []*Package          // those whose endpoints are compiled
}

// A Package is a CUE package.
type Package struct {
	Instance *build.Instance
	path     string
	Dir      string
	Value    cue.Value
	Decls    map[string][]Node // what it declares, by name, in the order of its files
	Names    []string          // in the order in which they are first declared
}

// Load reads the packages in dirs of a module, or all of them.
func Load(fsys fs.FS, dirs []string, f *Faults) *Module {
	m := &Module{Packages: map[string]*Package{}}
	overlay := map[string]cueload.Source{}
	var found []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".cue" {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		overlay[filepath.Join(f.root, filepath.FromSlash(name))] = cueload.FromBytes(text)
		if !strings.HasPrefix(name, "cue.mod/") {
			found = append(found, path.Dir(name))
		}
		return err
	})
	if err != nil {
		f.Add(token.NoPos, "", "%v", err)
		return m
	}
	if len(dirs) == 0 {
		dirs = found
	}
	arguments := make([]string, len(dirs))
	for i, dir := range dirs {
		arguments[i] = "./" + path.Clean(dir)
	}
	slices.Sort(arguments)
	f.Guard(Nowhere, func() { m.build(f, slices.Compact(arguments), overlay) })
	return m
}

func (m *Module) build(f *Faults, dirs []string, overlay map[string]cueload.Source) {
	m.Context = cuecontext.New()
	for _, inst := range cueload.Instances(dirs, &cueload.Config{
		Dir:     f.root,
		Overlay: overlay,
		Env:     []string{"CUE_REGISTRY=none"},
	}) {
		if p := m.add(f, inst); p != nil {
			m.Wanted = append(m.Wanted, p)
		}
	}
}

// add takes in a package and what it imports.
func (m *Module) add(f *Faults, inst *build.Instance) *Package {
	p := &Package{Instance: inst, path: ast.ParseImportPath(inst.ImportPath).Path, Decls: map[string][]Node{}}
	p.Dir = f.relative(filepath.ToSlash(inst.Dir))
	if inst.Err != nil {
		f.FromCUE(inst.Err, p.Dir, Always(token.NoPos))
		return nil
	}
	if known := m.Packages[p.path]; known != nil {
		return known
	}
	m.Packages[p.path] = p
	for _, imported := range inst.Imports {
		m.add(f, imported)
	}
	p.Value = m.Context.BuildInstance(inst)
	for _, file := range inst.Files {
		for _, decl := range file.Decls {
			field, ok := decl.(*ast.Field)
			if !ok {
				continue
			}
			name, _, err := ast.LabelName(field.Label)
			if err != nil {
				continue
			}
			if p.Decls[name] == nil {
				p.Names = append(p.Names, name)
			}
			p.Decls[name] = append(p.Decls[name], Node{Expr: field.Value, Field: field, Pkg: p, Path: cue.ParsePath(name).Selectors()})
		}
	}
	return p
}
