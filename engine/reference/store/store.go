// Package store keeps users, sessions and codes in a database, SQLite or PostgreSQL, by the same statements.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/passant-go/passant/engine/lookup"
)

// ErrTaken says that a row cannot stand beside one that is there: a value that must be unique is taken.
var ErrTaken = errors.New("store: a value is taken")

// A Store is a database. It is safe for concurrent use. The errors of its methods, ErrTaken aside, are of type
// *lookup.Error: their texts hold no value of a row.
type Store struct {
	DB *sql.DB // for lookups

	path string      // of the file of SQLite, "" for PostgreSQL
	file os.FileInfo // what was there when it was opened
}

// Close waits for statements under way, and ends all connections.
func (s *Store) Close() error { return s.DB.Close() }

// Beat writes to the database and reads what it wrote: a full disk fails it, and a file that is no database any longer, or that
// was removed or replaced, as what is written to such a one is lost.
func (s *Store) Beat(ctx context.Context) error {
	if s.path != "" {
		if file, err := os.Stat(s.path); err != nil || !os.SameFile(file, s.file) {
			return failure(errors.New("the file of the database was removed or replaced"))
		}
	}
	return s.In(ctx, func(tx Tx) error {
		if _, err := tx.Change(ctx, "UPDATE heart SET beats = beats + 1"); err != nil {
			return err
		}
		var beats int64
		return failure(tx.tx.QueryRowContext(ctx, "SELECT beats FROM heart").Scan(&beats))
	})
}

// A Tx is a transaction.
type Tx struct{ tx *sql.Tx }

// In does something in a transaction, which an error rolls back.
func (s *Store) In(ctx context.Context, do func(Tx) error) error {
	tx, err := s.DB.BeginTx(ctx, nil)
	if err != nil {
		return failure(err)
	}
	defer tx.Rollback() // which does nothing after Commit
	if err := do(Tx{tx}); err != nil {
		return err
	}
	return failure(tx.Commit())
}

// A Row is the values of a row by column.
type Row map[string]any

// Insert stores a row of a table that numbers its rows, and returns the number. The error is ErrTaken where another row has
// what must be unique.
func (t Tx) Insert(ctx context.Context, table string, row Row) (id int64, err error) {
	var columns, parameters []string
	var values []any
	for _, column := range slices.Sorted(maps.Keys(row)) { // a database plans each statement once
		values = append(values, row[column])
		columns, parameters = append(columns, column), append(parameters, fmt.Sprintf("$%d", len(values)))
	}
	statement := fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING RETURNING id",
		table, strings.Join(columns, ", "), strings.Join(parameters, ", "))
	err = t.tx.QueryRowContext(ctx, statement, values...).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) && ctx.Err() == nil {
		return 0, ErrTaken
	}
	return id, failure(err)
}

// Change executes a statement, and returns how many rows it changed.
func (t Tx) Change(ctx context.Context, statement string, values ...any) (rows int64, err error) {
	r, err := t.tx.ExecContext(ctx, statement, values...)
	if err != nil {
		return 0, failure(err)
	}
	rows, err = r.RowsAffected()
	return rows, failure(err)
}

// Has reports whether a query has a row.
func (s *Store) Has(ctx context.Context, query string, values ...any) (bool, error) {
	var has bool
	err := s.DB.QueryRowContext(ctx, "SELECT EXISTS ("+query+")", values...).Scan(&has)
	return has, failure(err)
}

func failure(err error) error {
	if err == nil {
		return nil
	}
	return &lookup.Error{Source: "store", Err: err}
}
