package answer

import (
	"strconv"

	"github.com/passant-go/passant/engine/plan"
)

// A writer appends what is known of violations, in one way of escaping.
type writer struct {
	Findings
	dst    []byte
	escape plan.Escape
	ruler  Ruler
}

// put writes the value of a mark for the violation i, which is negative for none, as a JSON value.
// It reports whether there is one; where there is none it writes an empty string or 0.
func (w *writer) put(m plan.Mark, i int) bool {
	switch number := m == plan.MarkLine || m == plan.MarkColumn; {
	case !number:
		return w.quote(m, i)
	case i < 0:
		w.dst = append(w.dst, '0')
		return false
	}
	return w.value(m, &w.List[i])
}

// name writes the value of a mark as the name of a member.
func (w *writer) name(m plan.Mark, i int) bool {
	ok := w.quote(m, i)
	w.dst = append(w.dst, ':')
	return ok
}

func (w *writer) quote(m plan.Mark, i int) bool {
	w.dst = append(w.dst, '"')
	ok := i >= 0 && w.value(m, &w.List[i])
	w.dst = append(w.dst, '"')
	return ok
}

// value writes the value of a mark without quotes and reports whether there is one.
func (w *writer) value(m plan.Mark, v *Finding) bool {
	switch m {
	case plan.MarkField:
		return w.field(v)
	case plan.MarkProperty:
		return w.property(v)
	case plan.MarkAttribute:
		return w.attribute(v)
	case plan.MarkPointer:
		w.pointer(v)
		return true
	case plan.MarkMessage:
		return w.expand(w.message(v).Text, v)
	case plan.MarkEntry:
		return w.expand(w.message(v).Entry, v)
	case plan.MarkCode:
		return w.code(v)
	case plan.MarkKey:
		return w.text(w.message(v).Key) || w.field(v) || w.code(v)
	case plan.MarkRule:
		return w.text(v.Failure.Rule)
	case plan.MarkLine:
		return w.integer(w.line(v))
	case plan.MarkColumn:
		return w.integer(w.column(v))
	case plan.MarkMinLength:
		return w.limit(v, "min")
	case plan.MarkMaxLength:
		return w.limit(v, "max")
	case plan.MarkLength:
		return v.Found >= 0 && w.integer(v.Found)
	}
	return false
}

func (w *writer) message(v *Finding) *plan.Message { return v.Failure.In(w.Catalogue) }

func (w *writer) line(v *Finding) int {
	line, _ := w.ruler.Position(w.Input.Bytes(), v.Offset)
	return line
}

func (w *writer) column(v *Finding) int {
	_, column := w.ruler.Position(w.Input.Bytes(), v.Offset)
	return column
}

// code is the code of the message, else the rule or, of a lookup, its name.
func (w *writer) code(v *Finding) bool {
	if v.Failure.Rule == "lookup" {
		return w.text(w.message(v).Code) || w.text(v.Failure.Reason())
	}
	return w.text(w.message(v).Code) || w.text(v.Failure.Rule)
}

// limit is a parameter of a length rule; no other finds a length.
func (w *writer) limit(v *Finding, name string) bool {
	if v.Found < 0 {
		return false
	}
	for i := range v.Failure.Params {
		if p := &v.Failure.Params[i]; p.Name == name {
			return w.text(p.JSON)
		}
	}
	return false
}

func (w *writer) text(s string) bool {
	w.dst = appendEscaped(w.dst, s, w.escape)
	return s != ""
}

func (w *writer) bytes(b []byte) { w.dst = appendEscaped(w.dst, b, w.escape) }

func (w *writer) span(s Span) { w.bytes(w.Findings.text(s)) }

func (w *writer) integer(n int) bool {
	w.dst = strconv.AppendInt(w.dst, int64(n), 10)
	return true
}
