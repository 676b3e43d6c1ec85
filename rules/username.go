package rules

// Username is the rule username: nothing but ASCII letters, digits, "_", "." and "-".
// The code of a refusal is the [UsernameReason].
type Username struct{}

func (*Username) Check(v Value) Verdict { return judged(CheckUsername(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Username) Accepts(text []byte) bool { return CheckUsername(text) == 0 }

// A UsernameReason says why a text is no user name. The zero reason says that it is one.
type UsernameReason uint8

const (
	UsernameCharacter UsernameReason = iota + 1 // it has a character that a user name must not have
)

// String returns a stable word: "character"; "" for the zero reason.
func (r UsernameReason) String() string {
	if r == UsernameCharacter {
		return "character"
	}
	return ""
}

// CheckUsername judges the characters of a user name. Its length is left to the contract: an empty text is accepted.
// It never allocates.
func CheckUsername(text []byte) UsernameReason {
	for _, b := range text {
		if !isLetter(b) && !isDigit(b) && b != '_' && b != '.' && b != '-' {
			return UsernameCharacter
		}
	}
	return 0
}
