package scan

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Encoded checks b[i:end], a name or value of a form: each "%" begins an
// [Escape], and what it all stands for is well-formed UTF-8. A fault's offset is
// that of the offending byte; one of a sequence that is ill-formed is at the
// sequence, one of a sequence or escape that ends too early at its end. More than
// limit bytes are a [StringSize] fault, unless an earlier byte is at fault.
func Encoded(b []byte, i, end, limit int) (form Form, at int, code Code) {
	start := i
	for code == None {
		if i = literal(b[:end], i); i == end {
			break
		}
		var sequence [utf8.UTFMax]byte
		n, first := 0, i
		for code == None && (n == 0 || !utf8.FullRune(sequence[:n])) {
			if i == end {
				first, code = end, UTF8
				break
			}
			if b[i] == '%' || b[i] == '+' {
				form |= Escaped
			}
			sequence[n], i, code = octet(b[:end], i)
			n++
		}
		if code == None && sequence[0] >= utf8.RuneSelf {
			form |= NonASCII
			if r, size := utf8.DecodeRune(sequence[:n]); r == utf8.RuneError && size == 1 {
				code = UTF8
			}
		}
		if code == UTF8 {
			i = first
		}
	}
	if end-start > limit && i >= start+limit {
		return form, start + limit, StringSize
	}
	return form, i, code
}

// IndexEncoded returns where c, an ASCII character, first stands in b[i:end],
// which [Encoded] accepted: b[at:after], which is an escape or c itself. Both are
// end if it stands nowhere.
func IndexEncoded(b []byte, i, end int, c byte) (at, after int) {
	for i < end {
		at = i
		var found byte
		if found, i, _ = octet(b, i); found == c {
			return at, i
		}
	}
	return end, end
}

// octet is the byte that b has at i, unescaped, and the index after it, or the
// fault's offset.
func octet(b []byte, i int) (c byte, next int, code Code) {
	switch c = b[i]; c {
	case '+':
		c = ' '
	case '%':
		for range 2 {
			if i++; i == len(b) || unhex(b[i]) > 0xF {
				return 0, i, Escape
			}
		}
		c = byte(unhex(b[i-1])<<4 | unhex(b[i]))
	}
	return c, i + 1, None
}

// AppendDecoded appends to dst what raw stands for, a name or value that
// [Encoded] accepted, and returns the extended slice.
func AppendDecoded(dst, raw []byte) []byte {
	for i := 0; ; {
		from := i
		i = literal(raw, i)
		dst = append(dst, raw[from:i]...)
		if i == len(raw) {
			return dst
		}
		var c byte
		c, i, _ = octet(raw, i)
		dst = append(dst, c)
	}
}

// literal returns the first index at or after i whose byte is more than an ASCII
// character that stands for itself: "%", "+" or part of a multi-byte sequence.
func literal(b []byte, i int) int {
	for ; i+8 <= len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[i:])
		// As in Special, the lowest mark is right.
		if m := (((w ^ ones*'%') - ones) | ((w ^ ones*'+') - ones) | w) & tops; m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
	}
	for i < len(b) && b[i] < utf8.RuneSelf && b[i] != '%' && b[i] != '+' {
		i++
	}
	return i
}
