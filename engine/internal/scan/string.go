package scan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// String reads a string, where i is the index after its opening quote. It
// returns the index after the closing quote, or the fault's offset. More than
// limit bytes between the quotes are a [StringSize] fault at the first byte past
// the limit, unless an earlier byte is at fault.
func String(b []byte, i, limit int) (end int, form Form, code Code) {
	start := i
	for code == None {
		i = ordinary(b, i)
		switch {
		case i == len(b):
			code = Syntax
		case b[i] == '"':
			if i-start > limit {
				return start + limit, form, StringSize
			}
			return i + 1, form, None
		case b[i] == '\\':
			form |= Escaped
			i, code = escape(b, i)
		case b[i] >= utf8.RuneSelf:
			form |= NonASCII
			i, code = multibyte(b, i)
		default:
			code = Syntax
		}
	}
	if i-start >= limit && len(b)-start > limit {
		return start + limit, form, StringSize
	}
	return i, form, code
}

// Plain reads a string as String does, if it is ASCII without escapes, and returns the index after its closing quote; 0 for any
// other.
func Plain(b []byte, i, limit int) (end int) {
	rest := b[i:]
	for len(rest) >= 8 {
		w := binary.LittleEndian.Uint64(rest)
		m := Special(w)
		if m == 0 {
			rest = rest[8:]
			continue
		}
		at := bits.TrailingZeros64(m)
		if end = len(b) - len(rest) + at>>3; byte(w>>(at-7)) != '"' || end-i > limit {
			return 0
		}
		return end + 1
	}
	for k, c := range rest {
		if c == '"' {
			if end = len(b) - len(rest) + k; end-i > limit {
				return 0
			}
			return end + 1
		}
		if c < ' ' || c >= utf8.RuneSelf || c == '\\' {
			return 0
		}
	}
	return 0
}

// ordinary returns the first index at or after i whose byte does not stand for
// itself in a string: a quote, a backslash, a control character or part of a
// multi-byte sequence.
func ordinary(b []byte, i int) int {
	for ; i+8 <= len(b); i += 8 {
		if m := Special(binary.LittleEndian.Uint64(b[i:])); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(b) && b[i] >= ' ' && b[i] < utf8.RuneSelf && b[i] != '"' && b[i] != '\\' {
		i++
	}
	return i
}

// What each byte of a word has.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// Special marks, in the top bits of its bytes, the bytes of w that are not
// ordinary. Borrows can mark bytes above the lowest marked one in vain; the
// lowest mark is right.
func Special(w uint64) uint64 {
	// Flipping a bit puts the quote right after the control characters. A byte of less than 0x80 borrows only where it is
	// marked, and one of more is marked by itself.
	return (((w ^ ones*('"'^' ')) - ones*(' '+1)) | ((w ^ ones*'\\') - ones) | w) & tops
}
