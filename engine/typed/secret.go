package typed

import (
	"fmt"
	"log/slog"
)

// A Secret is a value that only Reveal tells, and AppendJSON of the struct that it is in. Printed, logged or marshalled in
// any other way it is "[secret]". The zero Secret hides the zero value of T.
type Secret[T any] struct {
	_     [0]func() // == would compare the pointers
	value **T       // package fmt calls no methods on unexported fields, and follows one pointer where the verb is a wrong one
}

// Conceal makes a Secret.
func Conceal[T any](value T) Secret[T] {
	box := &struct {
		first *T
		value T
	}{value: value}
	box.first = &box.value
	return Secret[T]{value: &box.first}
}

// Reveal is the value.
func (s Secret[T]) Reveal() (value T) {
	if s.value != nil {
		value = **s.value
	}
	return value
}

const hidden = "[secret]"

// String is "[secret]".
func (Secret[T]) String() string { return hidden }

// Format writes "[secret]", whatever the verb.
func (Secret[T]) Format(s fmt.State, _ rune) { fmt.Fprint(s, hidden) }

// LogValue is "[secret]".
func (Secret[T]) LogValue() slog.Value { return slog.StringValue(hidden) }

// MarshalText is "[secret]".
func (Secret[T]) MarshalText() ([]byte, error) { return []byte(hidden), nil }
