package rules

import (
	"math"
	"time"
)

// Timestamp is the rule timestamp: a Unix time, an integer number of seconds or milliseconds, within bounds that
// belong to it. The code of a refusal is its [Reason].
type Timestamp struct {
	Unit         TimeUnit
	Since, Until TimeBound // the least and the greatest time; where Since is the later, no time is accepted
}

func (r *Timestamp) Check(v Value) Verdict {
	since, until := int64(math.MinInt64), int64(math.MaxInt64)
	if r.Since.Kind != Unbounded {
		since = r.Since.in(r.Unit, v.Now)
	}
	if r.Until.Kind != Unbounded {
		until = r.Until.in(r.Unit, v.Now)
	}
	return judged(CheckTimestamp(v.Text, since, until))
}

// in is the bound as a number of units.
func (b TimeBound) in(unit TimeUnit, now func() time.Time) int64 {
	if b.Kind == BoundAt {
		return b.At
	}
	if now == nil {
		now = time.Now
	}
	if unit == Milliseconds {
		return now().UnixMilli()
	}
	return now().Unix()
}

// Why a text is no timestamp within bounds.
const (
	TimestampForm  Reason = "form"  // it is no integer
	TimestampEarly Reason = "early" // it is less than the least
	TimestampLate  Reason = "late"  // it is more than the greatest
)

// CheckTimestamp judges whether text is an integer, as JSON writes one without fraction and exponent, from since
// to until. What int64 cannot hold is out of any bounds. It never allocates.
func CheckTimestamp(text []byte, since, until int64) Reason {
	digits := text
	negative := len(text) > 0 && text[0] == '-'
	if negative {
		digits = text[1:]
	}
	if len(digits) == 0 || len(digits) > 1 && digits[0] == '0' {
		return TimestampForm
	}
	var u uint64
	for _, b := range digits {
		if !isDigit(b) {
			return TimestampForm
		}
		u = u*10 + uint64(b-'0')
	}
	n, fits := int64(u), u < 1<<63
	if negative {
		n, fits = -n, u <= 1<<63
	}
	fits = fits && len(digits) <= len("9223372036854775808")
	switch {
	case negative && !fits || fits && n < since:
		return TimestampEarly
	case !fits || n > until:
		return TimestampLate
	}
	return ""
}
