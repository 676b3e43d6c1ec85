package compile

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// expr is what an expression says of a value.
func (c *compiler) expr(n node) typ {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return c.expr(n.part(x.X))
	case *ast.Ident, *ast.SelectorExpr:
		return c.named(n)
	case *ast.BasicLit:
		return c.constant(n)
	case *ast.UnaryExpr:
		return c.unary(n, x)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.AND:
			return c.both(c.expr(n.part(x.X)), c.expr(n.part(x.Y)))
		case token.OR:
			return c.either(n)
		}
	case *ast.CallExpr:
		return c.call(n, x)
	case *ast.ListLit:
		return c.listOf(n, x)
	case *ast.StructLit:
		return c.structOf(n)
	}
	return c.refuse(n, "a contract has types, literals, bounds, patterns, lists, structs and references to definitions")
}

// refuse reports a construct that has no counterpart in a plan.
func (c *compiler) refuse(n node, hint string) typ {
	c.unsupported(n.expr.Pos(), hint, "%s is not supported", show(n.expr))
	return typ{kinds: anyKind}
}

// wrong reports an argument that means nothing.
func (c *compiler) wrong(n node, hint string) typ {
	c.fault(n.expr.Pos(), hint, "%s is not supported", show(n.expr))
	return typ{kinds: anyKind}
}

// named is a reference, or a type that CUE predeclares.
func (c *compiler) named(n node) typ {
	declarations, ok := c.follow(n)
	if c.steps > limitSteps {
		return c.refuse(n, "definitions refer to themselves or to too many others")
	}
	if ok && len(declarations) > 0 {
		t := c.declaration(declarations[0], true)
		for _, d := range declarations[1:] {
			t = c.both(t, c.declaration(d, true))
		}
		if isDefinition(n.expr) {
			return c.closed(t)
		}
		return t
	}
	if t, ok := c.applied(n, c.builtin(n), nil); ok {
		return t
	}
	id, ok := n.expr.(*ast.Ident)
	if !ok && c.builtin(n) != "" {
		return c.refuse(n, functionHint)
	}
	if !ok { // a name that its package does not have is told by checkNames
		c.consequence(n.expr.Pos(), "name a definition of the module", "%s is not supported", show(n.expr))
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
	if t, ok := c.beside(n, n, plan.OneOf, "enum"); ok {
		return t
	}
	if id.Node == nil {
		return c.refuse(n, "the types are string, bool, int, int8 to uint64, float, number, null and _")
	}
	return c.refuse(n, "declare it at the top level of a package")
}

// plainCheck is a constraint that reports the rule, with what its message may quote.
func plainCheck(op plan.Op, on plan.Kind, rule string, at token.Pos, params ...plan.Param) check {
	k := check{at: at}
	k.Op, k.On = op, on
	k.Failure = plan.Failure{Rule: rule, Code: rule, Params: params}
	return k
}

func single(k check) typ { return typ{kinds: k.On, checks: []check{k}} }

// constant is a literal, which only an equal value meets.
func (c *compiler) constant(n node) typ {
	value, ok := c.literal(n)
	if !ok {
		return c.refuse(n, "a literal is a string, a number, true, false or null")
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
	k := plainCheck(plan.OneOf, kinds, "enum", at, plan.Param{Name: "values", JSON: literalsJSON(values)})
	k.Values = values
	return single(k)
}

func (c *compiler) unary(n node, x *ast.UnaryExpr) typ {
	at := x.Pos()
	operand := n.with(x.X)
	switch x.Op {
	case token.ADD, token.SUB:
		return c.constant(n)
	case token.MAT, token.NMAT:
		text, ok := c.literal(operand)
		if !ok || text.Kind != plan.KindString {
			return c.refuse(operand, "a pattern is a string")
		}
		return c.matching(text.Text, x.Op == token.NMAT, at)
	case token.NEQ:
		if t, ok := c.beside(n, operand, plan.NoneOf, "pattern"); ok {
			return t
		}
		value, ok := c.literal(operand)
		if !ok {
			return c.refuse(n, "compare with a literal")
		}
		on, values := value.Kind, []plan.Literal{value}
		switch {
		case on&numbers != 0: // 5.0 is not 5 to a type, but it is to a comparison
			on = numbers
			values = []plan.Literal{{Kind: plan.KindInt, Text: value.Text}, {Kind: plan.KindFloat, Text: value.Text}}
		case on == plan.KindNull:
			on = anyKind &^ plan.KindNull
		}
		k := plainCheck(plan.NoneOf, on, "pattern", at)
		k.Values = values
		return single(k)
	}
	if comparison, known := comparisons[x.Op]; known {
		if t, ok := c.beside(n, operand, comparison.op, comparison.rule); ok {
			return t
		}
	}
	bound, ok := c.literal(operand)
	if comparison, known := comparisons[x.Op]; known && ok && bound.Kind&numbers != 0 {
		k := plainCheck(comparison.op, numbers, comparison.rule, at, plan.Param{Name: comparison.rule, JSON: bound.Text})
		k.Bound = bound.Text
		return single(k)
	}
	return c.refuse(n, "compare with a number")
}

var comparisons = map[token.Token]struct {
	op   plan.Op
	rule string
}{
	token.GEQ: {plan.AtLeast, "min"},
	token.GTR: {plan.GreaterThan, "min"},
	token.LEQ: {plan.AtMost, "max"},
	token.LSS: {plan.LessThan, "max"},
}
