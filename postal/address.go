package postal

import (
	"strconv"
	"unicode/utf8"
)

// An Address is the tuple country, city or state, zip, place, which is written as one text with commas:
// "de, sachsen, 02763, zittau". Only the country must not be empty.
// It is to be compared with ==; the case of a country makes no difference, that of the other parts does.
// As text and in JSON it is what [Address.String] says.
// The zero Address is no address; see [Address.IsValid].
type Address struct {
	country          alpha2
	city, zip, place string
}

// ParseAddress reads s, which is split at its commas into exactly four parts, each trimmed of ASCII spaces and tabs.
// The country is a country's alpha-2 code in any case, as [IsCountry] has them. In the countries of zips a zip that is
// not empty must be a postal code of that country, in its canonical form or not; other zips and parts are any text,
// which is UTF-8.
// It allocates nothing but the error, which is an [*AddressError].
func ParseAddress(s string, zips Countries) (Address, error) {
	var parts [4]string
	reason, offset := splitAddress(&parts, s, zips)
	if reason != 0 {
		return Address{}, &AddressError{Reason: reason, Offset: offset}
	}
	country, _ := upper(parts[0])
	return Address{country, parts[1], parts[2], parts[3]}, nil
}

// CheckAddress is [ParseAddress] without the Address and the error: it never allocates.
// The reason is 0 for an address; the parts are then country, city or state, zip and place, trimmed.
func CheckAddress[T string | []byte](s T, zips Countries) (parts [4]T, reason AddressReason) {
	reason, _ = splitAddress(&parts, s, zips)
	return parts, reason
}

// IsValid reports whether a is an address, that is, whether it is not the zero Address.
func (a Address) IsValid() bool { return a != Address{} }

// Country returns the country's code in upper case, "" for the zero Address.
func (a Address) Country() string {
	if !a.IsValid() {
		return ""
	}
	return string([]byte{a.country.first(), a.country.second()})
}

// City returns the city or state, as it was written.
func (a Address) City() string { return a.city }

// Zip returns the zip, as it was written; [ParseFor] makes a [Code] of one.
func (a Address) Zip() string { return a.zip }

// Place returns the place, as it was written.
func (a Address) Place() string { return a.place }

// String returns the parts, joined by a comma and a space, the country in lower case: "de, sachsen, 02763, zittau",
// "de, , , ". For the zero Address it is "invalid address". [ParseAddress] makes an equal Address of it.
func (a Address) String() string {
	if !a.IsValid() {
		return "invalid address"
	}
	return string(a.append(nil))
}

// AppendText appends to b what String returns, nothing for the zero Address. It never fails.
func (a Address) AppendText(b []byte) ([]byte, error) { return a.append(b), nil }

// MarshalText returns what String does, an empty text for the zero Address. It never fails.
func (a Address) MarshalText() ([]byte, error) { return a.append(nil), nil }

// UnmarshalText sets a to the address that text is, whatever its zip, to the zero Address for an empty text.
// On an error, which is an [*AddressError], a keeps its value.
func (a *Address) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*a = Address{}
		return nil
	}
	address, err := ParseAddress(string(text), 0)
	if err == nil {
		*a = address
	}
	return err
}

func (a Address) append(b []byte) []byte {
	if !a.IsValid() {
		return b
	}
	b = append(b, a.country.first()|0x20, a.country.second()|0x20)
	for _, part := range [...]string{a.city, a.zip, a.place} {
		b = append(b, ", "...)
		b = append(b, part...)
	}
	return b
}

// CutAddress cuts s into the parts that [CheckAddress] returns, and judges none of them. Where s does not have three commas
// there are none, and ok is false.
func CutAddress[T string | []byte](s T) (parts [4]T, ok bool) {
	commas, _, _, ok := commasOf(s)
	if !ok {
		return parts, false
	}
	first, second, third := commas[0], commas[1], commas[2]
	return [4]T{trim(s[:first]), trim(s[first+1 : second]), trim(s[second+1 : third]), trim(s[third+1:])}, true
}

// commasOf finds the commas between the parts, and the bits that any byte of s has. Where there are not three, ok is false and
// the offset is that of the one too many, or the length of s.
func commasOf[T string | []byte](s T) (commas [3]int, bits byte, offset int, ok bool) {
	n := 0
	for i := 0; i < len(s); i++ {
		bits |= s[i]
		if s[i] != ',' {
			continue
		}
		if n == len(commas) {
			return commas, bits, i, false
		}
		commas[n] = i
		n++
	}
	return commas, bits, len(s), n == len(commas)
}

// splitAddress sets the parts or returns, with a reason, the offset at which the wrong one begins.
func splitAddress[T string | []byte](parts *[4]T, s T, zips Countries) (AddressReason, int) {
	commas, bits, offset, ok := commasOf(s)
	if !ok {
		return AddressParts, offset
	}
	first, second, third := commas[0], commas[1], commas[2]
	country, zip := trim(s[:first]), trim(s[second+1:third])
	code, ok := upper(country)
	if !ok {
		return AddressCountry, blanks(s)
	}
	if known := codesOf(code) & zips; known != 0 && len(zip) > 0 {
		if _, reason, offset := parseFor(zip, known); reason != 0 {
			return AddressZip, second + 1 + blanks(s[second+1:]) + offset
		}
	}
	if bits >= utf8.RuneSelf {
		if n := validUTF8(s); n < len(s) {
			return AddressUTF8, n
		}
	}
	*parts = [4]T{country, trim(s[first+1 : second]), zip, trim(s[third+1:])}
	return 0, 0
}

// trim takes the spaces and tabs off both ends of s.
func trim[T string | []byte](s T) T {
	s = s[blanks(s):]
	for len(s) > 0 && isBlank(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

// blanks counts the spaces and tabs at the beginning of s.
func blanks[T string | []byte](s T) int {
	n := 0
	for n < len(s) && isBlank(s[n]) {
		n++
	}
	return n
}

// validUTF8 returns how many bytes of s come before the first that is not UTF-8.
func validUTF8[T string | []byte](s T) int {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			continue
		}
		var room [utf8.UTFMax]byte
		r, n := utf8.DecodeRune(room[:copy(room[:], s[i:])])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return len(s)
}

// codesOf returns the country as a set of one, the empty set where this package does not know its postal codes.
func codesOf(country alpha2) Countries {
	switch country {
	case 'N'<<8 | 'L':
		return NL
	case 'B'<<8 | 'E':
		return BE
	case 'D'<<8 | 'E':
		return DE
	}
	return 0
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' }

// An AddressReason says which part of a text keeps it from being an address. The zero reason says that none does.
// A text has the first of the constants that is true of it.
type AddressReason uint8

const (
	AddressParts   AddressReason = iota + 1 // it has fewer or more than four parts
	AddressCountry                          // its first part is no country
	AddressZip                              // its third part is no postal code of that country
	AddressUTF8                             // it is not UTF-8
)

// String returns a stable word in lower case: "parts", "country", "zip", "utf8"; "" for the zero reason.
func (r AddressReason) String() string {
	switch r {
	case AddressParts:
		return "parts"
	case AddressCountry:
		return "country"
	case AddressZip:
		return "zip"
	case AddressUTF8:
		return "utf8"
	}
	return ""
}

// An AddressError tells which part of a text is wrong for an address, and where. It does not hold the text.
type AddressError struct {
	Reason AddressReason
	Offset int // in bytes: the fourth comma or the length, the country, the byte that is wrong in the zip or in UTF-8
}

func (e *AddressError) Error() string {
	return "postal: wrong " + e.Reason.String() + " at byte " + strconv.Itoa(e.Offset)
}
