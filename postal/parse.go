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

// Check is [Parse] without the error: it never allocates.
// The reason is 0 for a postal code; the Code is the zero one otherwise.
func Check[T string | []byte](s T, allowed Countries) (Code, Reason) {
	code, reason, _ := parse(s, allowed)
	return code, reason
}

// parse returns with a reason the offset at which the wrong part begins.
func parse[T string | []byte](s T, allowed Countries) (Code, Reason, int) {
	var c Code
	n := 0
	for n < len(s) && n < 5 && s[n]-'0' <= 9 {
		c.number = c.number*10 + uint32(s[n]-'0')
		n++
	}
	low, high := uint32(1000), uint32(9999)
	switch {
	case n == 4 && len(s) == 4:
		c.country = BE
	case n == 5 && len(s) == 5:
		c.country = DE
		low, high = 1001, 99998
	case n == 4:
		c.country = NL
		if s[n] == ' ' {
			n++
		}
		for i := range c.letters {
			if n == len(s) || s[n]|0x20-'a' > 'z'-'a' {
				return Code{}, BadForm, n
			}
			c.letters[i] = s[n] &^ 0x20
			n++
		}
		if n < len(s) {
			return Code{}, BadForm, n
		}
	default:
		return Code{}, BadForm, n
	}
	if c.country&allowed == 0 {
		return Code{}, BadCountry, 0
	}
	if c.number < low || c.number > high {
		return Code{}, BadNumber, 0
	}
	switch string(c.letters[:]) {
	case "SA", "SD", "SS":
		return Code{}, BadLetters, n - 2
	}
	return c, 0, 0
}

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
