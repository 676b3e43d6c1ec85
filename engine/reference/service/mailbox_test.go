package service_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/service"
)

// Whoever writes the domain of a mailbox in another way is not somebody else; the address is kept, and answered, as it was sent.
func TestMailboxIsOne(t *testing.T) {
	spellings := []string{
		"harrie@bücher.example.nl", "harrie@BÜCHER.Example.nl", "harrie@bu\u0308cher.example.nl", "harrie@xn--bcher-kva.example.nl",
		"HARRIE@XN--BCHER-KVA.EXAMPLE.NL",
	}
	const taken = `{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}`
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source, func(c *service.Config) { c.DNS = lookup.DNS{} })
		for _, first := range spellings {
			_, err := s.store.DB.Exec("DELETE FROM larsverp_users")
			require.NoError(t, err)
			register := func(email string) answer {
				return s.post(t, "/users/register", strings.ReplaceAll(harrie, "harrie@example.nl", email))
			}
			created := register(first)
			require.Equal(t, 201, created.status, created.body)
			assert.Equal(t, first, created.field(t, "email"))
			for _, again := range spellings {
				assert.Equal(t, answer{422, nil, taken}, register(again).bare(), "%s, then %s", first, again)
			}
			var stored string
			require.NoError(t, s.store.DB.QueryRow("SELECT email FROM larsverp_users").Scan(&stored))
			assert.Equal(t, first, stored)

			token := s.lastCode(t)
			for i, email := range spellings {
				validated := s.post(t, "/users/validation", `{"email":"`+email+`","token":`+token+`}`)
				want := 409
				if i == 0 {
					want = 201
				}
				assert.Equal(t, want, validated.status, email)
			}
			assert.Equal(t, 201, register("other@bücher.example.nl").status)
		}
	})
}
