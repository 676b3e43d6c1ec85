package databases

import (
	"context"
	"crypto/rand"
	"database/sql"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/lib/pq"
	_ "github.com/mattn/go-sqlite3" // the driver "sqlite3"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/passant-go/passant/engine/lookup"
)

// A database is an empty schema.
type database struct {
	*sql.DB
	dialect lookup.Dialect
}

// databases opens an empty schema by each driver, and by each of a driver's ways to send parameters.
var databases = map[string]func(testing.TB) database{
	"sqlite":                  func(t testing.TB) database { return openSQLite(t, "sqlite", "_pragma=busy_timeout(2000)") },
	"sqlite3":                 func(t testing.TB) database { return openSQLite(t, "sqlite3", "_busy_timeout=2000") },
	"pgx":                     func(t testing.TB) database { return openPgx(t, pgx.QueryExecModeCacheStatement) },
	"pgx, described":          func(t testing.TB) database { return openPgx(t, pgx.QueryExecModeDescribeExec) },
	"pgx, exec":               func(t testing.TB) database { return openPgx(t, pgx.QueryExecModeExec) },
	"pgx, simple protocol":    func(t testing.TB) database { return openPgx(t, pgx.QueryExecModeSimpleProtocol) },
	"pq":                      openPq,
	"mysql, prepared":         func(t testing.TB) database { return openMySQL(t, false) },
	"mysql, in the statement": func(t testing.TB) database { return openMySQL(t, true) },
}

// each runs a test on every database; no connection is left in use.
func each(t *testing.T, test func(t *testing.T, db database)) {
	for name, open := range databases {
		t.Run(name, func(t *testing.T) {
			db := open(t)
			test(t, db)
			assert.Eventually(t, func() bool { return db.Stats().InUse == 0 }, 10*time.Second, time.Millisecond)
		})
	}
}

func openSQLite(t testing.TB, driver, options string) database {
	file := url.URL{Scheme: "file", Path: filepath.Join(t.TempDir(), "db"), RawQuery: options}
	db, err := sql.Open(driver, file.String())
	require.NoError(t, err)
	t.Cleanup(func() { db.Close() })
	if err := db.Ping(); err != nil && strings.Contains(err.Error(), "requires cgo") {
		t.Skip(err)
	}
	return database{db, lookup.SQLite}
}

func openPgx(t testing.TB, mode pgx.QueryExecMode) database {
	config, err := pgx.ParseConfig(source(t, "PASSANT_POSTGRES"))
	require.NoError(t, err)
	schema := unused()
	config.DefaultQueryExecMode = mode
	config.RuntimeParams["search_path"] = schema
	open := func() *sql.DB { return stdlib.OpenDB(*config) }
	own(t, open, "SCHEMA "+schema, " CASCADE")
	return opened(t, open, lookup.PostgreSQL)
}

func openPq(t testing.TB) database {
	config, err := pq.NewConfig(source(t, "PASSANT_POSTGRES"))
	require.NoError(t, err)
	schema := unused()
	config.SSLMode = pq.SSLModePrefer // as pgx
	config.Runtime = map[string]string{"search_path": schema}
	connector, err := pq.NewConnectorConfig(config)
	require.NoError(t, err)
	open := func() *sql.DB { return sql.OpenDB(connector) }
	own(t, open, "SCHEMA "+schema, " CASCADE")
	return opened(t, open, lookup.PostgreSQL)
}

func openMySQL(t testing.TB, interpolate bool) database {
	config, err := mysql.ParseDSN(source(t, "PASSANT_MYSQL"))
	require.NoError(t, err)
	config.InterpolateParams = interpolate
	open := func() *sql.DB {
		connector, err := mysql.NewConnector(config)
		require.NoError(t, err)
		return sql.OpenDB(connector)
	}
	schema := unused()
	own(t, open, "DATABASE "+schema, "")
	config.DBName = schema
	db := opened(t, open, lookup.MySQL)
	db.run(t, "ALTER DATABASE "+schema+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	return db
}

// own creates what is dropped when the test ends.
func own(t testing.TB, open func() *sql.DB, what, cascade string) {
	db := opened(t, open, 0)
	db.run(t, "CREATE "+what)
	t.Cleanup(func() { db.run(t, "DROP "+what+cascade) })
}

func opened(t testing.TB, open func() *sql.DB, d lookup.Dialect) database {
	db := open()
	t.Cleanup(func() { db.Close() })
	return database{db, d}
}

func source(t testing.TB, variable string) string {
	value := os.Getenv(variable)
	if value == "" {
		t.Skip("without " + variable)
	}
	return value
}

// unused is a name that nothing has.
func unused() string { return "passant_" + strings.ToLower(rand.Text()) }

func (db database) run(t testing.TB, statement string, args ...any) {
	t.Helper()
	_, err := db.ExecContext(context.Background(), statement, args...)
	require.NoError(t, err)
}

// quote writes an identifier, by the dialect's own rule.
func (db database) quote(identifier string) string {
	mark := "`"
	if db.dialect == lookup.PostgreSQL {
		mark = `"`
	}
	return mark + strings.ReplaceAll(identifier, mark, mark+mark) + mark
}

// table makes a table of one column that has the values; its name and that of the column are as they would be written.
func (db database) table(t testing.TB, name, column, kind string, values ...any) {
	t.Helper()
	db.run(t, "CREATE TABLE "+name+" ("+column+" "+kind+")")
	for _, v := range values {
		db.run(t, "INSERT INTO "+name+" VALUES ("+db.parameter(1)+")", v)
	}
}

func (db database) parameter(n int) string {
	if db.dialect == lookup.PostgreSQL {
		return "$" + strconv.Itoa(n)
	}
	return "?"
}
