package phone

import "strconv"

// A Reason says what keeps a text from being a number, or a number from being possible.
// The zero Reason says that nothing does.
type Reason uint8

const (
	Character          Reason = iota + 1 // a byte that the grammar does not know, or a + out of place
	NoRegion                             // without a +, and the default region is unknown
	InvalidCountryCode                   // a calling code that no region has
	TooShort                             // fewer digits than any number
	TooLong                              // more digits than any number, or a text of more than 250 bytes
	InvalidLength                        // a count of digits between those of numbers
	LocalOnly                            // the count of digits of a number dialled within its area
)

var reasons = [...]string{
	Character:          "character",
	NoRegion:           "no_region",
	InvalidCountryCode: "invalid_country_code",
	TooShort:           "too_short",
	TooLong:            "too_long",
	InvalidLength:      "invalid_length",
	LocalOnly:          "local_only",
}

// String returns a stable name: the constant's in snake case, such as "too_short"; "" for the zero Reason.
func (r Reason) String() string {
	if int(r) < len(reasons) {
		return reasons[r]
	}
	return ""
}

// A ParseError tells why and where a text is no number. It does not hold the text.
type ParseError struct {
	Reason Reason // Character, NoRegion, InvalidCountryCode, TooShort or TooLong
	Offset int    // in bytes: of the wrong character, the length of a text too short or too long, otherwise 0
}

func (e *ParseError) Error() string {
	return "phone: " + e.Reason.String() + " at byte " + strconv.Itoa(e.Offset)
}
