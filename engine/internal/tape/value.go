package tape

import "github.com/passant-go/passant/engine/plan"

// A Value is a value of a payload, as its contract reads it. The zero Value is none.
type Value struct {
	tape *Tape
	at   int
}

// Last is the value at the end of a tape.
func (t *Tape) Last() Value { return Value{t, t.Len() - 1} }

// Name is that of a member.
func (v Value) Name() string {
	switch o := v.tape.Owner(v.at); {
	case o == nil:
		return ""
	case o.Name != nil:
		return string(o.Name)
	default:
		return o.Field.Name
	}
}

// Members are those of an object, the last first.
func (v Value) Members(yield func(Value) bool) {
	if v.tape == nil {
		return
	}
	if _, ok := v.Is(plan.KindObject); ok {
		v.Inside(yield)
	}
}

// Inside are the members or elements of v, the last first.
func (v Value) Inside(yield func(Value) bool) {
	e := v.tape.At(v.at)
	if !e.Whole {
		v.Misfit()
		return
	}
	for i := v.at - 1; i >= e.First(); i = v.tape.At(i).First() - 1 {
		if !yield(Value{v.tape, i}) {
			return
		}
	}
}

// Misfit notes that the struct has no place for v.
func (v Value) Misfit() { v.tape.Misfit(v.at) }

// Is reports whether v is of one of the kinds, and notes where it is not.
func (v Value) Is(kinds plan.Kind) (*Entry, bool) {
	e := v.tape.At(v.at)
	if e.Kind&kinds == 0 {
		v.Misfit()
		return e, false
	}
	return e, true
}

// JSON is the JSON text of v, valid until the next call.
func (v Value) JSON() []byte { return v.tape.JSON(v.at) }

// IsNull reports whether v is null.
func (v Value) IsNull() bool { return v.tape.At(v.at).Kind == plan.KindNull }
