package scan

// Limits bounds what a text may hold. A text at a limit is accepted, one past
// it is not. The zero value accepts no text; no limit may be negative.
type Limits struct {
	Body     int // bytes of the text
	Depth    int // nested arrays and objects, the outermost counted
	Values   int // members and elements of the whole text, pairs of a form and elements of its lists
	Keys     int // members of one object, pairs of a form
	String   int // bytes of a string or name as written, between its quotes
	Number   int // characters of a number
	Exponent int // magnitude of a written exponent; at most 1e8
}

// DefaultLimits returns the limits that hold where nothing else is said.
func DefaultLimits() Limits {
	return Limits{
		Body:     1 << 20,
		Depth:    32,
		Values:   16_384,
		Keys:     256,
		String:   64 << 10,
		Number:   64,
		Exponent: 400,
	}
}
