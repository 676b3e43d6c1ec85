package gen

import (
	"strconv"
	"time"

	"github.com/passant-go/passant/engine/plan"
)

// A Time is time.Format, and time.Time where Layout is [time.RFC3339Nano]: it accepts the times that are written as a layout.
type Time struct{ Layout string }

// Accepts reports whether text is a time.
func (t *Time) Accepts(_ plan.Kind, text []byte) bool {
	_, err := time.ParseInLocation(t.Layout, view(text), time.UTC)
	return err == nil
}

func (t *Time) String() string {
	if t.Layout == time.RFC3339Nano {
		return "time.Time"
	}
	return "time.Format(" + strconv.Quote(t.Layout) + ")"
}

// A Duration is time.Duration: it accepts such texts as "1h30m".
type Duration struct{}

// Accepts reports whether text is a duration.
func (*Duration) Accepts(_ plan.Kind, text []byte) bool {
	_, err := time.ParseDuration(view(text))
	return err == nil
}

func (*Duration) String() string { return "time.Duration" }
