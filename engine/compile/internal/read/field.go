package read

import (
	"slices"
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/compile/internal/types"
)

// field is a member as one declaration has it.
func (r Reader) field(n source.Node, x *ast.Field) *types.Field {
	label := x.Label
	if alias, ok := label.(*ast.Alias); ok {
		label, _ = alias.Expr.(ast.Label)
	}
	name, identifier, err := ast.LabelName(label)
	if err != nil || x.Alias != nil {
		r.Add(x.Pos(), "write name!: or name?:", "the label %s is not supported", source.Show(x.Label))
		return nil
	}
	if identifier && (name[0] == '#' || name[0] == '_') {
		hint := "declare it at the top level of the package"
		if name[0] == '_' {
			hint = "write " + strconv.Quote(name) + " for a member of that name"
		}
		r.Add(x.Pos(), hint, "%s inside a type is not supported", name)
		return nil
	}
	if x.Constraint != token.NOT && x.Constraint != token.OPTION && !r.InBody {
		r.Add(x.Pos(), "write "+name+"!: or "+name+"?:", "the field %s is neither required nor optional", name)
	}
	f := &types.Field{Name: name, Doc: source.Comment(x), At: x.Pos(), Required: x.Constraint != token.OPTION}
	f.Declared, f.Outer = n.Value(x), r.user
	inner := r.Of(f)
	if r.left[x] {
		t, _ := inner.subtree(f.Declared)
		f.Type = inner.attributed(t, f.Declared, false)
	} else {
		f.Type = inner.Declaration(f.Declared, false)
	}
	return f
}

// Declaration is what a declaration says: its value, under the names that its attributes give. Those of a definition
// name the constraints beside them too.
func (r Reader) Declaration(n source.Node, definition bool) types.Type {
	if slices.Contains(r.open, n.Field) {
		if definition {
			return r.recursive(n)
		}
		r.Add(n.Field.Pos(), "write out what is needed of it", "%s refers to itself", source.Show(n.Field.Label))
		return types.Type{Kinds: source.AnyKind}
	}
	r.open = append(slices.Clip(r.open), n.Field)

	t := r.attributed(r.Expr(n), n, definition)
	if definition {
		if t.Recurs == n.Field || t.AnyChoice(func(choice *types.Type) bool { return choice.Recurs == n.Field }) {
			r.Add(n.Field.Pos(), "write out what is needed of it", "%s refers to itself", source.Show(n.Field.Label))
			t = types.Type{Kinds: source.AnyKind}
		}
		r.suppose(n, t)
		r.done[n.Field] = t
	}
	return t
}
