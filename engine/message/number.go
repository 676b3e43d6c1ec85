package message

import (
	"strconv"
	"strings"

	"github.com/go-playground/locales"

	"github.com/passant-go/passant/engine/internal/people"
)

// exact is the number of decimal digits that a float64 keeps.
const exact = 15

// number writes a JSON number as the language does; one with an exponent or more digits than are exact stays as it is. Any
// other value is shown as people write it.
func (s *speech) number(text string) string {
	if value, digits, ok := decimal(text); ok {
		return s.FmtNumber(value, digits)
	}
	return people.Text(text)
}

// decimal is the value of a JSON number and how many digits it has after the point. It is not ok where locales could not
// write the number exactly.
func decimal(text string) (value float64, digits uint64, ok bool) {
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if strings.Trim(whole+fraction, "0123456789") != "" || len(whole)+len(fraction) > exact {
		return 0, 0, false
	}
	value, err := strconv.ParseFloat(text, 64)
	return value, uint64(len(fraction)), err == nil
}

// writesNumbers reports whether a locale has all that its number format needs; some lack the minus sign and panic.
func writesNumbers(locale locales.Translator) (ok bool) {
	defer func() { ok = recover() == nil }()
	locale.FmtNumber(-1234567.8, 1)
	return true
}
