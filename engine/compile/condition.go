package compile

import (
	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
)

// A condition requires a field where another has, or lacks, a value.
type condition struct {
	when     string
	equals   *plan.Literal // nil: absent
	require  string
	rule     string
	inferred *plan.Inference
	at       token.Pos
}

const conditionHint = "write if x == _|_ {y!: _} or, for a required x, if x == \"text\" {y!: _}"

// conditions are those of if x == _|_ {y!: _} and if x == "text" {y!: _}.
func (c *compiler) conditions(n node, x *ast.Comprehension) []condition {
	bad := func(e ast.Node) []condition {
		c.fault(e.Pos(), conditionHint, "this condition is not supported")
		return nil
	}
	if len(x.Clauses) != 1 || x.Fallback != nil {
		return bad(x)
	}
	clause, ok := x.Clauses[0].(*ast.IfClause)
	if !ok {
		return bad(x)
	}
	comparison, ok := clause.Condition.(*ast.BinaryExpr)
	if !ok || comparison.Op != token.EQL {
		return bad(clause)
	}
	when, ok := comparison.X.(*ast.Ident)
	if !ok {
		return bad(clause)
	}
	shared := condition{when: when.Name, rule: "required"}
	if _, absent := comparison.Y.(*ast.BottomLit); !absent {
		value, ok := c.literal(n.with(comparison.Y))
		if !ok {
			return bad(clause)
		}
		shared.equals = &value
	}
	body, ok := x.Value.(*ast.StructLit)
	if !ok {
		return bad(x)
	}
	var all []condition
	for _, d := range body.Elts {
		f, ok := d.(*ast.Field)
		if !ok || f.Constraint != token.NOT || show(f.Value) != "_" {
			return bad(d)
		}
		one := shared
		name, _, err := ast.LabelName(f.Label)
		if err != nil {
			return bad(d)
		}
		one.require, one.at = name, f.Pos()
		for _, a := range attributes(n.value(f)) {
			switch {
			case a.name == "rule" && a.first() == "either" && len(a.args) == 1, a.name == "as" && c.renames(a):
				one.rule = a.first()
			case a.name == "as":
			case a.name == "inferred":
				one.inferred = &plan.Inference{Why: a.text}
			default:
				c.fault(a.at, "write @rule(either)", "@%s has no meaning in a condition", a.name)
			}
		}
		all = append(all, one)
	}
	return all
}
