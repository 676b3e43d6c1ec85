package lookup_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/lookup/internal/sqlite"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
	"github.com/passant-go/passant/schemas/pantel"
)

// open opens a database that is closed when the test ends.
func open(t testing.TB, d driver.Connector) *sql.DB {
	db := sql.OpenDB(d)
	t.Cleanup(func() { db.Close() })
	return db
}

func TestStatements(t *testing.T) {
	email := lookup.Condition{Column: "email"}
	for _, c := range []struct {
		table lookup.Table
		where []lookup.Condition
		want  string
		args  []string
	}{
		{lookup.Table{Name: "users", Dialect: lookup.PostgreSQL}, []lookup.Condition{email}, `SELECT 1 FROM "users" WHERE "email" = $1 LIMIT 1`, []string{"Harrie@example.nl"}},
		{lookup.Table{Name: "users", Dialect: lookup.SQLite}, []lookup.Condition{email}, "SELECT 1 FROM `users` WHERE `email` = ? LIMIT 1", []string{"Harrie@example.nl"}},
		{lookup.Table{Name: "users", Dialect: lookup.MySQL}, []lookup.Condition{email}, "SELECT 1 FROM `users` WHERE `email` = ? AND CONCAT(`email`, '') = ? LIMIT 1", []string{"Harrie@example.nl", "Harrie@example.nl"}},
		{lookup.Table{Name: "users", Dialect: lookup.PostgreSQL}, []lookup.Condition{{Column: "email", Case: lookup.Folded}}, `SELECT 1 FROM "users" WHERE LOWER("email") = LOWER($1) LIMIT 1`, []string{"Harrie@example.nl"}},
		{lookup.Table{Schema: `a"b`, Name: `c."d`, Dialect: lookup.PostgreSQL}, []lookup.Condition{email}, `SELECT 1 FROM "a""b"."c.""d" WHERE "email" = $1 LIMIT 1`, []string{"Harrie@example.nl"}},
		{lookup.Table{Schema: "a`b", Name: `c."d`, Dialect: lookup.MySQL}, []lookup.Condition{email}, "SELECT 1 FROM `a``b`.`c.\"d` WHERE `email` = ? AND CONCAT(`email`, '') = ? LIMIT 1", []string{"Harrie@example.nl", "Harrie@example.nl"}},
		{
			lookup.Table{Name: "users", Dialect: lookup.MySQL},
			[]lookup.Condition{{Column: "mail", Case: lookup.Folded}, {Column: "code", Member: "postal_code"}, {Column: "name", Member: "first_name", Case: lookup.Folded}},
			"SELECT 1 FROM `users` WHERE LOWER(`mail`) = LOWER(?) AND `code` = ? AND CONCAT(`code`, '') = ? AND LOWER(`name`) = LOWER(?) LIMIT 1",
			[]string{"Harrie@example.nl", "5673 AB", "5673 AB", "Harrie"},
		},
		{
			lookup.Table{Name: "users", Dialect: lookup.PostgreSQL},
			[]lookup.Condition{{Column: "mail", Case: lookup.Folded}, {Column: "code", Member: "postal_code"}, {Column: "name", Member: "first_name"}},
			`SELECT 1 FROM "users" WHERE LOWER("mail") = LOWER($1) AND "code" = $2 AND "name" = $3 LIMIT 1`,
			[]string{"Harrie@example.nl", "5673 AB", "Harrie"},
		},
	} {
		d := new(sqlite.Driver)
		c.table.DB = open(t, d)
		for _, l := range []engine.Lookup{c.table.Unique("email.unique", c.where...), c.table.Exists("email.unique", c.where...)} {
			_, err := outcome(t, context.Background(), l, "Harrie@example.nl")
			require.NoError(t, err)
		}
		statements, args := d.Statements()
		assert.Equal(t, []string{c.want, c.want}, statements)
		assert.Equal(t, [][]string{c.args, c.args}, args)
	}
}

func TestUniqueAndExists(t *testing.T) {
	d := &sqlite.Driver{Find: func(_ context.Context, args []string) (bool, error) { return args[0] == "taken@example.nl", nil }}
	db := open(t, d)
	for email, want := range map[string]struct{ unique, exists lookup.Outcome }{
		"taken@example.nl":           {lookup.No, lookup.Yes},
		"free@example.nl":            {lookup.Yes, lookup.No},
		`"' OR 1=1 --"@example.nl`:   {lookup.Yes, lookup.No},
		`"\" OR \"\"=\""@example.nl`: {lookup.Yes, lookup.No},
	} {
		got, err := outcome(t, context.Background(), lookup.Unique("email.unique", db, "users", "email"), email)
		require.NoError(t, err)
		assert.Equal(t, want.unique, got, email)
		got, err = outcome(t, context.Background(), lookup.Exists("email.unique", db, "users", "email"), email)
		require.NoError(t, err)
		assert.Equal(t, want.exists, got, email)
	}
	statements, _ := d.Statements()
	for _, s := range statements {
		assert.Equal(t, "SELECT 1 FROM `users` WHERE `email` = ? LIMIT 1", s)
	}
}

func TestAbsentMemberEqualsNothing(t *testing.T) {
	d := &sqlite.Driver{Find: func(context.Context, []string) (bool, error) { return true, nil }}
	table := lookup.Table{DB: open(t, d), Name: "users", Dialect: lookup.SQLite}
	where := []lookup.Condition{{Column: "email"}, {Column: "insertion", Member: "insertion"}}
	got, err := outcome(t, context.Background(), table.Unique("email.unique", where...), "x@example.nl")
	require.NoError(t, err)
	assert.Equal(t, lookup.Yes, got)
	got, err = outcome(t, context.Background(), table.Exists("email.unique", where...), "x@example.nl")
	require.NoError(t, err)
	assert.Equal(t, lookup.No, got)
	statements, _ := d.Statements()
	assert.Empty(t, statements)
}

// PostgreSQL refuses a text that has a NUL, and so cannot have one.
func TestNULEqualsNothingInPostgreSQL(t *testing.T) {
	d := &sqlite.Driver{Find: func(context.Context, []string) (bool, error) { return true, nil }}
	for dialect, want := range map[lookup.Dialect]lookup.Outcome{lookup.PostgreSQL: lookup.Yes, lookup.SQLite: lookup.No, lookup.MySQL: lookup.No} {
		table := lookup.Table{DB: open(t, d), Name: "users", Dialect: dialect}
		s := pankek.Register.With(table.Unique("nickname.taken", lookup.Condition{Column: "nickname"}))
		report, err := s.Check(context.Background(), []byte(`{"nickname":"a\u0000b"}`))
		require.NoError(t, err)
		taken := slices.ContainsFunc(report.Violations(), func(v engine.Violation) bool { return v.Rule == "lookup" })
		assert.Equal(t, want == lookup.No, taken, dialect)
	}
}

// The lookups of the contracts that a table can answer.
func TestLookupsOfContracts(t *testing.T) {
	for _, c := range []struct {
		endpoint *engine.Endpoint
		lookup   func(lookup.Table) engine.Lookup
	}{
		{larsverp.Register, func(t lookup.Table) engine.Lookup {
			return t.Unique("email.unique", lookup.Condition{Column: "email", Case: lookup.Folded})
		}},
		{larsverp.Validation, func(t lookup.Table) engine.Lookup {
			return t.Exists("token", lookup.Condition{Column: "token"}, lookup.Condition{Column: "email", Member: "email"})
		}},
		{pankek.Register, func(t lookup.Table) engine.Lookup {
			return t.Unique("nickname.taken", lookup.Condition{Column: "nickname"})
		}},
		{pantel.Register, func(t lookup.Table) engine.Lookup {
			return t.Unique("user_name_is_taken", lookup.Condition{Column: "user_name", Member: "user_name"})
		}},
		{pantel.Register, func(t lookup.Table) engine.Lookup {
			return t.Exists("wrong_phone_code", lookup.Condition{Column: "code", Member: "phone_code"}, lookup.Condition{Column: "hash", Member: "phone_code_hash"})
		}},
	} {
		table := lookup.Table{DB: open(t, new(sqlite.Driver)), Name: "users", Dialect: lookup.PostgreSQL}
		assert.NoError(t, c.endpoint.With(c.lookup(table)).Err())
	}
}

func TestDatabaseThatCannotTell(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, c := range []struct {
		name string
		err  error
		want string
	}{
		{"a refused connection", &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}, "dial tcp: connection refused"},
		{"a state", state("x@example.nl"), "SQLSTATE 22P02"},
		{"a code", code("x@example.nl"), "lookup_test.code, code 5"},
		{"a driver's own error", errors.New("no place for x@example.nl"), "*errors.errorString"},
		{"a wrapped one", fmt.Errorf("x@example.nl: %w", context.DeadlineExceeded), "context deadline exceeded"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := &sqlite.Driver{Find: func(context.Context, []string) (bool, error) { return true, c.err }}
			table := lookup.Table{DB: open(t, d), Name: "users", Dialect: lookup.SQLite}
			_, err := outcome(t, context.Background(), table.Unique("email.unique", lookup.Condition{Column: "email"}), "x@example.nl")
			assert.EqualError(t, err, "passant: larsverp/register: lookup email.unique could not tell: table users: "+c.want)
			assert.ErrorIs(t, err, c.err)
			assertHides(t, err, "x@example.nl")
			assert.Zero(t, table.DB.Stats().InUse)
		})
	}
	assertGone(t, before)
}

// state is the error of a PostgreSQL driver.
type state string

func (s state) Error() string  { return "invalid: " + string(s) }
func (state) SQLState() string { return "22P02" }

// code is the error of a SQLite driver.
type code string

func (c code) Error() string { return "busy: " + string(c) }
func (code) Code() int       { return 5 }

func TestDatabaseThatHangs(t *testing.T) {
	before := runtime.NumGoroutine()
	for name, find := range map[string]func(context.Context, []string) (bool, error){
		"and fails":       func(ctx context.Context, _ []string) (bool, error) { <-ctx.Done(); return false, ctx.Err() },
		"and finds none":  func(ctx context.Context, _ []string) (bool, error) { <-ctx.Done(); return false, nil },
		"and drops lines": func(ctx context.Context, _ []string) (bool, error) { <-ctx.Done(); return false, sql.ErrNoRows },
	} {
		t.Run(name, func(t *testing.T) {
			d := &sqlite.Driver{Find: find}
			table := lookup.Table{DB: open(t, d), Name: "users", Dialect: lookup.SQLite}
			for _, l := range []engine.Lookup{
				table.Unique("email.unique", lookup.Condition{Column: "email"}),
				table.Exists("email.unique", lookup.Condition{Column: "email"}),
			} {
				ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
				got, err := outcome(t, ctx, l, "x@example.nl")
				cancel()
				assert.Equal(t, lookup.Unknown, got)
				assert.ErrorIs(t, err, context.DeadlineExceeded)
			}
			assert.Eventually(t, func() bool { return table.DB.Stats().InUse == 0 }, 10*time.Second, time.Millisecond)
		})
	}
	assertGone(t, before)
}

func TestTableIsAskedAtOnce(t *testing.T) {
	const clients = 20
	var all sync.WaitGroup
	all.Add(clients)
	d := &sqlite.Driver{Find: func(context.Context, []string) (bool, error) {
		all.Done()
		all.Wait() // until every client asks
		return false, nil
	}}
	l := lookup.Table{DB: open(t, d), Name: "users", Dialect: lookup.SQLite}.Unique("email.unique", lookup.Condition{Column: "email"})
	var done sync.WaitGroup
	for range clients {
		done.Go(func() {
			got, err := outcome(t, context.Background(), l, "x@example.nl")
			assert.NoError(t, err)
			assert.Equal(t, lookup.Yes, got)
		})
	}
	done.Wait()
}

// wrapped is a driver of a type that is not known.
type wrapped struct{ driver.Connector }

func (w wrapped) Driver() driver.Driver          { return w }
func (wrapped) Open(string) (driver.Conn, error) { return nil, errors.ErrUnsupported }

func TestWrongTables(t *testing.T) {
	db := open(t, wrapped{new(sqlite.Driver)})
	email := lookup.Condition{Column: "email"}
	for _, c := range []struct {
		table lookup.Table
		where []lookup.Condition
		want  string
	}{
		{lookup.Table{Name: "users"}, []lookup.Condition{email}, "has no DB"},
		{lookup.Table{DB: db, Name: "users"}, []lookup.Condition{email}, "the dialect of the driver lookup_test.wrapped is not known; set Dialect"},
		{lookup.Table{DB: db, Name: "users", Dialect: 9}, []lookup.Condition{email}, "there is no dialect 9"},
		{lookup.Table{DB: db, Name: "users", Dialect: lookup.MySQL}, nil, "has no condition"},
		{lookup.Table{DB: db, Dialect: lookup.MySQL}, []lookup.Condition{email}, `the identifier "" is empty, not UTF-8 or has a NUL`},
		{lookup.Table{DB: db, Schema: "\xff", Name: "users", Dialect: lookup.MySQL}, []lookup.Condition{email}, `the identifier "\xff" is empty, not UTF-8 or has a NUL`},
		{lookup.Table{DB: db, Name: "users", Dialect: lookup.MySQL}, []lookup.Condition{{Column: "a\x00"}}, `the identifier "a\x00" is empty, not UTF-8 or has a NUL`},
		{lookup.Table{DB: db, Name: "users", Dialect: lookup.MySQL}, []lookup.Condition{{Column: "email", Case: 9}}, "there is no case rule 9"},
		{lookup.Table{DB: db, Name: "users", Dialect: lookup.MySQL}, []lookup.Condition{{Column: "email", Member: "mail"}}, `the contract has no "mail", did you mean "email"?`},
	} {
		assert.EqualError(t, larsverp.Register.With(c.table.Unique("email.unique", c.where...)).Err(), "passant: larsverp/register: option email.unique: "+c.want)
	}
	for _, l := range []engine.Lookup{lookup.Unique("email.unique", db, "users", "email"), lookup.Exists("email.unique", db, "users", "email")} {
		assert.ErrorContains(t, larsverp.Register.With(l).Err(), "set Dialect")
	}
}

func TestRecognise(t *testing.T) {
	for name, want := range map[string]lookup.Dialect{
		"*stdlib.Driver":        lookup.PostgreSQL,
		"*pq.Driver":            lookup.PostgreSQL,
		"*sqlite.Driver":        lookup.SQLite,
		"*sqlite3.SQLiteDriver": lookup.SQLite,
		"*driver.SQLite":        lookup.SQLite,
		"*mysql.MySQLDriver":    lookup.MySQL,
		"*otelsql.otDriver":     0,
	} {
		assert.Equal(t, want, lookup.Recognise(name), name)
	}
}

// What is quoted is read back as it was, and nothing of it stands outside of its quotes.
func FuzzIdentifiers(f *testing.F) {
	for _, name := range []string{"users", `a"b`, "a`b", `"`, "``", `" OR 1=1 --`, "a.b", "é", "", "\x00", "\xff", "?", "$1"} {
		f.Add(name, name)
	}
	f.Fuzz(func(t *testing.T, table, column string) {
		for dialect, parameter := range map[lookup.Dialect]string{lookup.PostgreSQL: "$1", lookup.SQLite: "?", lookup.MySQL: "? AND CONCAT(_, '') = ?"} {
			d := new(sqlite.Driver)
			l := lookup.Table{DB: open(t, d), Schema: table, Name: table, Dialect: dialect}.Unique("email.unique", lookup.Condition{Column: column})
			e := larsverp.Register.With(l)
			if e.Err() != nil {
				assert.Nil(t, l.Ask)
				continue
			}
			_, err := e.Check(context.Background(), signup("x@example.nl"))
			require.NoError(t, err)
			statements, _ := d.Statements()
			rest, identifiers := unquote(statements[0], dialect)
			assert.Equal(t, "SELECT 1 FROM _._ WHERE _ = "+parameter+" LIMIT 1", rest)
			assert.Equal(t, []string{table, table}, identifiers[:2])
			assert.Equal(t, slices.Repeat([]string{column}, len(identifiers)-2), identifiers[2:])
		}
	})
}

// unquote takes the quoted identifiers out of a statement and leaves _ for each.
func unquote(statement string, d lookup.Dialect) (rest string, identifiers []string) {
	mark := byte('`')
	if d == lookup.PostgreSQL {
		mark = '"'
	}
	var b strings.Builder
	for i := 0; i < len(statement); i++ {
		if statement[i] != mark {
			b.WriteByte(statement[i])
			continue
		}
		var name []byte
		for i++; i < len(statement); i++ {
			if statement[i] == mark {
				if i+1 == len(statement) || statement[i+1] != mark {
					break
				}
				i++
			}
			name = append(name, statement[i])
		}
		b.WriteByte('_')
		identifiers = append(identifiers, string(name))
	}
	return b.String(), identifiers
}

// Folded compares mailboxes, Exact texts: the database is given an address with its domain in the one form that DNS has.
func TestFoldedComparesCanonicalForms(t *testing.T) {
	for rule, want := range map[lookup.Case]string{lookup.Exact: "Harrie@BÜCHER.example", lookup.Folded: "Harrie@xn--bcher-kva.example"} {
		for _, dialect := range []lookup.Dialect{lookup.PostgreSQL, lookup.SQLite, lookup.MySQL} {
			d := &sqlite.Driver{Find: func(_ context.Context, args []string) (bool, error) { return args[0] == want, nil }}
			table := lookup.Table{DB: open(t, d), Name: "users", Dialect: dialect}
			got, err := outcome(t, t.Context(), table.Unique("email.unique", lookup.Condition{Column: "email", Case: rule}), "Harrie@BÜCHER.example")
			require.NoError(t, err)
			assert.Equal(t, lookup.No, got, dialect)
		}
	}
}
