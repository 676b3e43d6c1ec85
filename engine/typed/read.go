package typed

import (
	"github.com/passant-go/passant/engine/internal/scan"
	"github.com/passant-go/passant/engine/internal/tape"
	"github.com/passant-go/passant/engine/plan"
)

// A Value is a value of a payload, as its contract reads it. The zero Value is none.
type Value struct {
	tape *tape.Tape
	at   int
}

// On is the value at the end of a tape. It is for package engine.
func On(t *tape.Tape) Value { return Value{t, len(t.Entries) - 1} }

// Name is that of a member.
func (v Value) Name() string { return v.tape.Entries[v.at].Name }

// Members are those of an object, the last first.
func (v Value) Members(yield func(Value) bool) {
	if v.tape == nil {
		return
	}
	if _, ok := v.is(plan.KindObject); ok {
		v.inside(yield)
	}
}

// inside are the members or elements of v, the last first.
func (v Value) inside(yield func(Value) bool) {
	e := &v.tape.Entries[v.at]
	if !e.Whole {
		v.Misfit()
		return
	}
	for i := v.at - 1; i >= e.First; i = v.tape.Entries[i].First - 1 {
		if !yield(Value{v.tape, i}) {
			return
		}
	}
}

// Misfit notes that the struct has no place for v.
func (v Value) Misfit() {
	if v.tape.Misfit == nil {
		v.tape.Misfit = &v.tape.Entries[v.at]
	}
}

// is reports whether v is of one of the kinds, and notes where it is not.
func (v Value) is(kinds plan.Kind) (*tape.Entry, bool) {
	e := &v.tape.Entries[v.at]
	if e.Kind&kinds == 0 {
		v.Misfit()
		return e, false
	}
	return e, true
}

// ReadText reads a string.
func ReadText[S ~string](v Value) (text S) {
	if e, ok := v.is(plan.KindString); ok {
		text = S(e.Text)
	}
	return text
}

// ReadInt reads an integer of 64 bits.
func ReadInt(v Value) (n int64) {
	if e, ok := v.is(plan.KindInt); ok {
		if n, ok = scan.Int64(e.Text); !ok {
			v.Misfit()
		}
	}
	return n
}

// ReadNumber reads a number.
func ReadNumber(v Value) (n Number) {
	if e, ok := v.is(plan.KindInt | plan.KindFloat); ok {
		n = Number(e.Text)
	}
	return n
}

// ReadBool reads true or false.
func ReadBool(v Value) bool {
	e, ok := v.is(plan.KindBool)
	return ok && len(e.Text) == len("true")
}

// ReadJSON reads any value.
func ReadJSON(v Value) JSON { return JSON(v.tape.JSON(&v.tape.Entries[v.at])) }

// ReadNullable reads null, or what read does.
func ReadNullable[T any](v Value, read func(Value) T) (n Nullable[T]) {
	if v.tape.Entries[v.at].Kind != plan.KindNull {
		n = NotNull(read(v))
	}
	return n
}

// ReadSecret conceals what read reads.
func ReadSecret[T any](v Value, read func(Value) T) Secret[T] { return Conceal(read(v)) }

// ReadList reads a list of what read reads. It is not nil, even where it is empty.
func ReadList[T any](v Value, read func(Value) T) []T {
	if _, ok := v.is(plan.KindList); !ok {
		return nil
	}
	n := 0
	for range v.inside {
		n++
	}
	list := make([]T, n)
	for element := range v.inside {
		n--
		list[n] = read(element)
	}
	return list
}

// ReadMap reads an object whose members are what read reads. It is not nil, even where it is empty.
func ReadMap[T any](v Value, read func(Value) T) map[string]T {
	m := map[string]T{}
	for member := range v.Members {
		m[member.Name()] = read(member)
	}
	return m
}
