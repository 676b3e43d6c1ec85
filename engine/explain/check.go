package explain

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/internal/ops"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// wanted says what a check asks of a value of one of the kinds that passed those before it.
func wanted(p *plan.Endpoint, siblings []plan.Field, c *plan.Check, kinds plan.Kind) sentence {
	if c.Op == plan.Kinds {
		return kindWords(kinds &^ c.Refuses)
	}
	text := operation(p, siblings, c)
	if c.Refuses&kinds != 0 {
		return say(kindWords(kinds&^c.Refuses), ", ", text)
	}
	return text
}

func operation(p *plan.Endpoint, siblings []plan.Field, c *plan.Check) sentence {
	switch c.Op {
	case plan.Match:
		if reason := c.Failure.Reason(); reason == "blank" || reason == "required" {
			return say("not blank")
		}
	case plan.Count:
		if c.Trial.Shapes != nil {
			return say("one of the ", len(c.Trial.Types), " alternatives at ", code(c.Failure.Source))
		}
		return say(times(c.Trial), " of the ", len(c.Trial.Types), " types at ", code(c.Failure.Source))
	case plan.Contains:
		return say(times(c.Trial), " of the elements as at ", code(c.Failure.Source))
	case plan.Judge:
		return rule(p, siblings, c)
	}
	info := ops.Of(c.Op)
	before, after, _ := strings.Cut(info.Words, "%")
	return say(before, operand(p, c, info.Operand), after)
}

// operand is what a check decides by.
func operand(p *plan.Endpoint, c *plan.Check, which ops.Operand) sentence {
	switch which {
	case ops.Limit:
		return count(p, c)
	case ops.Bound:
		return say(c.Bound)
	case ops.Values:
		return or(literals(c.Values))
	case ops.Pattern:
		return pattern(c)
	case ops.Layout:
		return code(layouts[c.Layout])
	case ops.Function:
		return code(c.Function.String())
	case ops.Trial:
		return code(c.Failure.Source)
	}
	return nil
}

// times says how often something must be so.
func times(t *plan.Trial) string {
	switch {
	case t.Most < 0:
		return fmt.Sprint("at least ", t.Least)
	case t.Least == t.Most:
		return fmt.Sprint("exactly ", t.Least)
	case t.Least == 0:
		return fmt.Sprint("at most ", t.Most)
	}
	return fmt.Sprint(t.Least, " to ", t.Most)
}

var layouts = [...]string{rules.DateHyphens: "yyyy-MM-dd", rules.DateDigits: "yyyyMMdd"}

// pattern shows a pattern; a tab could not be told from a space.
func pattern(c *plan.Check) sentence { return code(strings.ReplaceAll(c.Pattern.Pattern, "\t", `\t`)) }

// integer says what size of integer two checks make together, "" where they make none.
func integer(least, most *plan.Check) string {
	if least.Op != plan.AtLeast || most.Op != plan.AtMost {
		return ""
	}
	return integers[[2]string{least.Bound, most.Bound}]
}

var integers = map[[2]string]string{
	{"-128", "127"}:                                 "of 8 bits",
	{"-32768", "32767"}:                             "of 16 bits",
	{"-2147483648", "2147483647"}:                   "of 32 bits",
	{"-9223372036854775808", "9223372036854775807"}: "of 64 bits",
	{"0", "255"}:                                    "of 8 bits without a sign",
	{"0", "65535"}:                                  "of 16 bits without a sign",
	{"0", "4294967295"}:                             "of 32 bits without a sign",
	{"0", "18446744073709551615"}:                   "of 64 bits without a sign",
}

// count says of what there is a limit.
func count(p *plan.Endpoint, c *plan.Check) sentence {
	var units []string
	length := ops.Of(c.Op).Measure == ops.Characters
	if length {
		units = append(units, "character")
	}
	if length && p.Read.UTF16 {
		units = append(units, "UTF-16 code unit")
	}
	switch {
	case !length && c.On == plan.KindObject:
		units = append(units, "member")
	case !length || c.On&(plan.KindList|plan.KindObject) != 0:
		units = append(units, "element")
	}
	if c.Limit != 1 {
		for i := range units {
			units[i] += "s"
		}
	}
	return say(c.Limit, " ", or(texts(units...)))
}

func literals(values []plan.Literal) []sentence {
	names := make([]sentence, len(values))
	for i := range values {
		names[i] = literal(&values[i])
	}
	return names
}

func literal(l *plan.Literal) sentence {
	if l.Kind == plan.KindString {
		return code(strconv.Quote(l.Text))
	}
	return code(l.Text)
}

// rule names a Go rule with its arguments, and what else decides about it.
func rule(p *plan.Endpoint, siblings []plan.Field, c *plan.Check) sentence {
	var args []string
	var given []sentence
	for _, param := range c.Failure.Params {
		args = append(args, param.Name+"="+argument(param.JSON))
	}
	text := c.Failure.Reason()
	if len(args) > 0 {
		text += "(" + strings.Join(args, ", ") + ")"
	}
	asks := say("rule ", code(text))
	for _, ref := range c.Rule.Refs {
		name := siblings[ref.Field].Name
		if ref.Part != "" {
			name += "." + ref.Part
		}
		given = append(given, code(name))
	}
	for _, i := range c.Rule.Options {
		given = append(given, say("the option ", code(p.Options[i].Name)))
	}
	if len(given) > 0 {
		return say(asks, " by ", and(given))
	}
	return asks
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
func kindWords(k plan.Kind) sentence {
	const number = plan.KindInt | plan.KindFloat
	switch {
	case k == anyKind:
		return say("any value")
	case k == 0:
		return say("nothing")
	case k&number == number:
		k &^= plan.KindInt
		return or(named(k, texts("null", "a boolean", "", "a number", "a string", "a list", "an object")...))
	}
	return or(named(k, texts("null", "a boolean", "an integer", "a number that is no integer", "a string", "a list", "an object")...))
}
