package rules

import (
	"errors"
	"strconv"
)

// A TimeUnit is what a timestamp counts since 1970-01-01 00:00:00 UTC, without leap seconds.
type TimeUnit uint8

const (
	Seconds TimeUnit = iota
	Milliseconds
)

// A TimeBound bounds a timestamp. The zero TimeBound does not.
type TimeBound struct {
	Kind BoundKind
	At   int64 // in the timestamp's unit, for BoundAt
}

// A BoundKind says what bounds a timestamp or a date.
type BoundKind uint8

const (
	Unbounded BoundKind = iota
	BoundAt             // a constant
	BoundNow            // the time of the check
)

var (
	errUnit  = errors.New(`rules: unknown unit of time, want "s" or "ms"`)
	errBound = errors.New(`rules: unknown bound of time, want "now" or an integer`)
)

// UnmarshalText sets u to the unit that is written s or ms. On an error u keeps its value.
func (u *TimeUnit) UnmarshalText(text []byte) error {
	switch string(text) {
	case "s":
		*u = Seconds
	case "ms":
		*u = Milliseconds
	default:
		return errUnit
	}
	return nil
}

// GoString returns u as a Go expression, "rules.Milliseconds".
func (u TimeUnit) GoString() string {
	if u == Milliseconds {
		return "rules.Milliseconds"
	}
	return "rules.Seconds"
}

// UnmarshalText sets b to what is written "now" or as an integer in decimal. On an error b keeps its value.
func (b *TimeBound) UnmarshalText(text []byte) error {
	if string(text) == "now" {
		*b = TimeBound{Kind: BoundNow}
		return nil
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil {
		return errBound
	}
	*b = TimeBound{Kind: BoundAt, At: n}
	return nil
}

// GoString returns b as a Go expression, "rules.TimeBound{Kind: rules.BoundNow}".
func (b TimeBound) GoString() string {
	switch b.Kind {
	case BoundAt:
		return "rules.TimeBound{Kind: rules.BoundAt, At: " + strconv.FormatInt(b.At, 10) + "}"
	case BoundNow:
		return "rules.TimeBound{Kind: rules.BoundNow}"
	}
	return "rules.TimeBound{}"
}
