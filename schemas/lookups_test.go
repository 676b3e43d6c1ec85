package schemas_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas/larsverp"
)

// The host is asked about all values of the request, as the contract reads them.
func TestLookupValues(t *testing.T) {
	asked := 0
	token := lookup.Func("token", func(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
		asked++
		assert.Equal(t, "harrie@example.com", in.Text("email"))
		assert.Equal(t, "12", in.Text("token"))
		return lookup.Yes, nil
	})
	for _, payload := range []string{
		`{"email":" harrie@example.com\n","token":" +12 "}`,
		`{"token":12.0,"email":"harrie@example\u002ecom\u0000"}`,
	} {
		report, err := larsverp.Validation.With(token).Check(t.Context(), []byte(payload))
		require.NoError(t, err)
		assert.True(t, report.Valid())
	}
	assert.Equal(t, 2, asked)
}
