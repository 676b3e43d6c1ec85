package store_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/reference/store"
)

// A path is that of a file, whatever SQLite makes of such a name, and only its owner can read what is stored.
func TestFile(t *testing.T) {
	t.Chdir(t.TempDir())
	ctx := context.Background()
	for _, path := range []string{":memory:", "file:users?mode=memory", "a%20b#c.db", " "} {
		for range 2 { // of which the second finds the tables
			s, err := store.Open(ctx, path)
			require.NoError(t, err, path)
			has, err := s.Has(ctx, "SELECT 1 FROM sessions")
			assert.NoError(t, err, path)
			assert.False(t, has)
			files, err := filepath.Glob("*")
			require.NoError(t, err)
			assert.Contains(t, files, path)
			for _, file := range files {
				info, err := os.Stat(file)
				require.NoError(t, err)
				assert.Equal(t, os.FileMode(0o600), info.Mode(), file)
			}
			info, err := os.Stat(path)
			require.NoError(t, err)
			assert.NotZero(t, info.Size(), path)
			require.NoError(t, s.Close())
		}
	}
}

// What cannot serve is found when it is opened: a file of something else, and the tables of another schema.
func TestOpenErrors(t *testing.T) {
	text := filepath.Join(t.TempDir(), "text")
	require.NoError(t, os.WriteFile(text, []byte("hello\n"), 0o600))
	other := filepath.Join(t.TempDir(), "other.db")
	db, err := sql.Open("sqlite", other)
	require.NoError(t, err)
	_, err = db.Exec("CREATE TABLE pankek_users (id INTEGER PRIMARY KEY, nickname TEXT)")
	require.NoError(t, err)
	require.NoError(t, db.Close())
	for source, want := range map[string]string{
		"":                                  "the database has no name",
		text:                                "the database cannot be opened: file is not a database",
		other:                               "the database cannot be opened: SQL logic error: no such column: nickname_key",
		"mysql://passant:hunter2@127.0.0.1": "the database is of a kind that is not known: give the path of a file, or a URL that begins with postgres://",
		"Postgres://passant:hunter2@h/x":    "the database is of a kind that is not known: give the path of a file, or a URL that begins with postgres://",
	} {
		_, err := store.Open(context.Background(), source)
		assert.ErrorContains(t, err, want, source)
		assert.NotContains(t, err.Error(), "hunter2")
	}
}
