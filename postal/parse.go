package postal

import "strconv"

// Parse reads s as a postal code of one of the allowed countries; with none allowed every text is refused.
// It allocates nothing but the error, which is a [*ParseError].
func Parse[T string | []byte](s T, allowed Countries) (Code, error) {
	code, reason, offset := parse(s, allowed)
	if reason != 0 {
		return Code{}, &ParseError{Reason: reason, Offset: offset}
	}
	return code, nil
}

// MustParse is [Parse] that panics where it gives an error. It is meant for tests and for variables of packages.
func MustParse(s string, allowed Countries) Code {
	code, err := Parse(s, allowed)
	if err != nil {
		panic(err)
	}
	return code
}

// ParseFor reads s as a postal code of country, a set of one; for any other set the reason is [BadCountry].
// It differs from [Parse] where s has another country's form: the reason is [BadForm] then, at the byte
// that leaves the form of country. It allocates nothing but the error, which is a [*ParseError].
func ParseFor[T string | []byte](s T, country Countries) (Code, error) {
	code, reason, offset := parseFor(s, country)
	if reason != 0 {
		return Code{}, &ParseError{Reason: reason, Offset: offset}
	}
	return code, nil
}

// Check is [Parse] without the error: it never allocates.
// The reason is 0 for a postal code; the Code is the zero one otherwise.
func Check[T string | []byte](s T, allowed Countries) (Code, Reason) {
	code, reason, _ := parse(s, allowed)
	return code, reason
}

// parse returns with a reason the offset at which the wrong part begins.
func parse[T string | []byte](s T, allowed Countries) (Code, Reason, int) {
	country := BE // by the fifth byte, that is, by all that comes before a fault
	if len(s) > 4 {
		country = NL
		if isDigit(s[4]) {
			country = DE
		}
	}
	code, reason, offset := parseFor(s, country)
	if reason != BadForm && country&allowed == 0 {
		return Code{}, BadCountry, 0
	}
	return code, reason, offset
}

func parseFor[T string | []byte](s T, country Countries) (Code, Reason, int) {
	digits, low, high := 4, uint32(1000), uint32(9999)
	switch country {
	case NL, BE:
	case DE:
		digits, low, high = 5, 1001, 99998
	default:
		return Code{}, BadCountry, 0
	}
	number, n := uint32(0), 0
	for ; n < digits; n++ {
		if n >= len(s) || !isDigit(s[n]) {
			return Code{}, BadForm, n
		}
		number = number*10 + uint32(s[n]-'0')
	}
	letters := uint16(0)
	if country == NL {
		if n < len(s) && s[n] == ' ' {
			n++
		}
		for range 2 {
			if n >= len(s) || !isLetter(s[n]) {
				return Code{}, BadForm, n
			}
			letters = letters<<8 | uint16(s[n]&^0x20)
			n++
		}
	}
	if n < len(s) {
		return Code{}, BadForm, n
	}
	if number < low || number > high {
		return Code{}, BadNumber, 0
	}
	switch letters {
	case 'S'<<8 | 'A', 'S'<<8 | 'D', 'S'<<8 | 'S':
		return Code{}, BadLetters, n - 2
	}
	return Code{number, letters, country}, 0, 0
}

func isDigit(b byte) bool  { return b-'0' <= 9 }
func isLetter(b byte) bool { return b|0x20-'a' <= 'z'-'a' }

// A Reason says which part of a text keeps it from being a postal code. The zero Reason says that none does.
// A text has the first of the constants that is true of it.
type Reason uint8

const (
	BadForm    Reason = iota + 1 // it has the form of no country
	BadCountry                   // it has the form of a country that is not allowed
	BadNumber                    // its digits are out of the country's range
	BadLetters                   // its letters are never given out: SA, SD, SS
)

// String returns a stable word in lower case: "form", "country", "number", "letters"; "" for the zero Reason.
func (r Reason) String() string {
	switch r {
	case BadForm:
		return "form"
	case BadCountry:
		return "country"
	case BadNumber:
		return "number"
	case BadLetters:
		return "letters"
	}
	return ""
}

// A ParseError tells why and where a text is no postal code. It does not hold the text.
type ParseError struct {
	Reason Reason
	Offset int // in bytes, of the wrong part: the first byte that fits no form, the length where more is wanted
}

func (e *ParseError) Error() string {
	return "postal: wrong " + e.Reason.String() + " at byte " + strconv.Itoa(e.Offset)
}
