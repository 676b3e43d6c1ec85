package rules

import "github.com/passant-go/passant/postal"

// Country is the rule country: the alpha-2 code of a country in upper case, as [postal.IsCountry] has them: ISO 3166-1 and XK.
// The code of a refusal is its [Reason].
type Country struct{}

func (*Country) Check(v Value) Verdict { return judged(CheckCountry(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Country) Accepts(text []byte) bool { return CheckCountry(text) == "" }

// Why a text is no country.
const (
	CountryForm    Reason = "form"    // it is not two upper-case letters
	CountryUnknown Reason = "unknown" // they are not assigned to a country
)

// CheckCountry judges whether text is a country's code. It never allocates.
func CheckCountry(text []byte) Reason {
	switch {
	case postal.IsCountry(text):
		return ""
	case len(text) == 2 && text[0]-'A' <= 'Z'-'A' && text[1]-'A' <= 'Z'-'A':
		return CountryUnknown
	}
	return CountryForm
}
