// Package postal reads Dutch, Belgian and German postal codes.
//
// A text is judged by its form and its number, not against a register of the codes in use:
//
//	NL  1000–9999, an optional space, two letters but SA, SD and SS   1234 AB
//	BE  1000–9999                                                     4000
//	DE  01001–99998                                                   26133
//
// Digits, letters and the space are ASCII, letters of any case; nothing else may surround a code, a country prefix
// (NL-, D-) included. The forms exclude one another, so that a code tells its country.
//
// Nothing in this package keeps state: all of it is safe for concurrent use.
// Errors never quote the text, which is personal data.
package postal

// A Code is a postal code of one of the three countries.
// It is a small value to be compared with ==: two texts of one code, "1234ab" and "1234 AB", give equal values.
// The zero Code is no postal code; see [Code.IsValid].
type Code struct {
	number  uint32
	letters [2]byte // of a Dutch code, upper case
	country Countries
}

// IsValid reports whether c came from [Parse] or [Check], that is, whether it is not the zero Code.
func (c Code) IsValid() bool { return c.country != 0 }

// Country returns the country of the code, the empty set for the zero Code.
func (c Code) Country() Countries { return c.country }

// IsAssigned reports whether the code lies in a region that codes are given out for.
// False for the German regions 05, 43 and 62, which have been kept in reserve since
// the five digits came on 1 July 1993, and for the zero Code.
func (c Code) IsAssigned() bool {
	switch c.number / 1000 {
	case 5, 43, 62:
		return c.country != DE
	}
	return c.IsValid()
}

// String returns the canonical form: "1234 AB", "4000", "26133". For the zero Code it is "invalid postal code".
func (c Code) String() string {
	n := c.number
	digits := [5]byte{'0' + byte(n/10000), '0' + byte(n/1000%10), '0' + byte(n/100%10), '0' + byte(n/10%10), '0' + byte(n%10)}
	switch c.country {
	case NL:
		return string(digits[1:]) + " " + string(c.letters[:])
	case BE:
		return string(digits[1:])
	case DE:
		return string(digits[:])
	}
	return "invalid postal code"
}
