package databases

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/schemas/pankek"
)

// members are those of a payload of pankek, whose nickname the lookup is about.
type members map[string]any

// ask returns what a lookup says of a payload that need not be valid otherwise.
func ask(t testing.TB, ctx context.Context, l engine.Lookup, in members) (outcome lookup.Outcome, err error) {
	t.Helper()
	require.NoError(t, l.Err)
	body, err := json.Marshal(in)
	require.NoError(t, err)
	own := l.Ask
	l.Ask = func(ctx context.Context, in lookup.Values) (lookup.Outcome, error) {
		outcome, err = own(ctx, in)
		return outcome, err
	}
	if _, told := pankek.Register.With(l).Check(ctx, body); told != nil {
		assert.Equal(t, lookup.Unknown, outcome)
		return lookup.Unknown, told
	}
	require.NotEqual(t, lookup.Unknown, outcome, "not asked: %.80s", body)
	return outcome, err
}

// found reports whether a table has a row for a payload: Unique and Exists agree.
func found(t testing.TB, ctx context.Context, table lookup.Table, in members, where ...lookup.Condition) (bool, error) {
	t.Helper()
	unique, err := ask(t, ctx, table.Unique("nickname.taken", where...), in)
	exists, other := ask(t, ctx, table.Exists("nickname.taken", where...), in)
	if err != nil {
		require.Error(t, other)
		var own *lookup.Error
		require.ErrorAs(t, err, &own)
		return false, err
	}
	require.NoError(t, other)
	require.NotEqual(t, unique, exists)
	return exists == lookup.Yes, nil
}

// has reports whether a column has a text.
func (db database) has(t testing.TB, column, text string, c lookup.Case) (bool, error) {
	t.Helper()
	return found(t, context.Background(), lookup.Table{DB: db.DB, Name: "users"}, members{"nickname": text}, lookup.Condition{Column: column, Case: c})
}
