package databases

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas/larsverp"
)

// Whatever way the domain of an address is written in, a database finds the mailbox whose canonical form it keeps.
func TestMailboxes(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		db.table(t, "users", "mailbox", "VARCHAR(254)", "harrie@xn--bcher-kva.example", "Other@example.nl")
		table := lookup.Table{DB: db.DB, Name: "users"}
		s := larsverp.Register.With(table.Unique("email.unique", lookup.Condition{Column: "mailbox", Case: lookup.Folded}))
		for email, unique := range map[string]bool{
			"harrie@bücher.example": false, "Harrie@BÜCHER.Example": false, "HARRIE@XN--BCHER-KVA.EXAMPLE": false, "other@EXAMPLE.nl": false,
			"harrie@bucher.example": true, "harrie@example.nl": true, "other@example.com": true,
		} {
			report, err := s.Check(t.Context(), []byte(`{"first_name":"a","last_name":"b","email":"`+email+`","postal_code":5673,"password":"x"}`))
			require.NoError(t, err)
			assert.Equal(t, unique, report.Valid(), email)
		}
	})
}
