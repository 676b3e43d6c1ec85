package rules

import (
	"errors"
	"strconv"
	"time"
)

// Date is the rule date: a day of the calendar, within bounds that belong to it. The code of a refusal is its [Reason].
// Without Value.Now, days before 2026 are past, whatever the clock of the machine says.
type Date struct {
	Layout       DateLayout
	Since, Until DateBound // the first and the last day; where Since is the later, no day is accepted
}

func (r *Date) Check(v Value) Verdict {
	reason := CheckDate(v.Text, r.Layout)
	if reason == "" && (r.Since.Kind != Unbounded || r.Until.Kind != Unbounded) {
		reason = r.within(v)
	}
	return judged(reason)
}

// within judges a day by the bounds.
func (r *Date) within(v Value) Reason {
	day := 0
	for _, b := range v.Text {
		if b != '-' {
			day = day*10 + int(b-'0')
		}
	}
	switch {
	case r.Since.Kind != Unbounded && day < r.Since.day(v.Now, -12*time.Hour):
		return DateEarly
	case r.Until.Kind == BoundNow && v.Now == nil && day < written: // most days of birth, at no cost
	case r.Until.Kind != Unbounded && day > r.Until.day(v.Now, 14*time.Hour):
		return DateLate
	}
	return ""
}

// written is the first day of the year in which this was: the clock of a machine that says less is not set.
const written = 20260101

// A DateBound bounds a date. The zero DateBound does not. A BoundNow is any day that it is now somewhere on earth: the
// first day may be that at UTC-12, the last one that at UTC+14.
type DateBound struct {
	Kind BoundKind
	At   int // for BoundAt: the day as a number of the form yyyymmdd, 19000101
}

// day is the bound as a number of the form yyyymmdd; that of now is the day in a zone.
func (b DateBound) day(now func() time.Time, zone time.Duration) int {
	if b.Kind == BoundAt {
		return b.At
	}
	if now == nil {
		now = time.Now
	}
	year, month, day := now().UTC().Add(zone).Date()
	return (year*100+int(month))*100 + day
}

var errDateBound = errors.New(`rules: unknown bound of a date, want "now" or a day such as 2000-10-05`)

// UnmarshalText sets b to what is written "now" or as a day, yyyy-MM-dd. On an error b keeps its value.
func (b *DateBound) UnmarshalText(text []byte) error {
	if string(text) == "now" {
		*b = DateBound{Kind: BoundNow}
		return nil
	}
	if CheckDate(text, DateHyphens) != "" {
		return errDateBound
	}
	year, _ := decimal(text[:4])
	month, _ := decimal(text[5:7])
	day, _ := decimal(text[8:])
	*b = DateBound{Kind: BoundAt, At: (year*100+month)*100 + day}
	return nil
}

// GoString returns b as a Go expression, "rules.DateBound{Kind: rules.BoundAt, At: 19000101}".
func (b DateBound) GoString() string {
	switch b.Kind {
	case BoundAt:
		return "rules.DateBound{Kind: rules.BoundAt, At: " + strconv.Itoa(b.At) + "}"
	case BoundNow:
		return "rules.DateBound{Kind: rules.BoundNow}"
	}
	return "rules.DateBound{}"
}

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

// Why a text is no date.
const (
	DateForm  Reason = "form"  // it does not have the layout
	DateMonth Reason = "month" // there is no such month
	DateDay   Reason = "day"   // the month has no such day
	DateEarly Reason = "early" // it is before the first
	DateLate  Reason = "late"  // it is after the last
)

// CheckDate judges whether text is a day of the Gregorian calendar, extended to the years before its adoption,
// in ASCII digits: a day of the years 0000 to 9999, the same that [time.Parse] accepts. It never allocates.
func CheckDate(text []byte, layout DateLayout) Reason {
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
	return ""
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
