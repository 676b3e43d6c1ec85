package lookup

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Dialect is how a database wants identifiers quoted and parameters written.
type Dialect uint8

// The dialects. The zero Dialect stands for that of the driver, which is recognised by its type: those of
// github.com/jackc/pgx/v5/stdlib, github.com/lib/pq, modernc.org/sqlite, github.com/mattn/go-sqlite3,
// github.com/ncruces/go-sqlite3/driver and github.com/go-sql-driver/mysql are. A driver that wraps another is not.
const (
	PostgreSQL Dialect = iota + 1 // "users", $1
	SQLite                        // `users`, ?
	MySQL                         // `users`, ?, MariaDB's too
)

// recognise returns the dialect of the type of a driver; 0 if it is not known.
func recognise(driver string) Dialect {
	switch driver {
	case "*stdlib.Driver", "*pq.Driver":
		return PostgreSQL
	case "*sqlite.Driver", "*sqlite3.SQLiteDriver", "*driver.SQLite":
		return SQLite
	case "*mysql.MySQLDriver":
		return MySQL
	}
	return 0
}

// quote writes an identifier. SQLite is given backticks, for it takes an unknown column in double quotes for a string,
// and a misspelled one would find nothing instead of failing.
func (d Dialect) quote(identifier string) (string, error) {
	if identifier == "" || !utf8.ValidString(identifier) || strings.IndexByte(identifier, 0) >= 0 {
		return "", fmt.Errorf("the identifier %q is empty, not UTF-8 or has a NUL", identifier)
	}
	mark := "`"
	if d == PostgreSQL {
		mark = `"`
	}
	return mark + strings.ReplaceAll(identifier, mark, mark+mark) + mark, nil
}

// parameter writes the n-th parameter, from 1.
func (d Dialect) parameter(n int) string {
	if d == PostgreSQL {
		return "$" + strconv.Itoa(n)
	}
	return "?"
}
