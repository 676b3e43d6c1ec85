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

// calendar is the days of the calendar in a layout: the digits of a year, 0000 to 9999, a month and a day.
func calendar(layout rules.DateLayout) language {
	form := spellDay("dddd-dd-dd", layout)
	// A state is how far a text has come, what is known of the number before, and the digits of the one at hand.
	const dead = ^uint32(0)
	pack := func(at, known, digits uint32) uint32 { return at<<16 | known<<8 | digits }
	next := func(state uint32, b byte) uint32 {
		at, known, digits := state>>16, state>>8&255, state&255
		if state == dead || int(at) >= len(form) || (form[at] == '-') != (b == '-') || b != '-' && (b < '0' || b > '9') {
			return dead
		}
		if at++; b == '-' {
			return pack(at, known, 0)
		}
		digits = digits*10 + uint32(b-'0')
		switch len(strings.ReplaceAll(form[:at], "-", "")) {
		case 2: // the century
			return pack(at, digits%4, 0)
		case 4: // the year: 1 where it is a leap year
			century := known
			known = 0
			if digits == 0 && century == 0 || digits != 0 && digits%4 == 0 {
				known = 1
			}
			return pack(at, known, 0)
		case 6: // the month: its days
			if digits < 1 || digits > 12 {
				return dead
			}
			days := [...]uint32{31, 28 + known, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}
			return pack(at, days[digits-1], 0)
		case 8:
			if digits < 1 || digits > known {
				return dead
			}
			return pack(at, 0, 0)
		}
		return pack(at, known, digits)
	}
	return language{
		next: next,
		has:  func(state uint32) bool { return state == pack(uint32(len(form)), 0, 0) },
		dead: func(state uint32) bool { return state == dead },
		class: func(b byte) uint16 {
			if b == '-' || '0' <= b && b <= '9' {
				return uint16(b)
			}
			return 256
		},
	}
}
