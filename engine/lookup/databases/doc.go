// Package databases has the tests that ask tables of real databases, through the drivers that package lookup recognises. It
// is a module of its own, so that whoever imports passant need not have the drivers.
//
// SQLite is always asked, PostgreSQL where PASSANT_POSTGRES has a URL, "postgres://user:password@host:port/database", and
// MySQL or MariaDB where PASSANT_MYSQL has the DSN of go-sql-driver, "user:password@tcp(host:port)/". Each test makes a
// schema of its own and drops it.
package databases
