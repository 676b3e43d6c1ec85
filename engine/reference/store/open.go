package store

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

//go:embed schema.sql
var schema string

// Open opens a database and makes its tables where they are missing. The source is the URL of a PostgreSQL database,
// "postgres://…", or else the path of a file of SQLite, which is made where it is missing. No error shows a password.
func Open(ctx context.Context, source string) (*Store, error) {
	s := &Store{}
	open, statements := s.openSQLite, []string{strings.ReplaceAll(schema, "BIGSERIAL PRIMARY KEY", "INTEGER PRIMARY KEY AUTOINCREMENT")}
	switch {
	case strings.HasPrefix(source, "postgres://"), strings.HasPrefix(source, "postgresql://"):
		open, statements = openPostgres, []string{onlyOne, schema}
	case strings.Contains(source, "://"): // and it may hold a password
		return nil, errors.New("the database is of a kind that is not known: give the path of a file, or a URL that begins with postgres://")
	}
	db, err := open(source)
	if err != nil {
		return nil, err
	}
	s.DB = db
	err = s.In(ctx, func(tx Tx) error {
		for _, statement := range statements {
			if _, err := tx.Change(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		db.Close()
		return nil, fmt.Errorf("the database cannot be opened: %w", errors.Unwrap(err)) // which is not about anybody's values
	}
	return s, nil
}

// PostgreSQL's CREATE IF NOT EXISTS fails where two transactions make the same table.
const onlyOne = "SELECT pg_advisory_xact_lock(hashtext('passant'))"

// A statement waits as long for another that writes.
const busy = 10 * time.Second

func (s *Store) openSQLite(path string) (*sql.DB, error) {
	if path == "" {
		return nil, errors.New("the database has no name: give the path of a file, or a URL that begins with postgres://")
	}
	path, err := filepath.Abs(path) // as a relative one may be a name that means something else to SQLite, such as :memory:
	if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(path, os.O_CREATE, 0o600) // SQLite would let others read it
	if err != nil {
		return nil, err
	}
	s.path = path
	s.file, err = file.Stat()
	file.Close()
	if err != nil {
		return nil, err
	}
	options := url.Values{
		"_pragma": {fmt.Sprintf("busy_timeout(%d)", busy.Milliseconds()), "journal_mode(WAL)", "synchronous(NORMAL)"},
		"_txlock": {"immediate"}, // or two that read before they write would stand in each other's way
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: options.Encode()}).String())
	if err == nil {
		db.SetMaxOpenConns(8)
	}
	return db, err
}

func openPostgres(source string) (*sql.DB, error) {
	config, err := pgx.ParseConfig(source)
	if err != nil {
		return nil, fmt.Errorf("the URL of the database cannot be read: %w", err)
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(16)
	db.SetConnMaxIdleTime(time.Minute)
	return db, nil
}
