package typed

import (
	"encoding/json"
	"fmt"
	"log/slog"
)

// An Optional is a member that may be absent. The zero Optional is. Printed or logged, it is its value.
type Optional[T any] struct {
	value   T
	present bool
}

// Some is the Optional that has a value.
func Some[T any](value T) Optional[T] { return Optional[T]{value, true} }

// Get is the value, and whether there is any.
func (o Optional[T]) Get() (T, bool) { return o.value, o.present }

// IsZero reports whether o is absent.
func (o Optional[T]) IsZero() bool { return !o.present }

// Format writes the value in the manner of the verb, or "absent".
func (o Optional[T]) Format(s fmt.State, verb rune) { format(s, verb, o.value, o.present, "absent") }

// LogValue is the value, or nothing.
func (o Optional[T]) LogValue() slog.Value { return logged(o.value, o.present) }

// MarshalJSON is the JSON of the value, or null, for logs: what is secret is withheld.
func (o Optional[T]) MarshalJSON() ([]byte, error) { return marshalled(o.value, o.present) }

// A Nullable is a member that may be null. The zero Nullable is. Printed or logged, it is its value.
type Nullable[T any] struct {
	value   T
	present bool
}

// NotNull is the Nullable that has a value.
func NotNull[T any](value T) Nullable[T] { return Nullable[T]{value, true} }

// Get is the value, and whether there is any.
func (n Nullable[T]) Get() (T, bool) { return n.value, n.present }

// Format writes the value in the manner of the verb, or "null".
func (n Nullable[T]) Format(s fmt.State, verb rune) { format(s, verb, n.value, n.present, "null") }

// LogValue is the value, or nothing.
func (n Nullable[T]) LogValue() slog.Value { return logged(n.value, n.present) }

// MarshalJSON is the JSON of the value, or null, for logs: what is secret is withheld.
func (n Nullable[T]) MarshalJSON() ([]byte, error) { return marshalled(n.value, n.present) }

func format(s fmt.State, verb rune, value any, present bool, nothing string) {
	if present {
		fmt.Fprintf(s, fmt.FormatString(s, verb), value)
	} else {
		fmt.Fprint(s, nothing)
	}
}

func logged(value any, present bool) slog.Value {
	if !present {
		return slog.Value{}
	}
	return slog.AnyValue(value)
}

func marshalled(value any, present bool) ([]byte, error) {
	if !present {
		return []byte("null"), nil
	}
	return json.Marshal(value)
}
