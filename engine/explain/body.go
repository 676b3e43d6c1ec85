package explain

import (
	"regexp"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// bodyNotation explains shapes.
const bodyNotation = "In a body, <message> and the like stand for what is found, … for more of the same; what has a ? before its colon may be missing."

// shape shows a body.
func shape(steps []plan.Step) string {
	var s shaped
	s.steps(steps)
	return spaced(s.String())
}

// spaced is JSON with a space after its commas and colons.
func spaced(text string) string {
	var b strings.Builder
	inside := false
	for i := range len(text) {
		c := text[i]
		b.WriteByte(c)
		switch {
		case c == '"' && !escaped(text[:i]):
			inside = !inside
		case !inside && (c == ',' || c == ':'):
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// escaped reports whether text ends in a backslash that is not escaped itself.
func escaped(text string) bool { return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1 }

type shaped struct{ strings.Builder }

func (s *shaped) steps(list []plan.Step) {
	for i := range list {
		s.step(&list[i])
	}
}

func (s *shaped) step(step *plan.Step) {
	switch step.Op {
	case plan.Write:
		s.WriteString(step.Text)
	case plan.Comma:
		if text := s.String(); text != "" && !strings.ContainsAny(text[len(text)-1:], "{[(") {
			s.WriteByte(',')
		}
	case plan.Put:
		s.WriteString(mark(step.Mark))
	case plan.Group:
		s.steps([]plan.Step{{Op: plan.Comma}})
		s.WriteString(mark(step.Mark) + ":")
		s.steps(step.Body)
		s.WriteString(",…")
	case plan.Each:
		s.steps(step.Body)
		s.WriteString(",…")
	case plan.Optional:
		var body shaped
		body.steps(step.Body)
		if strings.HasPrefix(body.String(), `"`) {
			s.steps([]plan.Step{{Op: plan.Comma}})
		}
		s.WriteString(memberName.ReplaceAllString(body.String(), "$0?"))
	case plan.Either:
		s.WriteByte('(')
		s.steps(step.Body)
		s.WriteString(" | ")
		s.steps(step.Else)
		s.WriteByte(')')
	}
}

// memberName is the name that an optional part of a body begins with.
var memberName = regexp.MustCompile(`^"(?:[^"\\]|\\.)*"`)

func mark(m plan.Mark) string {
	name := m.String()
	name = "<" + strings.ToLower(name[:1]) + name[1:] + ">"
	if m == plan.MarkLine || m == plan.MarkColumn {
		return name
	}
	return `"` + name + `"`
}
