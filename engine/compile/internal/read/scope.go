package read

import (
	"cuelang.org/go/cue/ast"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
	"github.com/passant-go/passant/engine/plan"
)

// A scope is the members that a struct declares.
type scope struct {
	node   source.Node // the struct
	names  map[ast.Node]string
	fields map[string]*ast.Field
}

// declared is the scope of elements in n.
func declared(n source.Node, elements []ast.Decl) *scope {
	s := &scope{node: n, names: map[ast.Node]string{}, fields: map[string]*ast.Field{}}
	for _, d := range elements {
		f, ok := d.(*ast.Field)
		if !ok {
			continue
		}
		label := f.Label
		alias, aliased := label.(*ast.Alias)
		if aliased {
			label, _ = alias.Expr.(ast.Label)
		}
		name, _, err := ast.LabelName(label)
		if err != nil {
			continue
		}
		s.names[f], s.names[f.Value], s.fields[name] = name, name, f
		if aliased {
			s.names[alias] = name
		}
	}
	return s
}

// beside is the type that a value has which op compares with the member beside it that operand names, and what it reports of
// numbers and of texts; ok is false where operand names none.
func (r Reader) beside(n, operand source.Node, op plan.Op, ofNumbers, ofTexts string) (t types.Type, ok bool) {
	id, ok := operand.Expr.(*ast.Ident)
	if !ok || r.scope == nil {
		return t, false
	}
	name, ok := r.scope.names[id.Node]
	if !ok {
		return t, false
	}
	kinds := r.kindsOf(name)
	if kinds == 0 || kinds&(plan.KindList|plan.KindObject) != 0 || op != plan.OneOf && kinds&^source.Numbers != 0 && kinds != plan.KindString {
		return r.refuse(n, "compare with a member that is a text, or a number"), true
	}
	if op != plan.OneOf && kinds&source.Numbers != 0 {
		kinds = source.Numbers
	}
	key := ofNumbers
	if kinds == plan.KindString {
		key = ofTexts
	}
	t = types.Single(types.KindCheck(kinds, n.Expr.Pos()))
	t.Compared = []types.Comparison{{Op: op, Name: name, Key: key, At: n.Expr.Pos()}}
	return t, true
}

// kindsOf is what a member of the scope may be, as far as it is declared there.
func (r Reader) kindsOf(name string) plan.Kind {
	faults := r.Count()
	t := r.Declaration(r.scope.node.Value(r.scope.fields[name]), false)
	if r.Count() > faults { // it is reported where it is read as a member
		r.Truncate(faults)
		return 0
	}
	return t.Kinds
}
