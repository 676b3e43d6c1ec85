package rules

// Duration is the rule duration: a number and its unit, such as 2week.
// The code of a refusal is its [Reason].
type Duration struct{}

func (*Duration) Check(v Value) Verdict { return judged(CheckDuration(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Duration) Accepts(text []byte) bool { return CheckDuration(text) == "" }

// Why a text is no duration.
const (
	DurationNumber Reason = "number" // it does not begin with a digit
	DurationUnit   Reason = "unit"   // what follows the digits is no unit
)

// CheckDuration judges whether text is one or more ASCII digits, followed by nothing but one of
// the lower-case words min, hour, day, week, month and year. Any number will do: 0min, 007day.
// It never allocates.
func CheckDuration(text []byte) Reason {
	n := 0
	for n < len(text) && isDigit(text[n]) {
		n++
	}
	if n == 0 {
		return DurationNumber
	}
	switch string(text[n:]) {
	case "min", "hour", "day", "week", "month", "year":
		return ""
	}
	return DurationUnit
}
