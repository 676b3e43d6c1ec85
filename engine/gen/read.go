package gen

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/internal/tape"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/typed"
)

// A Value is a value of a payload, as its contract reads it. The zero Value is none.
type Value = tape.Value

// ReadText reads a string.
func ReadText[S ~string](v Value) (text S) {
	if e, ok := v.Is(plan.KindString); ok {
		text = S(e.Text())
	}
	return text
}

// ReadInt reads an integer of 64 bits.
func ReadInt(v Value) (n int64) {
	if e, ok := v.Is(plan.KindInt); ok {
		if n, ok = scan.Int64(e.Text()); !ok {
			v.Misfit()
		}
	}
	return n
}

// ReadNumber reads a number.
func ReadNumber(v Value) (n typed.Number) {
	if e, ok := v.Is(plan.KindInt | plan.KindFloat); ok {
		n = typed.Number(e.Text())
	}
	return n
}

// ReadBool reads true or false.
func ReadBool(v Value) bool {
	e, ok := v.Is(plan.KindBool)
	return ok && len(e.Text()) == len("true")
}

// ReadJSON reads any value.
func ReadJSON(v Value) typed.JSON { return typed.JSON(v.JSON()) }

// ReadNullable reads null, or what read does.
func ReadNullable[T any](v Value, read func(Value) T) (n typed.Nullable[T]) {
	if !v.IsNull() {
		n = typed.NotNull(read(v))
	}
	return n
}

// ReadSecret conceals what read reads.
func ReadSecret[T any](v Value, read func(Value) T) typed.Secret[T] { return typed.Conceal(read(v)) }

// ReadList reads a list of what read reads. It is not nil, even where it is empty.
func ReadList[T any](v Value, read func(Value) T) []T {
	if _, ok := v.Is(plan.KindList); !ok {
		return nil
	}
	n := 0
	for range v.Inside {
		n++
	}
	list := make([]T, n)
	for element := range v.Inside {
		n--
		list[n] = read(element)
	}
	return list
}

// ReadMap reads an object whose members are what read reads. It is not nil, even where it is empty.
func ReadMap[T any](v Value, read func(Value) T) map[string]T {
	n := 0
	for range v.Members {
		n++
	}
	m := make(map[string]T, n)
	for member := range v.Members {
		m[member.Name()] = read(member)
	}
	return m
}
