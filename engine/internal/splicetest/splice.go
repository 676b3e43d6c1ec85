// Package splicetest makes contracts that nobody would write, and has another process try them, which CUE may hang or bring
// down. Only tests use it.
package splicetest

import (
	_ "embed"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/parser"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// A Splice is a module with a contract in which a few parts are those of others.
type Splice struct {
	Base  Base
	Text  string
	Files fstest.MapFS
	Rand  *rand.Rand
}

// A Base is a contract that is spliced.
type Base struct {
	Dir   string // of its package
	Name  string // of its file
	Files fstest.MapFS
	text  string // without imports
	names []string
}

// A splicer makes contracts.
type splicer struct {
	bases  []Base
	donors []string // texts of CUE
}

//go:embed bases.txtar
var bases []byte

func newSplicer(t testing.TB, schemas, contracts fs.FS) *splicer {
	s := new(splicer)
	language := fstest.MapFS{}
	read := func(fsys fs.FS, dirs ...string) {
		for _, dir := range dirs {
			names, err := fs.Glob(fsys, dir+"/*.cue")
			require.NoError(t, err)
			require.NotEmpty(t, names, dir)
			for _, name := range names {
				text, err := fs.ReadFile(fsys, name)
				require.NoError(t, err)
				language[name] = &fstest.MapFile{Data: text}
			}
		}
	}
	read(schemas, "cue.mod", "contract", "answer", "field")
	add := func(dir, name, text string) {
		b := Base{Dir: dir, Name: dir + "/" + name, Files: maps.Clone(language), text: text}
		b.names = declared(t, text)
		b.Files[b.Name] = &fstest.MapFile{Data: []byte(imported(text))}
		s.bases = append(s.bases, b)
	}
	for _, f := range txtar.Parse(bases).Files {
		add("own", f.Name, string(f.Data))
	}
	read(contracts, "shop", "atlas")
	for _, name := range []string{"shop/order.cue", "atlas/book.cue"} {
		dir, file, _ := strings.Cut(name, "/")
		add(dir, file, withoutImports(string(language[name].Data)))
	}

	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "cuelang.org/go").Output()
	require.NoError(t, err)
	require.NoError(t, filepath.WalkDir(strings.TrimSpace(string(dir)), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".txtar" {
			return err
		}
		archive, err := txtar.ParseFile(name)
		if err != nil {
			return err
		}
		for _, f := range archive.Files {
			if filepath.Ext(f.Name) == ".cue" && len(f.Data) < 20_000 {
				s.donors = append(s.donors, string(f.Data))
			}
		}
		return nil
	}))
	require.NotEmpty(t, s.donors)
	return s
}

// declared is the names that a package declares, and those of members, the former several times.
func declared(t testing.TB, text string) (names []string) {
	file, err := parser.ParseFile("", text)
	require.NoError(t, err)
	for _, decl := range file.Decls {
		if f, ok := decl.(*ast.Field); ok {
			if name, isIdent, err := ast.LabelName(f.Label); err == nil && isIdent {
				names = append(names, slices.Repeat([]string{name}, 4)...)
			}
		}
	}
	ast.Walk(file, func(n ast.Node) bool {
		if f, ok := n.(*ast.Field); ok {
			if name, isIdent, err := ast.LabelName(f.Label); err == nil && isIdent {
				names = append(names, name)
			}
		}
		return true
	}, nil)
	return names
}

// packages is the import paths of what a contract may import, by name.
var packages = map[string]string{
	"answer": "github.com/passant-go/passant/schemas/answer", "contract": "github.com/passant-go/passant/schemas/contract",
	"field": "github.com/passant-go/passant/schemas/field", "base64": "encoding/base64", "hex": "encoding/hex", "json": "encoding/json",
	"list": "list", "math": "math", "net": "net", "path": "path", "regexp": "regexp", "strconv": "strconv", "strings": "strings",
	"struct": "struct", "time": "time", "uuid": "uuid", "yaml": "encoding/yaml",
}

// withoutImports is a contract without its imports.
func withoutImports(text string) string {
	file, err := parser.ParseFile("", text, parser.ImportsOnly)
	if err != nil {
		return text
	}
	for _, decl := range slices.Backward(file.Decls) {
		if d, ok := decl.(*ast.ImportDecl); ok {
			text = text[:d.Pos().Offset()] + text[d.End().Offset():]
		}
	}
	return text
}

// imported is a contract with the imports that it needs.
func imported(text string) string {
	file, err := parser.ParseFile("", text)
	if err != nil {
		return text
	}
	needed := map[string]bool{}
	ast.Walk(file, func(n ast.Node) bool {
		if x, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := x.X.(*ast.Ident); ok && id.Node == nil && packages[id.Name] != "" {
				needed[packages[id.Name]] = true
			}
		}
		return true
	}, nil)
	head, rest, ok := strings.Cut(text, "\n"+"package ")
	if head += "\n"; !ok {
		head, rest = "", strings.TrimPrefix(text, "package ")
	}
	name, rest, _ := strings.Cut(rest, "\n")
	var b strings.Builder
	fmt.Fprintf(&b, "%spackage %s\n", head, name)
	for _, p := range slices.Sorted(maps.Keys(needed)) {
		fmt.Fprintf(&b, "import %q\n", p)
	}
	return b.String() + rest
}

// A cut is the place of a part of a text.
type cut struct{ from, to int }

// cuts are the places of the expressions of a text, and of the declarations in it.
func cuts(text string) (expressions, declarations []cut) {
	file, err := parser.ParseFile("", text, parser.ParseComments)
	if err != nil {
		return nil, nil
	}
	ast.Walk(file, func(n ast.Node) bool {
		if _, ok := n.(*ast.ImportDecl); ok {
			return false
		}
		if !n.Pos().IsValid() || !n.End().IsValid() {
			return true
		}
		c := cut{n.Pos().Offset(), n.End().Offset()}
		if c.from >= c.to || c.to > len(text) {
			return true
		}
		switch n.(type) {
		case *ast.Field, *ast.Comprehension, *ast.EmbedDecl, *ast.LetClause, *ast.Attribute, *ast.Ellipsis:
			declarations = append(declarations, c)
		case ast.Expr:
			expressions = append(expressions, c)
		}
		return true
	}, nil)
	return expressions, declarations
}

// splice makes one. Most can be parsed.
func (s *splicer) splice(r *rand.Rand) *Splice {
	x := &Splice{Base: s.bases[r.IntN(len(s.bases))], Rand: r}
	for range 20 {
		x.Text = imported(s.spliced(r, &x.Base))
		if _, err := parser.ParseFile("", x.Text); err == nil || r.IntN(100) == 0 {
			break
		}
	}
	x.Files = maps.Clone(x.Base.Files)
	x.Files[x.Base.Name] = &fstest.MapFile{Data: []byte(x.Text)}
	return x
}

func (s *splicer) spliced(r *rand.Rand, b *Base) string {
	text := b.text
	for range 1 + r.IntN(3) {
		donor, another := text, true
		switch r.IntN(8) {
		case 0, 1:
			another = false
		case 2, 3:
			donor = s.bases[r.IntN(len(s.bases))].text
		default:
			donor = s.donors[r.IntN(len(s.donors))]
		}
		expressions, declarations := cuts(text)
		given, others := cuts(donor)
		if r.IntN(2) == 0 {
			expressions, given = declarations, others
		}
		if len(expressions) == 0 || len(given) == 0 {
			continue
		}
		at, from := expressions[r.IntN(len(expressions))], given[r.IntN(len(given))]
		part := donor[from.from:from.to]
		if len(part) > 2_000 {
			continue
		}
		if another {
			part = b.known(r, part)
		}
		if r.IntN(3) == 0 { // beside it
			at.from = at.to
			part = "\n" + part
		}
		text = text[:at.from] + part + text[at.to:]
	}
	return text
}

var predeclared = strings.Fields("_ string bytes int uint int8 uint8 int64 number float bool len and or close div mod rem matchN matchIf error self")

// known is a part of a text of CUE that looks more like one of the contract: most names are such as that has, most members
// are required or optional, and few attributes are left.
func (b *Base) known(r *rand.Rand, part string) string {
	e, err := parser.ParseFile("", part)
	if err != nil {
		return part
	}
	type edit struct {
		cut
		text string
	}
	var edits []edit
	marked := r.IntN(4) > 0
	labels := map[ast.Node]bool{}
	ast.Walk(e, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.Field:
			labels[x.Label] = true
			if name, _, err := ast.LabelName(x.Label); marked && err == nil && x.Constraint == 0 && !strings.HasPrefix(name, "#") && !strings.HasPrefix(name, "_") && x.TokenPos.IsValid() {
				at := x.TokenPos.Offset()
				edits = append(edits, edit{cut{at, at}, []string{"!", "?"}[r.IntN(2)]})
			}
		case *ast.SelectorExpr:
			labels[x.Sel] = true
		case *ast.Attribute:
			if r.IntN(8) > 0 {
				edits = append(edits, edit{cut{x.Pos().Offset(), x.End().Offset()}, ""})
			}
		case *ast.Ident:
			if x.Node != nil || labels[x] || packages[x.Name] != "" || slices.Contains(predeclared, x.Name) || r.IntN(8) == 0 {
				break
			}
			name := []string{"string", "int", "_", "answer.#Message", "field.#Email"}[r.IntN(5)]
			if r.IntN(2) == 0 {
				name = b.names[r.IntN(len(b.names))]
			}
			edits = append(edits, edit{cut{x.Pos().Offset(), x.Pos().Offset() + len(x.Name)}, name})
		}
		return true
	}, nil)
	slices.SortFunc(edits, func(a, b edit) int { return b.from - a.from })
	before := len(part)
	for _, e := range edits {
		if e.to <= before {
			part = part[:e.from] + e.text + part[e.to:]
			before = e.from
		}
	}
	return part
}
