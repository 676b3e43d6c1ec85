package explain

import (
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// A message is what is said of a violation.
type message struct {
	text     string
	extras   []extra
	inferred *plan.Inference
}

// An extra is what an answer says besides, or the text in another catalogue.
type extra struct{ name, text string }

// message is a failure's message in the contract's own catalogue.
func (x *Contract) message(f *plan.Failure) message {
	if len(f.Words) == 0 {
		return message{}
	}
	m := f.In(0)
	says := message{text: template(m.Text), inferred: m.Inferred}
	extras := []extra{{"code", m.Code}, {"key", m.Key}, {"entry", template(m.Entry)}}
	for i, catalogue := range x.Catalogues {
		if text := template(f.In(i + 1).Text); text != says.text {
			extras = append(extras, extra{catalogue, text})
		}
	}
	for _, e := range extras {
		if e.text != "" {
			says.extras = append(says.extras, e)
		}
	}
	return says
}

func template(t plan.Text) string {
	var b strings.Builder
	for _, part := range t {
		b.WriteString(part.Literal)
		b.WriteString(placeholders[part.Then])
	}
	return b.String()
}

var placeholders = [...]string{
	plan.None:          "",
	plan.FieldName:     "{field}",
	plan.AttributeName: "{attribute}",
	plan.PropertyName:  "{property}",
	plan.Value:         "{value}",
	plan.Length:        "{length}",
	plan.Hint:          "{hint}",
	plan.Line:          "{line}",
	plan.Column:        "{column}",
}
