package lookup_test

import (
	"context"
	"errors"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas/larsverp"
)

func TestOpen(t *testing.T) {
	down := errors.New("down")
	for _, c := range []struct {
		name         string
		outcome      lookup.Outcome
		err          error
		closed, open lookup.Outcome
		told         string
	}{
		{"yes", lookup.Yes, nil, lookup.Yes, lookup.Yes, ""},
		{"no", lookup.No, nil, lookup.No, lookup.No, ""},
		{"error", lookup.Unknown, down, lookup.Unknown, lookup.Yes, "email.domain: down"},
		{"no with an error", lookup.No, down, lookup.Unknown, lookup.Yes, "email.domain: down"},
		{"unknown", lookup.Unknown, nil, lookup.Unknown, lookup.Yes, "email.domain: its outcome is unknown"},
		{"no outcome at all", 7, nil, lookup.Unknown, lookup.Yes, "email.domain: its outcome is unknown"},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := lookup.Func("email.domain", func(context.Context, lookup.Values) (lookup.Outcome, error) { return c.outcome, c.err })
			got, err := outcome(t, context.Background(), l, "x@example.nl")
			assert.Equal(t, c.closed, got)
			assert.Equal(t, c.closed == lookup.Unknown, err != nil)

			var told string
			tell := func(_ context.Context, name string, err error) { told += name + ": " + err.Error() }
			for _, tell := range []func(context.Context, string, error){tell, nil} {
				got, err = outcome(t, context.Background(), lookup.Open(l, tell), "x@example.nl")
				require.NoError(t, err)
				assert.Equal(t, c.open, got)
			}
			assert.Equal(t, c.told, told)
		})
	}
}

// Open leaves what is wrong with a lookup to be told.
func TestOpenOfNothing(t *testing.T) {
	for _, l := range []engine.Lookup{lookup.Func("email.domain", nil), lookup.Domain("email.domain", nil)} {
		want := larsverp.Register.With(l).Err()
		require.Error(t, want)
		assert.Equal(t, want, larsverp.Register.With(lookup.Open(l, nil)).Err())
	}
}
