package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// constraint says what a check asks of a value of one of the kinds that passed those before it.
func constraint(p *plan.Endpoint, siblings []plan.Field, c *plan.Check, kinds plan.Kind) string {
	if c.Op == plan.Kinds {
		return kindWords(kinds &^ c.Refuses)
	}
	text := operation(p, siblings, c)
	if c.Refuses&kinds != 0 {
		return kindWords(kinds&^c.Refuses) + ", " + text
	}
	return text
}

func operation(p *plan.Endpoint, siblings []plan.Field, c *plan.Check) string {
	switch c.Op {
	case plan.MinLength, plan.MinItems:
		return "at least " + count(c)
	case plan.MaxLength, plan.MaxItems:
		return "at most " + count(c)
	case plan.Match:
		return "matches " + pattern(c)
	case plan.NoMatch:
		return "does not match " + pattern(c)
	case plan.OneOf:
		return oneOf("one of ", "", c.Values)
	case plan.NoneOf:
		return oneOf("none of ", "not ", c.Values)
	case plan.AtLeast:
		return "at least " + c.Bound
	case plan.AtMost:
		return "at most " + c.Bound
	case plan.GreaterThan:
		return "more than " + c.Bound
	case plan.LessThan:
		return "less than " + c.Bound
	case plan.Judge:
		return rule(p, siblings, c)
	}
	return ""
}

func pattern(c *plan.Check) string { return strings.ReplaceAll(c.Pattern.Pattern, " ", hardSpace) }

// count says of what there is a limit.
func count(c *plan.Check) string {
	unit := "element"
	if c.Op == plan.MinLength || c.Op == plan.MaxLength {
		unit = "character"
	}
	if c.Limit != 1 {
		unit += "s"
	}
	if c.Op != plan.MinItems && c.Op != plan.MaxItems && c.On&(plan.KindList|plan.KindObject) != 0 {
		unit += " or elements"
	}
	return strconv.Itoa(c.Limit) + " " + unit
}

func oneOf(several, one string, values []plan.Literal) string {
	names := make([]string, len(values))
	for i := range values {
		names[i] = literal(&values[i])
	}
	if len(names) == 1 {
		return one + names[0]
	}
	return several + strings.Join(names, ", ")
}

func literal(l *plan.Literal) string {
	if l.Kind == plan.KindString {
		return strconv.Quote(l.Text)
	}
	return l.Text
}

// rule names a Go rule with its arguments, and what else decides about it.
func rule(p *plan.Endpoint, siblings []plan.Field, c *plan.Check) string {
	var args, given []string
	for _, param := range c.Failure.Params {
		args = append(args, param.Name+"="+argument(param.JSON))
	}
	text := "rule " + c.Failure.Code
	if len(args) > 0 {
		text += "(" + strings.Join(args, ", ") + ")"
	}
	for _, ref := range c.Rule.Refs {
		name := siblings[ref.Field].Name
		if ref.Part != "" {
			name += "." + ref.Part
		}
		given = append(given, name)
	}
	for _, i := range c.Rule.Options {
		given = append(given, "option "+p.Options[i].Name)
	}
	if len(given) > 0 {
		text += ", depends on " + and(given)
	}
	return text
}

// argument shows a JSON value without its punctuation.
func argument(text string) string {
	var value any
	if json.Unmarshal([]byte(text), &value) != nil {
		return text
	}
	switch v := value.(type) {
	case string:
		return v
	case []any:
		return strings.Trim(fmt.Sprint(v), "[]")
	}
	return text
}

const anyKind = plan.KindNull | plan.KindBool | plan.KindInt | plan.KindFloat | plan.KindString | plan.KindList | plan.KindObject

// kindWords says what JSON types there are in a set.
func kindWords(k plan.Kind) string {
	const number = plan.KindInt | plan.KindFloat
	switch {
	case k == anyKind:
		return "any value"
	case k == 0:
		return "nothing"
	case k&number == number:
		k &^= plan.KindInt
		return or(named(k, "null", "a boolean", "", "a number", "a string", "a list", "an object"))
	}
	return or(named(k, "null", "a boolean", "an integer", "a number that is no integer", "a string", "a list", "an object"))
}
