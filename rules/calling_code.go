package rules

import "github.com/passant-go/passant/phone"

// CallingCode is the rule calling_code: a + and up to four digits, which are the country calling code of telephone numbers
// or begin with one, such as +31 and +1242. The code of a refusal is its [Reason].
type CallingCode struct{}

func (*CallingCode) Check(v Value) Verdict { return judged(CheckCallingCode(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*CallingCode) Accepts(text []byte) bool { return CheckCallingCode(text) == "" }

// Why a text is no calling code.
const (
	CallingCodeForm    Reason = "form"    // it is not a + and one to four digits, the first not 0
	CallingCodeUnknown Reason = "unknown" // nobody has such a code, as [phone.CallingCode] knows them
)

// CheckCallingCode judges whether text is a calling code. It never allocates.
func CheckCallingCode(text []byte) Reason {
	if len(text) < 2 || len(text) > 5 || text[0] != '+' || text[1] == '0' {
		return CallingCodeForm
	}
	for _, b := range text[1:] {
		if !isDigit(b) {
			return CallingCodeForm
		}
	}
	if phone.CallingCode(text[1:]) == 0 {
		return CallingCodeUnknown
	}
	return ""
}
