package postal

import "strings"

// alpha2 holds, by the first letter of a code, the second letters.
var alpha2 = [...]string{
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
	"",                        // X
	"ET",                      // Y
	"AMW",                     // Z
}

// IsCountry reports whether s is an ISO 3166-1 alpha-2 code in upper case that is officially assigned:
// one of the 249 of ISO/TC 46 N1108 of 5 April 2023, which are those since South Sudan's came on 9 August 2011.
// Reserved and user-assigned codes (EU, UK, XK) are none.
func IsCountry[T string | []byte](s T) bool {
	return len(s) == 2 && s[0]-'A' <= 'Z'-'A' && strings.IndexByte(alpha2[s[0]-'A'], s[1]) >= 0
}
