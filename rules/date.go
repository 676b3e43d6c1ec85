package rules

import "errors"

// Date is the rule date: a day of the calendar. The code of a refusal is the [DateReason].
type Date struct {
	Layout DateLayout
}

func (r *Date) Check(v Value) Verdict { return judged(CheckDate(v.Text, r.Layout)) }

// Accepts reports whether Check accepts a text.
func (r *Date) Accepts(text []byte) bool { return CheckDate(text, r.Layout) == 0 }

// A DateLayout says how a day is written.
type DateLayout uint8

const (
	DateHyphens DateLayout = iota // yyyy-MM-dd, 2000-10-05: the extended format of ISO 8601
	DateDigits                    // yyyyMMdd, 20001005: the basic format
)

var errLayout = errors.New("rules: unknown date layout, want yyyy-MM-dd or yyyyMMdd")

// UnmarshalText sets l to the layout that is written yyyy-MM-dd or yyyyMMdd. On an error l keeps its value.
func (l *DateLayout) UnmarshalText(text []byte) error {
	switch string(text) {
	case "yyyy-MM-dd":
		*l = DateHyphens
	case "yyyyMMdd":
		*l = DateDigits
	default:
		return errLayout
	}
	return nil
}

// GoString returns l as a Go expression, "rules.DateDigits".
func (l DateLayout) GoString() string {
	if l == DateDigits {
		return "rules.DateDigits"
	}
	return "rules.DateHyphens"
}

// A DateReason says why a text is no date. The zero reason says that it is one.
type DateReason uint8

const (
	DateForm  DateReason = iota + 1 // it does not have the layout
	DateMonth                       // there is no such month
	DateDay                         // the month has no such day
)

// String returns a stable word: "form", "month", "day"; "" for the zero reason.
func (r DateReason) String() string {
	switch r {
	case DateForm:
		return "form"
	case DateMonth:
		return "month"
	case DateDay:
		return "day"
	}
	return ""
}

// CheckDate judges whether text is a day of the Gregorian calendar, extended to the years before its adoption,
// in ASCII digits: a day of the years 0000 to 9999, the same that [time.Parse] accepts. It never allocates.
func CheckDate(text []byte, layout DateLayout) DateReason {
	month := 4
	if layout == DateHyphens {
		if len(text) != len("yyyy-MM-dd") || text[4] != '-' || text[7] != '-' {
			return DateForm
		}
		month = 5
	} else if len(text) != len("yyyyMMdd") {
		return DateForm
	}
	day := len(text) - 2
	y, okay := decimal(text[:4])
	m, okMonth := decimal(text[month : month+2])
	d, okDay := decimal(text[day:])
	switch {
	case !okay || !okMonth || !okDay:
		return DateForm
	case m < 1 || m > 12:
		return DateMonth
	case d < 1 || d > daysIn(m, y):
		return DateDay
	}
	return 0
}

func daysIn(month, year int) int {
	if month == 2 {
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 30 + (month+month>>3)&1
}

// decimal is the number that a few digits are, and whether that is what they are.
func decimal(digits []byte) (n int, ok bool) {
	for _, b := range digits {
		if !isDigit(b) {
			return 0, false
		}
		n = n*10 + int(b-'0')
	}
	return n, true
}
