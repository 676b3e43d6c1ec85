package rules

import (
	"slices"

	"github.com/passant-go/passant/postal"
)

// Address is the rule address: the text "country, city or state, zip, place" as package postal defines it.
// The code of a refusal is the [postal.AddressReason]: "parts", "country", "zip" or "utf8"; a German zip in a region
// that is not assigned is a warning with the code "unassigned".
type Address struct {
	// Zip holds the countries in which a zip that is not empty must be a postal code;
	// with the empty set a zip is any text.
	Zip postal.Countries
}

// Remarks is the code of what is accepted with a warning.
func (r *Address) Remarks() []string { return []string{unassigned} }

func (r *Address) Check(v Value) Verdict {
	parts, reason := postal.CheckAddress(v.Text, r.Zip)
	if reason == 0 && r.Zip&postal.DE != 0 && isGerman(parts[0]) {
		if code, reason := postal.Check(parts[2], postal.DE); reason == 0 && !code.IsAssigned() {
			return Verdict{Warn, unassigned}
		}
	}
	return judged(Reason(reason.String()))
}

func isGerman(country []byte) bool { return country[0]|0x20 == 'd' && country[1]|0x20 == 'e' }

// Part returns a part of an address: country, which is two letters in any case, city, zip or place.
func (r *Address) Part(text []byte, name string) []byte {
	names := [...]string{"country", "city", "zip", "place"}
	nth := slices.Index(names[:], name)
	parts, ok := postal.CutAddress(text)
	if nth < 0 || !ok {
		return nil
	}
	return parts[nth]
}
