package rules

import (
	"bytes"
	"errors"
	"unicode"
	"unicode/utf8"

	"github.com/passant-go/passant/phone"
)

// Phone is the rule phone: a telephone number as package phone reads it. The code of a refusal is the [phone.Reason],
// or "invalid" for a possible number that is not valid.
//
// Without an argument that says what comes before it, a number needs a +: otherwise the code is "no_region". So it does
// where the field is absent that such an argument names.
//
// Where the code would be "character", it is "invisible" or "digits" if that says better what the first character is
// that numbers do not have: one beyond ASCII that cannot be seen or that looks like a space or a hyphen, as texts have them
// that were copied from a document (U+202A, U+2066, U+00A0, U+2011, U+FE0D), or a digit other than those of ASCII.
//
// A text that begins with - is refused, the code being "character": package phone reads the sign as a separator, and
// a negative integer is no number.
type Phone struct {
	Level PhoneLevel

	// Dial says that the text follows a calling code, such as "+31", which is the first of Value.Refs.
	// Region and International then have nothing to say.
	Dial bool

	// Region says that the text is dialled from a region, two letters in any case, which is the first of Value.Refs.
	// A text that is no region of package phone leaves the number in need of a +.
	Region bool

	// International says that the digits begin with a calling code, + or not, and not with a region's prefix.
	International bool
}

func (r *Phone) Check(v Value) Verdict {
	if r.Level == PhonePossible {
		return refusal(v.Text, r.possible(v.Text, v.Refs))
	}
	n, reason := r.number(v.Text, v.Refs)
	switch {
	case reason != 0:
		return refusal(v.Text, reason)
	case n.IsValid():
		return Verdict{}
	case n.IsPossible():
		return Verdict{Refuse, "invalid"}
	}
	return judged(Reason(n.Reason().String()))
}

// Reason is the code "invisible" or "digits" where a text has such characters, else "".
func (r *Phone) Reason(text []byte) string {
	code := refusal(text, phone.Character).Code
	if code == phone.Character.String() {
		return ""
	}
	return code
}

// refusal is the verdict of a reason, 0 being that there is none to refuse the text.
func refusal(text []byte, reason phone.Reason) Verdict {
	if reason == phone.Character {
		if i := bytes.IndexFunc(text, isForeign); i >= 0 {
			r, _ := utf8.DecodeRune(text[i:])
			switch {
			case unicode.IsDigit(r):
				return Verdict{Refuse, "digits"}
			case r >= utf8.RuneSelf && (unicode.IsSpace(r) || isInvisible(r)) || r == 0x2010 || r == 0x2011:
				return Verdict{Refuse, "invisible"}
			}
		}
	}
	return judged(Reason(reason.String()))
}

// isForeign reports whether no number has a character.
func isForeign(r rune) bool {
	switch r {
	case ' ', '-', '.', '(', ')', '/', '+':
		return false
	}
	return r < '0' || r > '9'
}

func (r *Phone) number(text []byte, refs [][]byte) (phone.Number, phone.Reason) {
	switch {
	case len(text) > 0 && text[0] == '-':
		return phone.Number{}, phone.Character
	case r.Dial:
		return phone.CheckJoined(first(refs), text)
	}
	var region [len(phone.World)]byte
	return phone.Check(text, string(r.region(region[:0], refs)))
}

func (r *Phone) possible(text []byte, refs [][]byte) phone.Reason {
	switch {
	case len(text) > 0 && text[0] == '-':
		return phone.Character
	case r.Dial:
		return phone.PossibleJoined(first(refs), text)
	}
	var region [len(phone.World)]byte
	return phone.Possible(text, string(r.region(region[:0], refs)))
}

// region appends the name of the region from which a number is dialled, nothing where there is none. Clearing the bit makes
// capitals of letters alone.
func (r *Phone) region(dst []byte, refs [][]byte) []byte {
	if r.International {
		return append(dst, phone.World...)
	}
	if name := first(refs); r.Region && len(name) == 2 {
		return append(dst, name[0]&^0x20, name[1]&^0x20)
	}
	return dst
}

func first(refs [][]byte) []byte {
	if len(refs) == 0 {
		return nil
	}
	return refs[0]
}

// A PhoneLevel says what is asked of a number.
type PhoneLevel uint8

const (
	PhonePossible PhoneLevel = iota // a length that numbers of its calling code have
	PhoneValid                      // a range that was given out when the metadata of package phone was released
)

var errLevel = errors.New("rules: unknown phone level, want possible or valid")

// UnmarshalText sets l to the level that is written possible or valid. On an error l keeps its value.
func (l *PhoneLevel) UnmarshalText(text []byte) error {
	switch string(text) {
	case "possible":
		*l = PhonePossible
	case "valid":
		*l = PhoneValid
	default:
		return errLevel
	}
	return nil
}

// GoString returns l as a Go expression, "rules.PhoneValid".
func (l PhoneLevel) GoString() string {
	if l == PhoneValid {
		return "rules.PhoneValid"
	}
	return "rules.PhonePossible"
}
