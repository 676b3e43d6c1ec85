package scan

import (
	"encoding/binary"
	"unicode/utf8"
)

// multibyte reads the run of multi-byte UTF-8 sequences at i. It returns the
// index after it, or the fault's offset.
func multibyte(b []byte, i int) (next int, code Code) {
	// A little-endian word has the lead byte lowest. The masks test its length
	// bits and the continuation bytes; what remains to exclude are overlong
	// forms, surrogates and values above U+10FFFF, which the lead and the
	// second byte tell (Unicode 16.0, table 3-7).
	for i+4 <= len(b) {
		switch w := binary.LittleEndian.Uint32(b[i:]); {
		case w&0x80 == 0:
			return i, None
		case w&0xC0E0 == 0x80C0 && w&0x1E != 0:
			i += 2
		case w&0xC0C0F0 == 0x8080E0 && w&0x200F != 0 && w&0x200F != 0x200D:
			i += 3
		case w&0xC0C0C0F8 == 0x808080F0 && plane(w)-1 < 16:
			i += 4
		default:
			return i, UTF8
		}
	}
	for i < len(b) && b[i] >= utf8.RuneSelf {
		if !utf8.FullRune(b[i:]) {
			return len(b), Syntax
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			return i, UTF8
		}
		i += size
	}
	return i, None
}

// plane returns the Unicode plane of the four-byte sequence in w; 0 means that
// it is overlong, more than 16 that it is not Unicode.
func plane(w uint32) uint32 {
	return w&7<<2 | w>>12&3
}
