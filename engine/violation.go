package engine

import (
	"fmt"
	"log/slog"
	"slices"
	"strconv"

	"github.com/passant-go/passant/engine/internal/answer"
	"github.com/passant-go/passant/engine/plan"
)

// A Violation is one constraint that a payload does not meet. Printed or logged, it shows no value and no name of the
// payload, also where it stands in other structs; its Message does only where the contract's own text asks for it. Its
// JSON has the names that Field and Pointer have; slog's JSON handler writes that where a Violation stands in something
// else, such as the slice that Violations makes. Its fields are those of Details, so v.Field is one, and copies of it share
// them. The zero Violation has none.
type Violation struct{ *hidden }

// A hidden struct keeps package fmt from Details: in an unexported field it calls no methods, and follows one pointer where
// the verb is a wrong one, but never two.
type hidden struct{ *Details }

// NewViolation makes a Violation, for tests of Messages.
func NewViolation(d Details) Violation { return Violation{&hidden{&d}} }

// Details are what is known of a Violation.
type Details struct {
	// Field is the member in the contract's spelling, those of nested objects joined by "."; a member that the
	// contract does not have has its own name, or "***" where that does not look like one. Deep inside of
	// a type that contains itself it stays the same: Pointer tells where the value is. It is "" where no member is concerned.
	Field string `json:"field"`

	// Pointer is the JSON Pointer (RFC 6901) to the value as it was sent, or would have been. What does not look like a
	// name is "***" in it, too: Offset tells where it is.
	Pointer string `json:"pointer"`

	Rule     string   `json:"rule"` // the stable identifier of the rule
	Code     string   `json:"code"` // the finer reason; equal to Rule where there is none
	Severity Severity `json:"severity"`
	Message  string   `json:"message"` // the contract's text, else plain English, unless Report.WithMessages has others
	Params   Params   `json:"params"`  // what the constraint is made with

	Offset int `json:"offset"` // of the value in the payload, in bytes
	Length int `json:"length"` // of the value, in bytes
	Line   int `json:"line"`   // of the value, from 1
	Column int `json:"column"` // of the value, from 1, in code points

	Source string `json:"schema"` // file:line of the constraint in the contract

	known bool // the contract has the field
}

// Params are the numbers and texts that a constraint is made with, the "length" that was found, and the member that was
// probably meant "instead" of one that the contract does not have. They hold nothing else of the payload.
type Params []plan.Param

// MarshalJSON writes an object.
func (p Params) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i := range p {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(answer.AppendString(b, p[i].Name, plan.Plain), ':')
		b = append(b, p[i].JSON...)
	}
	return append(b, '}'), nil
}

// Severity tells violations from warnings.
type Severity uint8

// The severities.
const (
	SeverityError   Severity = iota // makes the payload invalid
	SeverityWarning                 // leaves it valid
)

func (s Severity) String() string {
	if s == SeverityWarning {
		return "warning"
	}
	return "error"
}

// MarshalText is String.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

func violation(f *answer.Findings, i int, ruler *answer.Ruler) Details {
	v := &f.List[i]
	var b []byte
	text := func(append func([]byte, int) []byte) string {
		b = append(b[:0], i)
		return string(b)
	}
	line, column := ruler.Position(f.Input.Bytes(), v.Offset)
	severity := SeverityError
	if v.Warning {
		severity = SeverityWarning
	}
	return Details{
		Field:    text(f.AppendField),
		Pointer:  text(f.AppendPointer),
		Rule:     v.Failure.Rule,
		Code:     v.Reason(),
		Params:   params(f, v),
		Message:  text(f.AppendMessage),
		Severity: severity,
		Offset:   v.Offset,
		Length:   v.Length,
		Line:     line,
		Column:   column,
		Source:   v.Failure.Source,
		known:    v.Field != nil,
	}
}

// params are those of the constraint, the length that was found, and the name that was probably meant.
func params(f *answer.Findings, v *answer.Finding) Params {
	list := slices.Clone(v.Failure.Params)
	if v.Found >= 0 {
		list = append(list, plan.Param{Name: "length", JSON: strconv.Itoa(v.Found)})
	}
	if near, ok := f.Nearest(v); ok {
		list = append(list, plan.Param{Name: "instead", JSON: string(answer.AppendString(nil, near, plan.Plain))})
	}
	return list
}

// Format writes a summary, whatever the verb.
func (v Violation) Format(s fmt.State, _ rune) {
	if v.hidden == nil {
		fmt.Fprint(s, "no violation")
		return
	}
	if v.known {
		fmt.Fprint(s, v.Field, " ")
	}
	fmt.Fprint(s, v.Rule)
	if v.Code != v.Rule {
		fmt.Fprint(s, ".", v.Code)
	}
	fmt.Fprintf(s, " (%s at byte %d)", v.Severity, v.Offset)
}

// LogValue is what Format writes, by name.
func (v Violation) LogValue() slog.Value {
	if v.hidden == nil {
		return slog.Value{}
	}
	attrs := make([]slog.Attr, 0, 6)
	if v.known {
		attrs = append(attrs, slog.String("field", v.Field))
	}
	return slog.GroupValue(append(attrs,
		slog.String("pointer", v.shownPointer()),
		slog.String("rule", v.Rule),
		slog.String("code", v.Code),
		slog.String("severity", v.Severity.String()),
		slog.Int("offset", v.Offset),
	)...)
}

// shownPointer is the pointer where the contract has the field, else one that does not show the name that was sent.
func (v Violation) shownPointer() string {
	if v.known || v.Pointer == "" {
		return v.Pointer
	}
	return "/***"
}

// logged is how violations are logged: as an array of what each of them is logged as.
type logged []Violation

// MarshalJSON is for the handler that writes JSON, which would not ask the elements of a slice for their LogValue.
func (l logged) MarshalJSON() ([]byte, error) {
	b := []byte{'['}
	for i, v := range l {
		if i > 0 {
			b = append(b, ',')
		}
		for j, a := range v.LogValue().Group() {
			b = append(b, "{,"[min(j, 1)])
			b = append(answer.AppendString(b, a.Key, plan.Plain), ':')
			if a.Value.Kind() == slog.KindInt64 {
				b = strconv.AppendInt(b, a.Value.Int64(), 10)
			} else {
				b = answer.AppendString(b, a.Value.String(), plan.Plain)
			}
		}
		b = append(b, '}')
	}
	return append(b, ']'), nil
}

// String is for all other handlers.
func (l logged) String() string { return fmt.Sprint([]Violation(l)) }
