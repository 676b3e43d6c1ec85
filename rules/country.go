package rules

import "github.com/passant-go/passant/postal"

// Country is the rule country: an ISO 3166-1 alpha-2 code in upper case, of the list of [postal.IsCountry].
// The code of a refusal is the [CountryReason].
type Country struct{}

func (*Country) Check(v Value) Verdict { return judged(CheckCountry(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Country) Accepts(text []byte) bool { return CheckCountry(text) == 0 }

// A CountryReason says why a text is no country. The zero reason says that it is one.
type CountryReason uint8

const (
	CountryForm    CountryReason = iota + 1 // it is not two upper-case letters
	CountryUnknown                          // they are not assigned to a country
)

// String returns a stable word: "form", "unknown"; "" for the zero reason.
func (r CountryReason) String() string {
	switch r {
	case CountryForm:
		return "form"
	case CountryUnknown:
		return "unknown"
	}
	return ""
}

// CheckCountry judges whether text is a country's code. It never allocates.
func CheckCountry(text []byte) CountryReason {
	switch {
	case postal.IsCountry(text):
		return 0
	case len(text) == 2 && text[0]-'A' <= 'Z'-'A' && text[1]-'A' <= 'Z'-'A':
		return CountryUnknown
	}
	return CountryForm
}
