package answer

import (
	"unicode/utf8"

	"github.com/passant-go/passant/engine/plan"
)

// AppendString appends s, which must be valid UTF-8, as a JSON string.
func AppendString[T string | []byte](dst []byte, s T, escape plan.Escape) []byte {
	return append(appendEscaped(append(dst, '"'), s, escape), '"')
}

// AppendEscaped appends a JSON text, which is valid, with what is in its strings escaped.
func AppendEscaped(dst, text []byte, escape plan.Escape) []byte {
	special := byte(inPlain << escape)
	start := 0
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '\\':
			i += 2 // escaped as it is
		case c < ' ' || c == '"' || class[c]&special == 0: // white space between values, the ends of a string
			i++
		default:
			_, size := utf8.DecodeRune(text[i:])
			dst = appendEscaped(append(dst, text[start:i]...), text[i:i+size], escape)
			i += size
			start = i
		}
	}
	return append(dst, text[start:]...)
}

// raw is the way of writing text outside of JSON.
const raw plan.Escape = 0xFF

// appendEscaped appends what stands between the quotes. The parts of a text may be appended one after another.
func appendEscaped[T string | []byte](dst []byte, s T, escape plan.Escape) []byte {
	if escape == raw {
		return append(dst, s...)
	}
	special := byte(inPlain << escape)
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if class[c]&special == 0 {
			i++
			continue
		}
		dst = append(dst, s[start:i]...)
		size := 1
		if c < utf8.RuneSelf {
			dst = appendASCII(dst, c)
		} else {
			var r rune
			r, size = utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
			dst = appendRune(dst, r)
		}
		i += size
		start = i
	}
	return append(dst, s[start:]...)
}

func appendASCII(dst []byte, c byte) []byte {
	switch c {
	case '\b':
		c = 'b'
	case '\t':
		c = 't'
	case '\n':
		c = 'n'
	case '\f':
		c = 'f'
	case '\r':
		c = 'r'
	case '"', '\\', '/':
	default:
		return appendUnit(dst, rune(c))
	}
	return append(dst, '\\', c)
}

// appendRune appends the UTF-16 code units of r.
func appendRune(dst []byte, r rune) []byte {
	if r < 0x10000 {
		return appendUnit(dst, r)
	}
	r -= 0x10000
	return appendUnit(appendUnit(dst, 0xD800|r>>10), 0xDC00|r&0x3FF)
}

func appendUnit(dst []byte, unit rune) []byte {
	const hex = "0123456789abcdef"
	return append(dst, '\\', 'u', hex[unit>>12&15], hex[unit>>8&15], hex[unit>>4&15], hex[unit&15])
}

// The bits of the digits in class: the ways of writing that escape a byte. inPlain << escape is the bit of a way.
const inPlain = 1

const (
	class = "3333333333333333" + "3333333333333333" + // controls
		"0030000000000002" + //  !"#$%&'()*+,-./
		"0000000000000000" + // 0123456789:;<=>?
		"0000000000000000" + // @ABCDEFGHIJKLMNO
		"0000000000003000" + // PQRSTUVWXYZ[\]^_
		"0000000000000000" + // `abcdefghijklmno
		"0000000000000000" + // pqrstuvwxyz{|}~
		utf8Class + utf8Class + utf8Class + utf8Class
	utf8Class = "22222222222222222222222222222222"
)
