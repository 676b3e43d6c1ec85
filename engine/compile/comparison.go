package compile

import (
	"slices"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// A comparison is what a member is to another beside it.
type comparison struct {
	op   plan.Op
	name string // of the other
	key  string // of what is reported, as plainCheck has it
	rule string // the name that @as gives it, "" for none
	at   token.Pos
}

// A scope is the members that a struct declares.
type scope struct {
	node   node // the struct
	names  map[ast.Node]string
	fields map[string]*ast.Field
}

// declared is the scope of elements in n.
func declared(n node, elements []ast.Decl) *scope {
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
func (r reader) beside(n, operand node, op plan.Op, ofNumbers, ofTexts string) (t typ, ok bool) {
	id, ok := operand.expr.(*ast.Ident)
	if !ok || r.scope == nil {
		return t, false
	}
	name, ok := r.scope.names[id.Node]
	if !ok {
		return t, false
	}
	kinds := r.kindsOf(name)
	if kinds == 0 || kinds&(plan.KindList|plan.KindObject) != 0 || op != plan.OneOf && kinds&^numbers != 0 && kinds != plan.KindString {
		return r.refuse(n, "compare with a member that is a text, or a number"), true
	}
	if op != plan.OneOf && kinds&numbers != 0 {
		kinds = numbers
	}
	key := ofNumbers
	if kinds == plan.KindString {
		key = ofTexts
	}
	t = single(kindCheck(kinds, n.expr.Pos()))
	t.compared = []comparison{{op: op, name: name, key: key, at: n.expr.Pos()}}
	return t, true
}

// kindsOf is what a member of the scope may be, as far as it is declared there.
func (r reader) kindsOf(name string) plan.Kind {
	faults := len(r.list)
	t := r.declaration(r.scope.node.value(r.scope.fields[name]), false)
	if len(r.list) > faults { // it is reported where it is read as a member
		r.list = r.list[:faults]
		return 0
	}
	return t.kinds
}

// comparisons adds those of a field to an object.
func (e lowering) comparisons(o *plan.Object, m *members, index int) {
	f := m.fields[index]
	for _, one := range f.typ.compared {
		other := slices.IndexFunc(m.fields, func(g *field) bool { return g.name == one.name })
		if other < 0 || !m.fields[other].required {
			e.fault(one.at, "write "+one.name+"!:", "%s must be required for %s to be compared with it", one.name, f.name)
			continue
		}
		k, path := plain(one.key, one.at), o.Fields[other].Path()
		switch one.op {
		case plan.OneOf: // "values" is what texts for the rule alone quote
			values := literalsJSON([]plan.Literal{{Kind: plan.KindString, Text: path}})
			k.told.Params = []plan.Param{{Name: "values", JSON: values}, {Name: "member", JSON: quote(path)}}
		case plan.NoneOf:
			k.told.Params = []plan.Param{{Name: "member", JSON: quote(path)}}
		default:
			k.told.Params = []plan.Param{{Name: k.told.Rule, JSON: quote(path)}}
		}
		if one.rule != "" {
			k.rule(one.rule)
		}
		o.Comparisons = append(o.Comparisons, plan.Comparison{Field: index, Op: one.op, Other: other, Failure: e.failure(&o.Fields[index], k, contractOnly)})
	}
}
