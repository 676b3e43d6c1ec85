package databases

import (
	"context"
	"database/sql"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/lookup"
)

const secret = "harrie@example.nl"

func TestNoSuchTableOrColumn(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		db.table(t, "users", "name", "VARCHAR(99)", secret)
		for _, c := range []struct {
			table  lookup.Table
			column string
		}{
			{lookup.Table{Name: "people"}, "name"},
			{lookup.Table{Name: "users"}, "email"},
			{lookup.Table{Name: "users"}, secret},
			{lookup.Table{Schema: "elsewhere", Name: "users"}, "name"},
		} {
			c.table.DB = db.DB
			for _, rule := range []lookup.Case{lookup.Exact, lookup.Folded} {
				_, err := found(t, context.Background(), c.table, members{"nickname": secret}, lookup.Condition{Column: c.column, Case: rule})
				require.ErrorContains(t, err, "could not tell: table "+c.table.Name+": ")
				assert.NotContains(t, err.Error(), secret)
			}
		}
		table := lookup.Table{DB: db.DB, Name: "USERS"}
		has, err := found(t, context.Background(), table, members{"nickname": secret}, lookup.Condition{Column: "NAME"})
		folds := db.dialect == lookup.SQLite // names, quoted or not
		assert.Equal(t, folds, has)
		assert.Equal(t, folds, err == nil)
	})
}

func TestEndedContext(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		db.table(t, "users", "name", "VARCHAR(99)", secret)
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		_, err := found(t, ctx, lookup.Table{DB: db.DB, Name: "users"}, members{"nickname": secret}, lookup.Condition{Column: "name"})
		assert.ErrorIs(t, err, context.Canceled)
	})
}

func TestLockedTable(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		db.table(t, "users", "name", "VARCHAR(99)", secret)
		other, err := db.Conn(context.Background())
		require.NoError(t, err)
		run := func(statements ...string) {
			for _, s := range statements {
				_, err := other.ExecContext(context.Background(), s)
				require.NoError(t, err)
			}
		}
		lock, unlock := []string{"BEGIN EXCLUSIVE"}, "ROLLBACK"
		switch db.dialect {
		case lookup.PostgreSQL:
			lock = []string{"BEGIN", "LOCK TABLE users IN ACCESS EXCLUSIVE MODE"}
		case lookup.MySQL:
			lock, unlock = []string{"LOCK TABLES users WRITE"}, "UNLOCK TABLES"
		}
		run(lock...)
		table := lookup.Table{DB: db.DB, Name: "users"}
		for _, text := range []string{secret, "free@example.nl"} {
			ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
			_, err = found(t, ctx, table, members{"nickname": text}, lookup.Condition{Column: "name"})
			cancel()
			require.Error(t, err)
			assert.NotContains(t, err.Error(), text)
		}
		run(unlock)
		require.NoError(t, other.Close())
		has, err := db.has(t, "name", secret, lookup.Exact)
		require.NoError(t, err)
		assert.True(t, has)
	})
}

func TestClosed(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		db.table(t, "users", "name", "VARCHAR(99)", secret)
		at := lookup.Table{DB: db.DB, Name: "users"}.Unique("nickname.taken", lookup.Condition{Column: "name"})
		require.NoError(t, db.Close())
		_, err := ask(t, context.Background(), at, members{"nickname": secret})
		assert.EqualError(t, err, "passant: pankek/register: lookup nickname.taken could not tell: table users: *errors.errorString")
	})
}

func TestManyAtOnce(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		db.SetMaxOpenConns(4)
		db.table(t, "users", "name", "VARCHAR(99)", secret)
		table := lookup.Table{DB: db.DB, Name: "users"}
		var all sync.WaitGroup
		for i := range 200 {
			all.Go(func() {
				text := []string{secret, "free@example.nl"}[i%2]
				outcome, err := ask(t, context.Background(), table.Unique("nickname.taken", lookup.Condition{Column: "name", Case: lookup.Case(i / 2 % 2)}), members{"nickname": text})
				assert.NoError(t, err)
				assert.Equal(t, []lookup.Outcome{lookup.No, lookup.Yes}[i%2], outcome)
			})
		}
		all.Wait()
		stats := db.Stats()
		assert.Zero(t, stats.InUse)
		assert.LessOrEqual(t, stats.OpenConnections, 4)
	})
}

// A driver is recognised without a connection.
func TestDrivers(t *testing.T) {
	for name, source := range map[string]string{"sqlite": "", "sqlite3": "", "pgx": "", "postgres": "", "mysql": "/"} {
		db, err := sql.Open(name, source)
		require.NoError(t, err)
		assert.NoError(t, lookup.Unique("nickname.taken", db, "users", "name").Err, name)
		require.NoError(t, db.Close())
	}
}
