package read

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/format"
	"cuelang.org/go/encoding/json"

	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// A delegate is a constraint that CUE itself decides.
type delegate struct {
	busy       *sync.Mutex // CUE's values are not safe for concurrent use, nor are two of a context
	ctx        *cue.Context
	constraint cue.Value
	names      map[string]bool // of members that it declares
}

// Accepts reports whether CUE accepts a value. One on which it panics it does not accept.
func (d *delegate) Accepts(value []byte) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	expr, err := json.Extract("", value)
	if err != nil {
		return false
	}
	d.rename(expr)
	d.busy.Lock()
	defer d.busy.Unlock()
	return d.constraint.Unify(d.ctx.BuildExpr(expr)).Validate(cue.Concrete(true)) == nil
}

// rename gives the members in a value that the constraint does not declare names of which CUE gets to see few: it keeps each
// for good. One name is as good as another, as long as they differ.
func (d *delegate) rename(value ast.Expr) {
	names := map[string]string{}
	ast.Walk(value, func(n ast.Node) bool {
		if f, ok := n.(*ast.Field); ok {
			if name, _, err := ast.LabelName(f.Label); err == nil && !d.names[name] {
				if names[name] == "" {
					names[name] = fmt.Sprint("\u0001", len(names))
				}
				f.Label = ast.NewString(names[name])
			}
		}
		return true
	}, nil)
}

// delegated is what a function of CUE's standard library says of a value. It is left to CUE, which Go that is written cannot
// link: for that, and for anything else, ok is false.
func (r Reader) delegated(n source.Node, function string, args []source.Node) (t types.Type, ok bool) {
	if r.External || !strings.Contains(function, ".") || strings.HasPrefix(function, "encoding/") { // texts have names, too
		return t, false
	}
	text := source.Standard(function)
	if _, ok := n.Expr.(*ast.CallExpr); ok {
		given := make([]string, len(args))
		for i, arg := range args {
			if given[i], ok = r.argument(arg); !ok {
				return t, false
			}
		}
		text += "(" + strings.Join(given, ", ") + ")"
	}
	d := &delegate{r.Busy, r.Context, r.Context.CompileString(text, cue.Scope(n.Pkg.Value), cue.InferBuiltins(true)), nil}
	kinds := source.KindsOf(d.constraint.IncompleteKind())
	if d.constraint.Err() != nil || kinds == 0 {
		return t, false
	}
	k := types.NewCheck(plan.Delegated, kinds, types.ConditionKey(kinds), n.Expr.Pos())
	k.Trial = &plan.Trial{Delegate: d}
	return types.Single(k), true
}

// argument is what a function is given, as CUE that means the same beside the declarations of its package. For what refers
// to anything but those and CUE's standard library ok is false.
func (r Reader) argument(arg source.Node) (text string, ok bool) {
	if value, ok := r.Literal(arg); ok {
		return string(source.AppendLiteral(nil, value)), true
	}
	ok = true
	ast.Walk(arg.Expr, func(x ast.Node) bool {
		id, named := x.(*ast.Ident)
		if !named || id.Node == nil {
			return true
		}
		if spec, imported := id.Node.(*ast.ImportSpec); imported {
			from := source.ImportPath(spec)
			ok = ok && r.Packages[from] == nil && path.Base(from) == id.Name
			return true
		}
		ok = ok && slices.ContainsFunc(arg.Pkg.Decls[id.Name], func(d source.Node) bool {
			return id.Node == ast.Node(d.Field) || id.Node == ast.Node(d.Expr)
		})
		return true
	}, nil)
	source, err := format.Node(arg.Expr)
	return string(source), ok && err == nil
}
