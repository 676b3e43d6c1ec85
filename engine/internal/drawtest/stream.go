// Package draw draws contracts and payloads for them from streams of bytes, each byte a decision, so that what mutates the
// bytes mutates what is drawn. It knows the constructs of the contract language, but neither plans nor verdicts.
package drawtest

// A Stream is decisions to come. Where none is left, the first, which is the simplest, is taken.
type Stream struct{ bytes []byte }

// NewStream has a decision in each byte.
func NewStream(bytes []byte) *Stream { return &Stream{bytes} }

// Done reports whether no decision is left.
func (s *Stream) Done() bool { return len(s.bytes) == 0 }

// Below is a number below n, which is 256 at most.
func (s *Stream) Below(n int) int {
	if len(s.bytes) == 0 {
		return 0
	}
	b := s.bytes[0]
	s.bytes = s.bytes[1:]
	return int(b) % n
}

// Index is a number below n, which may be large.
func (s *Stream) Index(n int) int { return (s.Below(256)<<8 | s.Below(256)) % n }

// in reports true in one of n cases.
func (s *Stream) in(n int) bool { return s.Below(n) == n-1 }

// one is any of a list; none: the zero value.
func one[T any](s *Stream, list ...T) (any T) {
	if len(list) > 0 {
		any = list[s.Below(len(list))]
	}
	return any
}

// Shrink is the shortest and simplest bytes that it finds for which fails still holds.
func Shrink(bytes []byte, fails func([]byte) bool) []byte {
	for size := len(bytes) / 2; size > 0; size /= 2 {
		for i := 0; i+size <= len(bytes); {
			if shorter := append(append([]byte{}, bytes[:i]...), bytes[i+size:]...); fails(shorter) {
				bytes = shorter
			} else {
				i += size
			}
		}
	}
	for i, b := range bytes {
		if b != 0 {
			simpler := append([]byte{}, bytes...)
			if simpler[i] = 0; fails(simpler) {
				bytes = simpler
			}
		}
	}
	return bytes
}
