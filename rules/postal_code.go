package rules

import (
	"cmp"

	"github.com/passant-go/passant/postal"
)

// PostalCode is the rule postal_code: a Dutch, Belgian or German postal code as package postal defines it.
// The code of a refusal is the [postal.Reason]; a German code in a region that is not assigned
// is a warning with the code "unassigned".
type PostalCode struct {
	// Countries whose codes are accepted; the empty set stands for all three.
	Countries postal.Countries

	// Deployed judges by the form alone, as \d{4} ?[A-Za-z]{2}, \d{4} and \d{5} do
	// for the three countries: every number and all letters are accepted, without a warning.
	Deployed bool
}

const unassigned = "unassigned"

// Remarks is the code of what is accepted with a warning.
func (r *PostalCode) Remarks() []string { return []string{unassigned} }

func (r *PostalCode) Check(v Value) Verdict {
	code, reason := postal.Check(v.Text, r.countries())
	switch reason {
	case 0:
		if !r.Deployed && !code.IsAssigned() {
			return Verdict{Warn, unassigned}
		}
		return Verdict{}
	case postal.BadNumber, postal.BadLetters:
		if r.Deployed {
			return Verdict{}
		}
	}
	return Verdict{Refuse, reason.String()}
}

func (r *PostalCode) countries() postal.Countries { return cmp.Or(r.Countries, postal.All) }
