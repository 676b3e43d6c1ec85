package engine

// Long is the report of a payload that no shortcut is taken for.
func (e *Endpoint) Long(body []byte) Report {
	x := newEvaluator(e.plainSettings())
	x.reset(body)
	x.payload()
	var r Report
	x.report(&r)
	return r
}
