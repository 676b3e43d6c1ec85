package compile_test

import (
	"fmt"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// kinds shows a set of kinds: n(ull) b(ool) i(nt) f(loat) s(tring) l(ist) o(bject).
func kinds(k plan.Kind) string {
	text := ""
	for i, letter := range "nbifslo" {
		if k>>i&1 == 1 {
			text += string(letter)
		}
	}
	return text
}

// summary shows the checks of a type in one line: each as rule.code(operand) on/kinds -refused kinds, "!" where it stops.
func summary(t *plan.Type) string {
	var parts []string
	for _, v := range t.Except {
		parts = append(parts, "except "+literal(v))
	}
	for i := range t.Checks {
		parts = append(parts, check(&t.Checks[i]))
	}
	for i := range t.Items {
		parts = append(parts, fmt.Sprintf("[%d: %s]", i, summary(&t.Items[i])))
	}
	if t.Elem != nil {
		parts = append(parts, "["+summary(t.Elem)+"]")
	}
	if t.Object != nil {
		parts = append(parts, object(t.Object))
	}
	return strings.Join(parts, "; ")
}

func check(c *plan.Check) string {
	text := c.Failure.Rule
	if c.Failure.Code != "" {
		text += "." + c.Failure.Code
	}
	text += operand(c)
	if c.On != 0 {
		text += " " + kinds(c.On)
	}
	if c.Refuses != 0 {
		text += " -" + kinds(c.Refuses)
	}
	if c.Stop {
		text += "!"
	}
	return text
}

func operand(c *plan.Check) string {
	switch c.Op {
	case plan.MinLength, plan.MinItems:
		return fmt.Sprint(">=", c.Limit)
	case plan.MaxLength, plan.MaxItems:
		return fmt.Sprint("<=", c.Limit)
	case plan.AtLeast:
		return ">=" + c.Bound
	case plan.AtMost:
		return "<=" + c.Bound
	case plan.GreaterThan:
		return ">" + c.Bound
	case plan.LessThan:
		return "<" + c.Bound
	case plan.Match:
		return "~" + c.Pattern.Pattern
	case plan.NoMatch:
		return "!~" + c.Pattern.Pattern
	case plan.OneOf, plan.NoneOf:
		var values []string
		for _, v := range c.Values {
			values = append(values, literal(v))
		}
		text := "{" + strings.Join(values, " ") + "}"
		if c.Op == plan.NoneOf {
			return "!" + text
		}
		return text
	case plan.MultipleOf:
		return "×" + c.Bound
	case plan.Count, plan.Contains, plan.Branch:
		var types []string
		for i := range c.Trial.Types {
			types = append(types, summary(&c.Trial.Types[i]))
		}
		return fmt.Sprintf("?%d..%d(%s)", c.Trial.Least, c.Trial.Most, strings.Join(types, " | "))
	case plan.Judge:
		return "()"
	}
	return ""
}

func literal(v plan.Literal) string {
	if v.Kind == plan.KindString {
		return fmt.Sprintf("%q", v.Text)
	}
	return v.Text
}

func object(o *plan.Object) string {
	var parts []string
	for i := range o.Fields {
		f := &o.Fields[i]
		mark := "?"
		if f.Required != nil {
			mark = "!"
		}
		parts = append(parts, f.Name+mark)
	}
	if o.Open {
		parts = append(parts, "...")
	}
	if o.Rest != nil {
		parts = append(parts, "[string]: "+summary(o.Rest))
	}
	for i := range o.Patterns {
		p, match := &o.Patterns[i], "=~"
		if p.Not {
			match = "!~"
		}
		parts = append(parts, "["+match+p.Name.Pattern+"]: "+summary(&p.Type))
	}
	for _, c := range o.Conditions {
		when := "absent"
		if c.Present {
			when = "present"
		}
		if c.Equals != nil {
			when = literal(*c.Equals)
		}
		parts = append(parts, fmt.Sprintf("if %s %s: %s %s", o.Fields[c.If].Name, when, o.Fields[c.Require].Name, c.Failure.Rule))
	}
	for _, c := range o.Consequences {
		var when []string
		for _, one := range c.When {
			name := o.Fields[one.Field].Name
			if one.Absent {
				name = "no " + name
			}
			when = append(when, strings.TrimRight(name+" "+summary(&plan.Type{Checks: one.Checks}), " "))
		}
		then := o.Fields[c.Field].Name + "?"
		if c.Required != nil {
			then = o.Fields[c.Field].Name + "!"
		}
		if c.Type != nil {
			then += " " + summary(c.Type)
		}
		parts = append(parts, "if "+strings.Join(when, ", ")+": "+then)
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// words shows the texts of a failure, a placeholder as its number in angle brackets.
func words(f *plan.Failure) []string {
	var all []string
	for _, m := range f.Words {
		all = append(all, text(m.Text))
	}
	return all
}

func text(t plan.Text) string {
	var b strings.Builder
	for _, p := range t {
		b.WriteString(p.Literal)
		if p.Then != plan.None {
			fmt.Fprintf(&b, "<%d>", p.Then)
		}
	}
	return b.String()
}

// answers shows what each occasion is answered with.
func answers(e *plan.Endpoint) []string {
	var list []string
	for _, a := range e.Answers {
		body := "nothing"
		if a.Body != nil {
			body = steps(a.Body)
		}
		list = append(list, fmt.Sprint(a.Occasion, " ", a.Status, " ", body))
	}
	return list
}

// steps shows a body: marks as #Mark, a comma that is settled later as ",", each as *(…), groups as #Mark(…),
// optional parts as ?(…) or ?option(…), alternatives as (…|…).
func steps(list []plan.Step) string {
	var b strings.Builder
	for _, s := range list {
		switch s.Op {
		case plan.Write:
			b.WriteString(s.Text)
		case plan.Comma:
			b.WriteByte(',')
		case plan.Put:
			b.WriteString("#" + s.Mark.String())
		case plan.Group:
			sorted := ""
			if s.Sorted {
				sorted = "sorted "
			}
			b.WriteString("#" + s.Mark.String() + "(" + sorted + steps(s.Body) + ")")
		case plan.Each:
			b.WriteString("*(" + steps(s.Body) + ")")
		case plan.Optional:
			option := ""
			if s.Option > 0 {
				option = fmt.Sprint(s.Option)
			}
			b.WriteString("?" + option + "(" + steps(s.Body) + ")")
		case plan.Either:
			b.WriteString("(" + steps(s.Body) + "|" + steps(s.Else) + ")")
		}
	}
	return b.String()
}
