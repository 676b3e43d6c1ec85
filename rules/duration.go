package rules

// Duration is the rule duration: a number and its unit, such as 2week.
// The code of a refusal is the [DurationReason].
type Duration struct{}

func (*Duration) Check(v Value) Verdict { return judged(CheckDuration(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Duration) Accepts(text []byte) bool { return CheckDuration(text) == 0 }

// A DurationReason says why a text is no duration. The zero reason says that it is one.
type DurationReason uint8

const (
	DurationNumber DurationReason = iota + 1 // it does not begin with a digit
	DurationUnit                             // what follows the digits is no unit
)

// String returns a stable word: "number", "unit"; "" for the zero reason.
func (r DurationReason) String() string {
	switch r {
	case DurationNumber:
		return "number"
	case DurationUnit:
		return "unit"
	}
	return ""
}

// CheckDuration judges whether text is one or more ASCII digits, followed by nothing but one of
// the lower-case words min, hour, day, week, month and year. Any number will do: 0min, 007day.
// It never allocates.
func CheckDuration(text []byte) DurationReason {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n == 0 {
		return DurationNumber
	}
	switch string(text[n:]) {
	case "min", "hour", "day", "week", "month", "year":
		return 0
	}
	return DurationUnit
}
