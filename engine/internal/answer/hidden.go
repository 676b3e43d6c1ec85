package answer

import "unsafe"

// Hidden is a slice of bytes that package fmt cannot print, not even where it stands in an unexported field of a
// caller's struct, on which fmt calls no methods: it prints a pointer there, and never what it points to.
type Hidden struct {
	first            *byte
	length, capacity int
}

// Hide hides b, which the Hidden goes on to share. It allocates nothing.
func Hide(b []byte) Hidden { return Hidden{unsafe.SliceData(b), len(b), cap(b)} }

// Bytes is the slice, nil of the zero Hidden.
func (h Hidden) Bytes() []byte { return unsafe.Slice(h.first, h.capacity)[:h.length] }
