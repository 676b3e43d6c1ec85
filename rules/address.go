package rules

import "github.com/passant-go/passant/postal"

// Address is the rule address: the text "country, city or state, zip, place" as package postal defines it.
// The code of a refusal is the [postal.AddressReason]: "parts", "country", "zip" or "utf8".
type Address struct {
	// Zip holds the countries in which a zip that is not empty must be a postal code;
	// with the empty set a zip is any text.
	Zip postal.Countries
}

func (r *Address) Check(v Value) Verdict {
	_, reason := postal.CheckAddress(v.Text, r.Zip)
	return judged(reason)
}

// Part returns a part of an address: country, which is two letters in any case, city, zip or place.
func (r *Address) Part(text []byte, name string) []byte {
	parts, _ := postal.CheckAddress(text, r.Zip)
	switch name {
	case "country":
		return parts[0]
	case "city":
		return parts[1]
	case "zip":
		return parts[2]
	case "place":
		return parts[3]
	}
	return nil
}
