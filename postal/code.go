// Package postal reads Dutch, Belgian and German postal codes, and addresses that hold one.
//
// A code is judged by its form and its number, not against a register of the codes in use:
//
//	NL  1000–9999, an optional space, two letters but SA, SD and SS   1234 AB
//	BE  1000–9999                                                     4000
//	DE  01001–99998                                                   26133
//
// Digits, letters and the space are ASCII, letters of any case; nothing else may surround a code, a country prefix
// (NL-, D-) included. The forms exclude one another, so that a code tells its country.
//
// An address is the text "country, city or state, zip, place", as [Address] says.
//
// Nothing in this package keeps state: all of it is safe for concurrent use.
// Errors never quote the text, which is personal data.
package postal

import "cmp"

// A Code is a postal code of one of the three countries.
// It is a small value to be compared with ==: two texts of one code, "1234ab" and "1234 AB", give equal values.
// As text and in JSON it is its canonical form.
// The zero Code is no postal code; see [Code.IsValid].
type Code struct {
	number  uint32
	letters uint16 // of a Dutch code, upper case, the first in the high byte
	country Countries
}

// IsValid reports whether c is a postal code, that is, whether it is not the zero Code.
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

// Compare returns -1, 0 or 1 as c comes before d, is d or comes after it: the zero Code comes first, then the
// countries in the order of their constants, within one the codes by their number and letters.
func (c Code) Compare(d Code) int {
	return cmp.Or(cmp.Compare(c.country, d.country), cmp.Compare(c.number, d.number), cmp.Compare(c.letters, d.letters))
}

// String returns the canonical form: "1234 AB", "4000", "26133". For the zero Code it is "invalid postal code".
func (c Code) String() string {
	if !c.IsValid() {
		return "invalid postal code"
	}
	var room [len("1234 AB")]byte
	return string(c.append(room[:0]))
}

// AppendText appends the canonical form to b, nothing for the zero Code. It never fails.
func (c Code) AppendText(b []byte) ([]byte, error) { return c.append(b), nil }

// MarshalText returns the canonical form, an empty text for the zero Code. It never fails.
func (c Code) MarshalText() ([]byte, error) { return c.append(nil), nil }

// UnmarshalText sets c to the code that text is in any of the countries, to the zero Code for an empty text.
// On an error, which is a [*ParseError], c keeps its value.
func (c *Code) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*c = Code{}
		return nil
	}
	code, err := Parse(text, All)
	if err == nil {
		*c = code
	}
	return err
}

func (c Code) append(b []byte) []byte {
	n := c.number
	switch c.country {
	case 0:
		return b
	case DE:
		b = append(b, '0'+byte(n/10000))
	}
	b = append(b, '0'+byte(n/1000%10), '0'+byte(n/100%10), '0'+byte(n/10%10), '0'+byte(n%10))
	if c.country == NL {
		b = append(b, ' ', byte(c.letters>>8), byte(c.letters))
	}
	return b
}
