package compile

import (
	"slices"
	"strings"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// expr is what an expression says of a value.
func (r reader) expr(n node) typ {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return r.expr(n.part(x.X))
	case *ast.Ident, *ast.SelectorExpr:
		return r.named(n)
	case *ast.BasicLit:
		return r.constant(n)
	case *ast.UnaryExpr:
		return r.unary(n, x)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.AND:
			left, right := r.expr(n.part(x.X)), r.expr(n.part(x.Y))
			r.checkListed(n.with(x.X), &right, n.with(x.Y))
			r.checkListed(n.with(x.Y), &left, n.with(x.X))
			return r.both(left, right)
		case token.OR:
			return r.either(n)
		}
	case *ast.CallExpr:
		return r.call(n, x)
	case *ast.ListLit:
		return r.listOf(n, x)
	case *ast.StructLit:
		return r.structOf(n)
	}
	return r.refuse(n, "a contract has types, literals, bounds, patterns, lists, structs and references to definitions")
}

// checkListed refuses literals that n lists and what is written beside it excludes. What a reference is to may do so: it is
// narrowed then.
func (r reader) checkListed(n node, t *typ, beside node) {
	if _, listed := n.expr.(*ast.ParenExpr); !listed || !spelledOut(beside.expr) {
		return
	}
	var literals []node
	for _, a := range r.alternatives(n) {
		if _, ok := r.literal(a); !ok {
			return
		}
		literals = append(literals, a)
	}
	excluded := slices.DeleteFunc(slices.Clone(literals), func(a node) bool {
		value, _ := r.literal(a)
		return !t.excludes(value)
	})
	if len(excluded) == len(literals) { // the member is told, which nothing satisfies
		return
	}
	for _, a := range excluded {
		r.fault(a.expr.Pos(), "leave it out", "%s can never be sent, as %s excludes it", show(a.expr), show(beside.expr))
	}
}

// spelledOut reports whether an expression refers to nothing that is declared elsewhere.
func spelledOut(x ast.Expr) bool {
	switch x := x.(type) {
	case *ast.ParenExpr:
		return spelledOut(x.X)
	case *ast.Ident:
		_, known := predeclared[x.Name]
		return known && x.Node == nil
	case *ast.UnaryExpr, *ast.BasicLit, *ast.CallExpr:
		return true
	case *ast.BinaryExpr:
		return x.Op == token.AND && spelledOut(x.X) && spelledOut(x.Y)
	}
	return false
}

// refuse reports a construct that has no counterpart in a plan.
func (r reader) refuse(n node, hint string) typ {
	r.unsupported(n.expr.Pos(), hint, "%s is not supported", show(n.expr))
	return typ{kinds: anyKind}
}

// wrong reports an argument that means nothing.
func (r reader) wrong(n node, hint string) typ {
	r.fault(n.expr.Pos(), hint, "%s is not supported", show(n.expr))
	return typ{kinds: anyKind}
}

// named is a reference, or a type that CUE predeclares.
func (r reader) named(n node) typ {
	declarations, ok := r.follow(n)
	if r.steps > limitSteps {
		return r.refuse(n, "definitions refer to themselves or to too many others")
	}
	if ok && len(declarations) > 0 {
		t := r.declaration(declarations[0], true)
		for _, d := range declarations[1:] {
			t = r.both(t, r.declaration(d, true))
		}
		if isDefinition(n.expr) {
			return r.closed(t)
		}
		return t
	}
	if t, ok := r.applied(n, r.builtin(n), nil); ok {
		return t
	}
	id, ok := n.expr.(*ast.Ident)
	if !ok && r.builtin(n) != "" {
		return r.refuse(n, functionHint)
	}
	if !ok { // a name that its package does not have is told by checkNames
		r.consequence(n.expr.Pos(), "name a definition of the module", "%s is not supported", show(n.expr))
		return typ{kinds: anyKind}
	}
	if id.Node == nil {
		if id.Name == "_" {
			return typ{kinds: anyKind}
		}
		if kinds, ok := predeclared[id.Name]; ok {
			return typ{kinds: kinds, checks: []check{kindCheck(kinds, n.expr.Pos())}}
		}
		if bounds, ok := ranges[id.Name]; ok {
			return ranged(bounds, n.expr.Pos())
		}
	}
	if t, ok := r.beside(n, n, plan.OneOf, "enum.same", "enum.same"); ok {
		return t
	}
	if id.Node == nil {
		return r.refuse(n, "the types are string, bool, int, int8 to uint64, float, number, null and _")
	}
	return r.refuse(n, "declare it at the top level of a package")
}

// plainCheck is a constraint that reports what is named like the texts for it, by a rule or by a rule and code
// ("min.exclusive"), with what its message may quote.
func plainCheck(op plan.Op, on plan.Kind, key string, at token.Pos, params ...plan.Param) check {
	k := check{at: at}
	k.Op, k.On = op, on
	rule, code, _ := strings.Cut(key, ".")
	k.told = plan.Failure{Rule: rule, Code: code, Params: params}
	return k
}

// conditional is what a constraint reports that is none of the known ones: of texts that the format is wrong.
func conditional(kinds plan.Kind) (key string) {
	if kinds == plan.KindString {
		return "pattern"
	}
	return "pattern.condition"
}

func single(k check) typ { return typ{kinds: k.On, checks: []check{k}} }

// constant is a literal, which only an equal value meets.
func (r reader) constant(n node) typ {
	value, ok := r.literal(n)
	if !ok {
		return r.refuse(n, "a literal is a string, a number, true, false or null")
	}
	return oneOf([]plan.Literal{value}, n.expr.Pos())
}

func oneOf(values []plan.Literal, at token.Pos) typ {
	var kinds plan.Kind
	for _, v := range values {
		kinds |= v.Kind
	}
	if kinds == plan.KindNull {
		return single(kindCheck(kinds, at))
	}
	key := "enum"
	if len(values) == 1 {
		key = "enum.constant"
		if values[0] == (plan.Literal{Kind: plan.KindBool, Text: "true"}) {
			key = "enum.accepted"
		}
	}
	k := plainCheck(plan.OneOf, kinds, key, at, plan.Param{Name: "values", JSON: literalsJSON(values)})
	k.Values = values
	return single(k)
}

func (r reader) unary(n node, x *ast.UnaryExpr) typ {
	at := x.Pos()
	operand := n.with(x.X)
	switch x.Op {
	case token.ADD, token.SUB:
		return r.constant(n)
	case token.MAT, token.NMAT:
		text, ok := r.literal(operand)
		if !ok || text.Kind != plan.KindString {
			return r.refuse(operand, "a pattern is a string")
		}
		return r.matching(text.Text, x.Op == token.NMAT, at)
	case token.NEQ:
		if t, ok := r.beside(n, operand, plan.NoneOf, "pattern.different", "pattern.different"); ok {
			return t
		}
		value, ok := r.literal(operand)
		if !ok {
			return r.refuse(n, "compare with a literal")
		}
		on, values := value.Kind, []plan.Literal{value}
		switch {
		case on&numbers != 0: // 5.0 is not 5 to a type, but it is to a comparison
			on = numbers
			values = []plan.Literal{{Kind: plan.KindInt, Text: value.Text}, {Kind: plan.KindFloat, Text: value.Text}}
		case on == plan.KindNull:
			on = anyKind &^ plan.KindNull
		}
		key := "pattern.not"
		if value == (plan.Literal{Kind: plan.KindString}) {
			key = "pattern.empty"
		}
		k := plainCheck(plan.NoneOf, on, key, at, plan.Param{Name: "values", JSON: literalsJSON([]plan.Literal{value})})
		k.Values, k.mute = values, true
		return single(k)
	}
	if comparison, known := comparisons[x.Op]; known {
		if t, ok := r.beside(n, operand, comparison.op, comparison.numbers, comparison.texts); ok {
			return t
		}
	}
	bound, ok := r.literal(operand)
	if comparison, known := comparisons[x.Op]; known && ok && bound.Kind&numbers != 0 {
		k := plainCheck(comparison.op, numbers, comparison.numbers, at)
		k.told.Params = []plan.Param{{Name: k.told.Rule, JSON: bound.Text}}
		k.Bound = bound.Text
		return single(k)
	}
	if x.Op == token.EQL {
		return r.refuse(n, "write "+show(operand.expr)+" alone")
	}
	return r.refuse(n, "compare with a number")
}

// comparisons are the ops, and what is reported of numbers and of texts.
var comparisons = map[token.Token]struct {
	op             plan.Op
	numbers, texts string
}{
	token.GEQ: {plan.AtLeast, "min", "min.not_before"},
	token.GTR: {plan.GreaterThan, "min.exclusive", "min.after"},
	token.LEQ: {plan.AtMost, "max", "max.not_after"},
	token.LSS: {plan.LessThan, "max.exclusive", "max.before"},
}
