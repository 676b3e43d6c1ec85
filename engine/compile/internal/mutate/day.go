package mutate

import (
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/passant-go/passant/rules"
)

var layouts = [...]string{rules.DateHyphens: time.DateOnly, rules.DateDigits: "20060102"}

// The days at the edges of the calendar and of its months, and texts just past them.
var (
	edgeDays = []string{
		"0000-01-01", "9999-12-31", "1900-02-28", "2023-02-28", "2000-02-29", "2024-02-29", "2023-04-30", "2023-11-30",
		"2024-07-31",
	}
	noDays = []string{
		"1900-02-29", "2023-02-29", "2000-02-30", "2024-02-30", "2023-04-31", "2023-11-31", "2024-07-32", "2023-06-00",
		"2023-00-10", "2023-13-01",
	}
)

// spellDay writes a day of the calendar, or none, as a layout asks.
func spellDay(day string, layout rules.DateLayout) string {
	if layout == rules.DateDigits {
		return strings.ReplaceAll(day, "-", "")
	}
	return day
}

// days are texts of a layout on both sides of the calendar's edges, and a day in any layout.
func days(r *rand.Rand, layout rules.DateLayout) (all []*value) {
	for _, day := range slices.Concat(edgeDays, noDays) {
		all = append(all, text(spellDay(day, layout)))
	}
	day := time.Unix(r.Int64N(4e9)-2e9, 0).UTC().Format(time.DateOnly)
	for other := range layouts {
		all = append(all, text(spellDay(day, rules.DateLayout(other))))
	}
	return all
}
