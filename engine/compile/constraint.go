package compile

import (
	"strconv"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/automaton"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// expr is what an expression says of a value.
func (c *compiler) expr(n node) typ {
	switch x := n.expr.(type) {
	case *ast.ParenExpr:
		return c.expr(n.with(x.X))
	case *ast.Ident, *ast.SelectorExpr:
		return c.named(n)
	case *ast.BasicLit:
		return c.constant(n)
	case *ast.UnaryExpr:
		return c.unary(n, x)
	case *ast.BinaryExpr:
		switch x.Op {
		case token.AND:
			return c.both(c.expr(n.with(x.X)), c.expr(n.with(x.Y)))
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
		t := typ{kinds: anyKind}
		for _, d := range declarations {
			t = c.both(t, c.declaration(d, true))
		}
		return t
	}
	id, ok := n.expr.(*ast.Ident)
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
		op := plan.Match
		if x.Op == token.NMAT {
			op = plan.NoMatch
		}
		k := plainCheck(op, plan.KindString, "pattern", at)
		k.Pattern = c.pattern(operand)
		return single(k)
	case token.NEQ:
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

// pattern is the automaton of a pattern.
func (c *compiler) pattern(n node) *plan.Automaton {
	text, ok := c.literal(n)
	if !ok || text.Kind != plan.KindString {
		c.refuse(n, "a pattern is a string")
		return nil
	}
	if a, ok := c.automata[text.Text]; ok {
		return a
	}
	a, err := automaton.Compile(text.Text)
	if err != nil {
		c.fault(n.expr.Pos(), "", "%v", err)
		return nil
	}
	c.automata[text.Text] = a
	return a
}

func (c *compiler) call(n node, x *ast.CallExpr) typ {
	function := c.builtin(n.with(x.Fun))
	f, known := functions[function]
	if len(x.Args) != 1 || !known && function != "time.Format" {
		return c.refuse(n, "the functions are strings.MinRunes, strings.MaxRunes, list.MinItems, list.MaxItems and time.Format")
	}
	limit, ok := c.literal(n.with(x.Args[0]))
	if function == "time.Format" {
		layout, known := layouts[limit.Text]
		if !known || limit.Kind != plan.KindString {
			return c.refuse(n, `the layouts are "2006-01-02" and "20060102"`)
		}
		k := plainCheck(plan.Day, plan.KindString, "date", x.Pos())
		k.Layout = layout
		return single(k)
	}
	number, err := strconv.Atoi(limit.Text)
	if !ok || limit.Kind != plan.KindInt || err != nil || number < 0 {
		return c.refuse(n, "a limit is a whole number")
	}
	k := plainCheck(f.op, f.on, f.rule, x.Pos(), plan.Param{Name: f.param, JSON: limit.Text})
	k.Limit = number
	return single(k)
}

var functions = map[string]struct {
	op          plan.Op
	on          plan.Kind
	rule, param string
}{
	"strings.MinRunes": {plan.MinLength, plan.KindString, "min_length", "min"},
	"strings.MaxRunes": {plan.MaxLength, plan.KindString, "max_length", "max"},
	"list.MinItems":    {plan.MinItems, plan.KindList, "items", "min"},
	"list.MaxItems":    {plan.MaxItems, plan.KindList, "items", "max"},
}

var layouts = map[string]rules.DateLayout{"2006-01-02": rules.DateHyphens, "20060102": rules.DateDigits}

// listOf is [...T], or a list of a fixed number of elements that are all the same: [], [T], [T, T].
func (c *compiler) listOf(n node, x *ast.ListLit) typ {
	t := single(kindCheck(plan.KindList, x.Pos()))
	var of ast.Expr
	if len(x.Elts) > 0 {
		of = x.Elts[0]
	}
	if rest, ok := of.(*ast.Ellipsis); ok && len(x.Elts) == 1 {
		of = rest.Type
	} else {
		for _, element := range x.Elts {
			if !plainElement(element) || show(element) != show(of) {
				return c.refuse(n, "write [...T], or elements that are all the same")
			}
		}
		if of != nil {
			t.checks = append(t.checks, size(plan.MinItems, "min", x))
		}
		t.checks = append(t.checks, size(plan.MaxItems, "max", x))
	}
	if of != nil {
		elem := c.expr(n.with(of))
		t.elem = &elem
	}
	return t
}

// plainElement reports whether an element of a list stands for itself alone.
func plainElement(e ast.Expr) bool {
	switch e.(type) {
	case *ast.Ellipsis, *ast.Comprehension:
		return false
	}
	return true
}

// size is one of the limits of a list that has as many elements as x.
func size(op plan.Op, param string, x *ast.ListLit) check {
	k := plainCheck(op, plan.KindList, "items", x.Pos(), plan.Param{Name: param, JSON: strconv.Itoa(len(x.Elts))})
	k.Limit = len(x.Elts)
	return k
}
