package answer

import "github.com/passant-go/passant/engine/plan"

// AppendReport appends all that is known about the findings, values excepted, as one JSON object. The record, where it
// is positive, is the number of the payload among several.
func (f *Findings) AppendReport(dst []byte, record int) []byte {
	w := writer{Findings: *f, dst: dst, escape: plan.Plain}
	w.literal(`{"endpoint":`)
	w.string(f.Plan.Name)
	if record > 0 {
		w.literal(`,"record":`)
		w.integer(record)
	}
	w.literal(`,"valid":`)
	w.bool(f.Valid)
	if f.Truncated {
		w.literal(`,"truncated":true`)
	}
	w.literal(`,"violations":[`)
	for i := range f.List {
		w.comma()
		w.finding(i)
	}
	w.literal(`]}`)
	return w.dst
}

func (w *writer) finding(i int) {
	v := &w.List[i]
	severity := "error"
	if v.Warning {
		severity = "warning"
	}
	w.literal(`{"field":`)
	w.put(plan.MarkField, i)
	w.literal(`,"pointer":`)
	w.put(plan.MarkPointer, i)
	w.literal(`,"rule":`)
	w.string(v.Failure.Rule)
	w.literal(`,"code":`)
	w.string(v.Reason())
	w.literal(`,"severity":`)
	w.string(severity)
	w.literal(`,"message":`)
	w.say(i)
	w.literal(`,"params":{`)
	w.params(v)
	w.literal(`},"offset":`)
	w.integer(v.Offset)
	w.literal(`,"length":`)
	w.integer(v.Length)
	w.literal(`,"line":`)
	w.put(plan.MarkLine, i)
	w.literal(`,"column":`)
	w.put(plan.MarkColumn, i)
	w.literal(`,"schema":`)
	w.string(v.Failure.Source)
	w.literal(`}`)
}

func (w *writer) params(v *Finding) {
	for i := range v.Failure.Params {
		w.comma()
		w.string(v.Failure.Params[i].Name)
		w.literal(`:`)
		w.literal(v.Failure.Params[i].JSON)
	}
	if v.Found >= 0 {
		w.comma()
		w.literal(`"length":`)
		w.integer(v.Found)
	}
	if near, ok := w.Nearest(v); ok {
		w.comma()
		w.literal(`"instead":`)
		w.string(near)
	}
}

func (w *writer) literal(s string) { w.dst = append(w.dst, s...) }

func (w *writer) string(s string) { w.dst = AppendString(w.dst, s, w.escape) }

func (w *writer) bool(b bool) {
	if b {
		w.literal("true")
		return
	}
	w.literal("false")
}
