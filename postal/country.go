package postal

import "strings"

// secondLetters holds, by the first letter of a code, the second letters.
var secondLetters = [...]string{
	"DEFGILMOQRSTUWXZ",        // A
	"ABDEFGHIJLMNOQRSTVWYZ",   // B
	"ACDFGHIKLMNORUVWXYZ",     // C
	"EJKMOZ",                  // D
	"CEGHRST",                 // E
	"IJKMOR",                  // F
	"ABDEFGHILMNPQRSTUWY",     // G
	"KMNRTU",                  // H
	"DELMNOQRST",              // I
	"EMOP",                    // J
	"EGHIMNPRWYZ",             // K
	"ABCIKRSTUVY",             // L
	"ACDEFGHKLMNOPQRSTUVWXYZ", // M
	"ACEFGILOPRUZ",            // N
	"M",                       // O
	"AEFGHKLMNRSTWY",          // P
	"A",                       // Q
	"EOSUW",                   // R
	"ABCDEGHIJKLMNORSTVXYZ",   // S
	"CDFGHJKLMNORTVWZ",        // T
	"AGMSYZ",                  // U
	"ACEGINU",                 // V
	"FS",                      // W
	"K",                       // X
	"ET",                      // Y
	"AMW",                     // Z
}

// IsCountry reports whether s is the alpha-2 code of a country in upper case: one of the 249 that ISO 3166-1 has officially
// assigned (ISO/TC 46 N1108 of 5 April 2023, which are those since South Sudan's came on 9 August 2011), or XK. That one
// ISO 3166-1 leaves to its users, of whom the EU, SWIFT, CLDR and libphonenumber use it for Kosovo.
// Other user-assigned codes and reserved ones (XA, EU, UK) are none.
func IsCountry[T string | []byte](s T) bool {
	return len(s) == 2 && isInUse(s[0], s[1])
}

func isInUse(first, second byte) bool {
	return first-'A' <= 'Z'-'A' && strings.IndexByte(secondLetters[first-'A'], second) >= 0
}

// An alpha2 is a country's code: its letters in upper case, the first in the high byte.
type alpha2 uint16

func (c alpha2) first() byte  { return byte(c >> 8) }
func (c alpha2) second() byte { return byte(c) }

// upper returns the code that s is in any case, and whether it is one.
func upper[T string | []byte](s T) (alpha2, bool) {
	if len(s) != 2 || !isLetter(s[0]) || !isLetter(s[1]) {
		return 0, false
	}
	c := alpha2(s[0])<<8 | alpha2(s[1])
	c &^= 0x2020
	return c, isInUse(c.first(), c.second())
}
