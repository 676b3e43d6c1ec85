package rules

// Username is the rule username: nothing but ASCII letters, digits, "_", "." and "-".
// The code of a refusal is its [Reason].
type Username struct{}

func (*Username) Check(v Value) Verdict { return judged(CheckUsername(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Username) Accepts(text []byte) bool { return CheckUsername(text) == "" }

// Why a text is no user name.
const (
	UsernameCharacter Reason = "character" // it has a character that a user name must not have
)

// CheckUsername judges the characters of a user name. Its length is left to the contract: an empty text is accepted.
// It never allocates.
func CheckUsername(text []byte) Reason {
	for _, b := range text {
		if !isLetter(b) && !isDigit(b) && b != '_' && b != '.' && b != '-' {
			return UsernameCharacter
		}
	}
	return ""
}
