package gen

import "unsafe"

// view is text as a string that shares its memory, for what keeps nothing of it beyond the call.
func view(text []byte) string { return unsafe.String(unsafe.SliceData(text), len(text)) }
