// Package notation writes what a plan asks of a value as CUE does.
package notation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// Check is what a check asks of a value of a kind that it does not refuse as such, else of its kind.
func Check(c *plan.Check) string {
	info := ops.Of(c.Op)
	switch {
	case c.Op == plan.Kinds:
		return Kinds((&plan.Type{Checks: []plan.Check{*c}}).Kinds())
	case c.Op == plan.Judge:
		return Rule(c)
	case c.Op == plan.OneOf:
		return Literals("", " | ", c.Values)
	case c.Op == plan.NoneOf:
		return Literals(operatorOf(c.Op), " & ", c.Values)
	case info.CUE == "":
		return "a constraint on CUE values, " + c.Failure.Source
	}
	return strings.Replace(info.CUE, "%", operand(c, info.Operand), 1)
}

// operand is what a check decides by.
func operand(c *plan.Check, which ops.Operand) string {
	switch which {
	case ops.Limit:
		return strconv.Itoa(c.Limit)
	case ops.Bound:
		return c.Bound
	case ops.Pattern:
		return strconv.Quote(c.Pattern.Pattern)
	case ops.Layout:
		return strconv.Quote(layouts[c.Layout])
	case ops.Function:
		return c.Function.String()
	}
	return ""
}

// operatorOf is what stands before the operand of an op.
func operatorOf(op plan.Op) string { return strings.TrimSuffix(ops.Of(op).CUE, "%") }

var layouts = [...]string{rules.DateHyphens: "2006-01-02", rules.DateDigits: "20060102"}

// Rule is the attribute of a Go rule with the arguments that its failure quotes.
func Rule(c *plan.Check) string {
	text := "@rule(" + c.Failure.Rule
	for _, p := range c.Failure.Params {
		text += ", " + p.Name + "=" + p.JSON
	}
	return text + ")"
}

// Kinds is a set of kinds as a disjunction of types.
func Kinds(set plan.Kind) string {
	const numbers = plan.KindInt | plan.KindFloat
	var names []string
	for i, name := range [...]string{"null", "bool", "int", "float", "string", "[...]", "{...}"} {
		kind := plan.Kind(1) << i
		switch {
		case set&kind == 0 || kind == plan.KindFloat && set&numbers == numbers:
			continue
		case kind == plan.KindInt && set&numbers == numbers:
			name = "number"
		}
		names = append(names, name)
	}
	switch set {
	case 0:
		return "_|_"
	case (&plan.Type{}).Kinds():
		return "_"
	}
	return strings.Join(names, " | ")
}

// Literals are literals joined, each after a prefix. A number is there once, which a plan may have as int and as float.
func Literals(prefix, joint string, all []plan.Literal) string {
	var names []string
	for i := range all {
		if name := prefix + Literal(&all[i]); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return strings.Join(names, joint)
}

// Literal is a literal as it stands in a contract.
func Literal(l *plan.Literal) string {
	if l.Kind == plan.KindString {
		return strconv.Quote(l.Text)
	}
	return l.Text
}

// Comparison is what a field of an object is to another.
func Comparison(fields []plan.Field, c *plan.Comparison) string {
	return fields[c.Field].Name + ": " + operatorOf(c.Op) + fields[c.Other].Name
}

// Consequence is what an object says of a field where others are in a certain state.
func Consequence(fields []plan.Field, c *plan.Consequence) string {
	var when []string
	for _, clause := range c.When {
		name := fields[clause.Field].Name
		switch {
		case clause.Absent:
			when = append(when, name+" == _|_")
		case len(clause.Checks) == 0:
			when = append(when, name+" != _|_")
		}
		for i := range clause.Checks {
			if k := &clause.Checks[i]; k.Op != plan.Kinds {
				when = append(when, compared(name, k))
			}
		}
	}
	mark, is := "?: ", "_"
	if c.Required != nil {
		mark = "!: "
	}
	if c.Type != nil {
		var checks []string
		for i := range c.Type.Checks {
			checks = append(checks, Check(&c.Type.Checks[i]))
		}
		is = strings.Join(checks, " & ")
	}
	return "if " + strings.Join(when, " && ") + " {" + fields[c.Field].Name + mark + is + "}"
}

// compared is a comparison of a member with literals.
func compared(name string, k *plan.Check) string {
	text := Check(k)
	operator := text[:len(text)-len(strings.TrimLeft(text, "=!<>~"))]
	if operator == "" {
		operator = "=="
	}
	return name + " " + operator + " " + strings.TrimPrefix(text, operator)
}

// Condition is what asks for a field of an object.
func Condition(fields []plan.Field, c *plan.Condition) string {
	state := "_|_"
	if c.Equals != nil {
		state = Literal(c.Equals)
	}
	comparison := " == "
	if c.Present {
		comparison = " != "
	}
	return "if " + fields[c.If].Name + comparison + state + " {" + fields[c.Require].Name + "!: _}"
}

// Nothing lists values that stand for none, as the reading of a contract does.
func Nothing(set plan.Nothing) []string {
	all := []string{"null", `""`, "0", "[]", "{}"}
	i := -1
	return slices.DeleteFunc(all, func(string) bool { i++; return set>>i&1 == 0 })
}
