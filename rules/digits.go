package rules

// Digits is the rule digits: one or more ASCII digits. The code of a refusal is the [DigitsReason].
type Digits struct{}

func (*Digits) Check(v Value) Verdict { return judged(CheckDigits(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Digits) Accepts(text []byte) bool { return CheckDigits(text) == 0 }

// A DigitsReason says why a text is no row of digits. The zero reason says that it is one.
type DigitsReason uint8

const (
	DigitsEmpty     DigitsReason = iota + 1 // it is empty
	DigitsCharacter                         // a character is no ASCII digit
)

// String returns a stable word: "empty", "character"; "" for the zero reason.
func (r DigitsReason) String() string {
	switch r {
	case DigitsEmpty:
		return "empty"
	case DigitsCharacter:
		return "character"
	}
	return ""
}

// CheckDigits judges whether text is one or more ASCII digits, however many. It never allocates.
func CheckDigits(text []byte) DigitsReason {
	if len(text) == 0 {
		return DigitsEmpty
	}
	for _, b := range text {
		if !isDigit(b) {
			return DigitsCharacter
		}
	}
	return 0
}
