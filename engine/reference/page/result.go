package page

import (
	"fmt"
	"html/template"
	"net/http"

	"github.com/passant-go/passant/engine"
)

// A result is what the page shows of a report.
type result struct {
	Valid       bool
	Summary     string
	Status      int
	Reason      string
	ContentType string
	Answer      string
	Findings    []finding
	Truncated   bool
	Marked      template.HTML
}

// A finding is a violation or warning, and its number on the page.
type finding struct {
	engine.Violation
	Number int
}

// ID is the rule, and the code where that is finer.
func (f finding) ID() string {
	if f.Code == f.Rule {
		return f.Rule
	}
	return f.Rule + "." + f.Code
}

func (in *input) check(payload string) *result {
	body := []byte(payload)
	report := in.checker.Validate(body)
	r := &result{
		Valid:       report.Valid(),
		Status:      report.Status(),
		Reason:      http.StatusText(report.Status()),
		ContentType: report.ContentType(),
		Answer:      string(report.AppendAnswer(nil)),
		Truncated:   report.Truncated(),
	}
	var marks []mark
	var warnings int
	for i, v := range report.Violations() {
		f := finding{v, i + 1}
		if v.Severity == engine.SeverityWarning {
			warnings++
		}
		r.Findings = append(r.Findings, f)
		title := fmt.Sprintf("%d: %s, %s", f.Number, f.ID(), v.Message)
		marks = append(marks, mark{f.Number, v.Severity.String(), title, v.Offset, v.Length})
	}
	r.Summary = count(len(r.Findings)-warnings, "violation") + ", " + count(warnings, "warning")
	r.Marked = highlight(body, marks)
	return r
}

func count(n int, noun string) string {
	switch n {
	case 0:
		return "no " + noun + "s"
	case 1:
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
