package compile

import (
	"path/filepath"
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
)

// packageClause is the name of the CUE package in dir and its comment, that of its first file with one.
func packageClause(dir string) (name, doc string, err error) {
	files, err := filesIn(dir, ".cue")
	if err != nil {
		return "", "", err
	}
	for _, file := range files {
		parsed, err := parser.ParseFile(filepath.Join(dir, file), nil, parser.PackageClauseOnly, parser.ParseComments)
		if err != nil {
			return "", "", err
		}
		i := slices.IndexFunc(parsed.Decls, func(d ast.Decl) bool { _, ok := d.(*ast.Package); return ok })
		if i < 0 {
			continue
		}
		name = parsed.PackageName()
		for _, c := range ast.Comments(parsed.Decls[i]) {
			if c.Doc {
				return name, c.Text(), nil
			}
		}
	}
	return name, "", nil
}
