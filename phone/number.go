// Package phone reads telephone numbers and judges them as libphonenumber does.
//
// A number is possible when its length is one that its calling code has, a length for local dialling alone not
// included, and valid when its digits, too, are of a range given out there. Both verdicts, the region and the way
// national forms are read are those of github.com/nyaruka/phonenumbers at [MetadataVersion], for the whole world.
// To follow a later release:
//
//	go get github.com/nyaruka/phonenumbers@latest && go generate ./phone && go test ./phone/...
//
// A text may hold ASCII digits, one + before all of them, and anywhere the separators space - . ( ) /. Whatever else
// libphonenumber tolerates is refused: letters, extensions, digits of other scripts, text around the number, tel:.
//
// Nothing in this package keeps state: all of it is safe for concurrent use.
// Errors never quote the text, which is personal data.
package phone

import (
	"cmp"
	"strconv"
)

// World is the region of the calling codes that belong to no country, such as +800: 001 in UN M.49.
// As a default region it stands for a missing +, so that the digits begin with a calling code.
const World = "001"

// A Number is a telephone number: a calling code and a national significant number of 2 to 17 digits.
// It is a small value to be compared with ==: the texts of one number give equal values.
// It need be neither possible nor valid. The zero Number is no number at all.
type Number struct {
	national uint64 // the value of the national significant number
	code     uint16
	length   uint8 // of the national significant number, leading zeros included
	verdict  uint8 // of the plan's automaton
}

// IsValid reports whether n is of a range that is given out: libphonenumber's IsValidNumber.
// It is not known whether anyone has the number. A valid number is possible, except where the main region of its
// calling code does not have its length: Canada's +1 310 1234. False for the zero Number.
func (n Number) IsValid() bool { return n.verdict&valid != 0 }

// IsPossible reports whether n has a length that numbers of its calling code have: whether
// libphonenumber's IsPossibleNumberWithReason says IS_POSSIBLE. False for the zero Number.
func (n Number) IsPossible() bool { return n.code != 0 && n.Reason() == 0 }

// Reason tells what keeps n from being possible: [TooShort], [TooLong], [InvalidLength] or [LocalOnly],
// and 0 for a possible number and the zero Number.
func (n Number) Reason() Reason {
	if n.code == 0 {
		return 0
	}
	return n.plan().main().length(int(n.length))
}

// CallingCode returns the country calling code, such as 31, and 0 for the zero Number.
func (n Number) CallingCode() int { return int(n.code) }

// Region returns the region, such as "NL", in the letters of ISO 3166-1 (and "AC", "TA", "XK"), or [World]:
// libphonenumber's GetRegionCodeForNumber. A calling code of a single region gives it to valid and invalid numbers alike.
// It is "" for a number that is of none of several regions, and for the zero Number.
func (n Number) Region() string {
	if n.code == 0 {
		return ""
	}
	p := n.plan()
	if i := n.verdict &^ valid; i > 0 {
		return regions[p.first+uint16(i)-1].name
	}
	if p.regions == 1 {
		return p.main().name
	}
	return ""
}

func (n Number) plan() *plan { return &plans[planOf[n.code]] }

// National returns the digits of the national significant number, its leading zeros among them,
// and "" for the zero Number. A national prefix, such as the 0 of Dutch numbers, is none of them.
func (n Number) National() string {
	return string(n.appendNational(make([]byte, 0, maxNational)))
}

// String returns the E.164 form, such as "+31201234567". For the zero Number it is "invalid phone number".
//
// [Parse] takes what looks like a national prefix off this form too. So a number that is not valid may be read as another,
// and of the valid ones a few that begin with +375 810. [Number.UnmarshalText] reads every number as itself.
func (n Number) String() string {
	if n.code == 0 {
		return "invalid phone number"
	}
	return string(n.AppendTo(make([]byte, 0, 1+maxCode+maxNational)))
}

// AppendTo appends the E.164 form to b, for the zero Number nothing, and returns the extended buffer.
func (n Number) AppendTo(b []byte) []byte {
	if n.code == 0 {
		return b
	}
	return n.appendNational(strconv.AppendUint(append(b, '+'), uint64(n.code), 10))
}

func (n Number) appendNational(b []byte) []byte {
	b = append(b, "00000000000000000"[:n.length]...)
	for i, v := len(b)-1, n.national; v > 0; i, v = i-1, v/10 {
		b[i] = '0' + byte(v%10)
	}
	return b
}

// Compare returns -1, 0 or +1: by calling code, then by the count of digits, then by the digits. The zero Number is first.
func (n Number) Compare(m Number) int {
	return cmp.Or(cmp.Compare(n.code, m.code), cmp.Compare(n.length, m.length), cmp.Compare(n.national, m.national))
}
