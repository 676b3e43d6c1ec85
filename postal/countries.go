package postal

import (
	"errors"
	"strconv"
	"strings"
)

// Countries is a set of the countries whose postal codes this package knows.
// A set of one names a country; sets are joined with |. The zero value is the empty set.
// Other bits than those of the constants have no meaning.
type Countries uint8

// The countries, by their ISO 3166-1 alpha-2 codes.
const (
	NL Countries = 1 << iota // the Netherlands
	BE                       // Belgium
	DE                       // Germany

	All = NL | BE | DE
)

// countryNames holds the names of the bits, two letters each, lowest bit first.
const countryNames = "NLBEDE"

var errCountry = errors.New("postal: unknown country, want NL, BE or DE")

// String returns the names of the set's countries, joined by commas: "NL", "NL,BE,DE".
// The empty set is "".
func (c Countries) String() string { return c.join("", ",") }

// GoString returns c as a Go expression: "postal.NL | postal.BE".
func (c Countries) GoString() string {
	if c == 0 || c&^All != 0 {
		return "postal.Countries(" + strconv.Itoa(int(c)) + ")"
	}
	return c.join("postal.", " | ")
}

// MarshalText returns what String does. It never fails.
func (c Countries) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText sets c to the countries that text names in upper case, joined by commas, in any order.
// An empty text is the empty set. On an error c keeps its value.
func (c *Countries) UnmarshalText(text []byte) error {
	var set Countries
	if len(text) > 0 {
		for name := range strings.SplitSeq(string(text), ",") {
			i := strings.Index(countryNames, name)
			if len(name) != 2 || i < 0 || i%2 != 0 {
				return errCountry
			}
			set |= 1 << (i / 2)
		}
	}
	*c = set
	return nil
}

func (c Countries) join(prefix, separator string) string {
	var b strings.Builder
	for i := 0; i < len(countryNames); i += 2 {
		if c&(1<<(i/2)) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(separator)
		}
		b.WriteString(prefix)
		b.WriteString(countryNames[i : i+2])
	}
	return b.String()
}
