package compile

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
	"cuelang.org/go/cue/load"
	"cuelang.org/go/cue/token"
)

// language is the module whose packages contract and answer are the contract language.
const language = "github.com/passant-go/passant/schemas"

// A module is the packages that a compilation sees.
type module struct {
	ctx      *cue.Context
	packages map[string]*pkg // by import path, without version
	wanted   []*pkg          // those whose endpoints are compiled
}

// A pkg is a CUE package.
type pkg struct {
	inst  *build.Instance
	path  string
	dir   string
	value cue.Value
	decls map[string][]node // what it declares, by name, in the order of its files
	names []string          // in the order in which they are first declared
}

// load reads the packages in dirs, or all of them.
func (c *compiler) load(fsys fs.FS) {
	// CUE finds cue.mod/pkg in an overlay only, not in an fs.FS. The directory need not exist.
	root, err := filepath.Abs(filepath.FromSlash("/passant.contracts"))
	if err != nil {
		c.fault(token.NoPos, "", "%v", err)
		return
	}
	c.root = root
	overlay := map[string]load.Source{}
	var found []string
	err = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".cue" {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		overlay[filepath.Join(root, filepath.FromSlash(name))] = load.FromBytes(text)
		if !strings.HasPrefix(name, "cue.mod/") {
			found = append(found, path.Dir(name))
		}
		return err
	})
	if err != nil {
		c.fault(token.NoPos, "", "%v", err)
		return
	}
	dirs := c.dirs
	if len(dirs) == 0 {
		dirs = found
	}
	arguments := make([]string, len(dirs))
	for i, dir := range dirs {
		arguments[i] = "./" + path.Clean(dir)
	}
	slices.Sort(arguments)
	c.guard(nowhere, func() { c.build(slices.Compact(arguments), overlay) })
}

func (c *compiler) build(dirs []string, overlay map[string]load.Source) {
	c.ctx = cuecontext.New()
	for _, inst := range load.Instances(dirs, &load.Config{
		Dir:     c.root,
		Overlay: overlay,
		Env:     []string{"CUE_REGISTRY=none"},
	}) {
		if p := c.add(inst); p != nil {
			c.wanted = append(c.wanted, p)
		}
	}
	if contract := c.packages[language+"/contract"]; contract != nil && !c.failed() {
		*c.vocabulary = c.readVocabulary(contract)
		c.readOwnRules()
	}
}

// inLanguage reports whether any package is written in the contract language.
func (c *compiler) inLanguage() bool { return c.vocabulary.rules != nil }

// add takes in a package and what it imports.
func (c *compiler) add(inst *build.Instance) *pkg {
	p := &pkg{inst: inst, path: ast.ParseImportPath(inst.ImportPath).Path, decls: map[string][]node{}}
	p.dir = c.relative(filepath.ToSlash(inst.Dir))
	if inst.Err != nil {
		c.cue(inst.Err, p.dir, at(token.NoPos))
		return nil
	}
	if known := c.packages[p.path]; known != nil {
		return known
	}
	c.packages[p.path] = p
	for _, imported := range inst.Imports {
		c.add(imported)
	}
	p.value = c.ctx.BuildInstance(inst)
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
			if p.decls[name] == nil {
				p.names = append(p.names, name)
			}
			p.decls[name] = append(p.decls[name], node{expr: field.Value, field: field, pkg: p, path: cue.ParsePath(name).Selectors()})
		}
	}
	return p
}
