package rules

// Digits is the rule digits: one or more ASCII digits. The code of a refusal is its [Reason].
type Digits struct{}

func (*Digits) Check(v Value) Verdict { return judged(CheckDigits(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Digits) Accepts(text []byte) bool { return CheckDigits(text) == "" }

// Why a text is no row of digits.
const (
	DigitsEmpty     Reason = "empty"     // it is empty
	DigitsCharacter Reason = "character" // a character is no ASCII digit
)

// CheckDigits judges whether text is one or more ASCII digits, however many. It never allocates.
func CheckDigits(text []byte) Reason {
	if len(text) == 0 {
		return DigitsEmpty
	}
	for _, b := range text {
		if !isDigit(b) {
			return DigitsCharacter
		}
	}
	return ""
}
