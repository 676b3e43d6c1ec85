package scan

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// escape reads the escape whose backslash is at i, a surrogate pair being one
// escape. It returns the index after it, or the fault's offset.
func escape(b []byte, i int) (next int, code Code) {
	next = i + 1
	if next == len(b) {
		return next, Syntax
	}
	switch b[next] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return next + 1, None
	case 'u':
	default:
		return next, Syntax
	}
	for range 4 {
		if next++; next == len(b) || unhex(b[next]) > 0xF {
			return next, Syntax
		}
	}
	next++
	switch r := hex4(b[i+2:]); {
	case !utf16.IsSurrogate(r):
		return next, None
	case r < 0xDC00:
		return low(b, i, next)
	}
	return i, Surrogate
}

// low reads at i the escape of a low surrogate, which completes the one of a
// high surrogate at the index high. Any other byte makes that one lone; only
// the end of the text leaves it open.
func low(b []byte, high, i int) (next int, code Code) {
	for k := range len(`\uDC00`) {
		if i == len(b) {
			return i, Syntax
		}
		c, ok := b[i], false
		switch k {
		case 0:
			ok = c == '\\'
		case 1:
			ok = c == 'u'
		case 2:
			ok = unhex(c) == 0xD
		case 3:
			ok = unhex(c)|3 == 0xF
		default:
			ok = unhex(c) <= 0xF
		}
		if !ok {
			return high, Surrogate
		}
		i++
	}
	return i, None
}

// AppendUnescaped appends to dst what raw stands for, the part between the
// quotes of a string that [String] accepted, and returns the extended slice.
func AppendUnescaped(dst, raw []byte) []byte {
	for {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:i]...)
		c := raw[i+1]
		raw = raw[i+2:]
		switch c {
		case 'b':
			c = '\b'
		case 'f':
			c = '\f'
		case 'n':
			c = '\n'
		case 'r':
			c = '\r'
		case 't':
			c = '\t'
		case 'u':
			r := hex4(raw)
			raw = raw[4:]
			if utf16.IsSurrogate(r) {
				r = utf16.DecodeRune(r, hex4(raw[2:]))
				raw = raw[6:]
			}
			dst = utf8.AppendRune(dst, r)
			continue
		}
		dst = append(dst, c)
	}
}

// hex4 returns the value of the four hexadecimal digits at the start of b.
func hex4(b []byte) rune {
	return unhex(b[0])<<12 | unhex(b[1])<<8 | unhex(b[2])<<4 | unhex(b[3])
}

// unhex returns the value of a hexadecimal digit, and more than 0xF for any
// other byte.
func unhex(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c && c <= 'f':
		return rune(c - 'a' + 10)
	case 'A' <= c && c <= 'F':
		return rune(c - 'A' + 10)
	}
	return 0x100
}
