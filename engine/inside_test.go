package engine_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The names of docs/inside.md are those of packages, files, and what the packages declare.
func TestInside(t *testing.T) {
	page, err := os.ReadFile("docs/inside.md")
	require.NoError(t, err)
	declared := map[string]bool{}
	module := os.DirFS("..")
	require.NoError(t, fs.WalkDir(module, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_gen.go") || strings.HasPrefix(name, "engine/bench/") {
			return err
		}
		source, err := fs.ReadFile(module, name)
		require.NoError(t, err)
		file, err := parser.ParseFile(token.NewFileSet(), name, source, parser.SkipObjectResolution)
		require.NoError(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			of := func(names ...*ast.Ident) {
				for _, ident := range names {
					declared[ident.Name] = true
					declared[file.Name.Name+"."+ident.Name] = true
				}
			}
			switch n := n.(type) {
			case *ast.FuncDecl:
				of(n.Name)
				if n.Recv != nil {
					if star, ok := n.Recv.List[0].Type.(*ast.StarExpr); ok {
						if typ, ok := star.X.(*ast.Ident); ok {
							declared[typ.Name+"."+n.Name.Name] = true
						}
					}
				}
			case *ast.TypeSpec:
				of(n.Name)
			case *ast.ValueSpec:
				of(n.Names...)
			case *ast.Field:
				of(n.Names...)
			}
			return true
		})
		return nil
	}))
	names := regexp.MustCompile("`([^`]+)`").FindAllSubmatch(page, -1)
	require.NotEmpty(t, names)
	for _, found := range names {
		name := string(found[1])
		_, err := fs.Stat(module, name)
		assert.True(t, err == nil || declared[name] || name == "code", "%s is nowhere", name)
	}
}
