package lookup

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/passant-go/passant/engine"
)

// Unique makes a lookup that says No where table has a row whose column equals the member that name is about: email of
// "email.unique". [Table.Unique] says more, and takes more.
func Unique(name string, db *sql.DB, table, column string) engine.Lookup {
	return Table{DB: db, Name: table}.Unique(name, Condition{Column: column})
}

// Exists makes a lookup that says No where table has no row whose column equals the member that name is about.
// [Table.Exists] says more, and takes more.
func Exists(name string, db *sql.DB, table, column string) engine.Lookup {
	return Table{DB: db, Name: table}.Exists(name, Condition{Column: column})
}

// A Table is a table, or view, whose rows lookups look for. Its identifiers, and those of conditions, are quoted: they
// are meant as the database has them stored, case included.
type Table struct {
	DB      *sql.DB
	Schema  string // "" for that of the connection
	Name    string
	Dialect Dialect // 0 for that of the driver
}

// A Condition is that a column of a row equals a member of the payload. Values reach the database as parameters only
// and as text, which the database turns into the type of the column.
type Condition struct {
	Column string
	Member string // "" for the one that the lookup's name is about
	Case   Case
}

// A Case says what about upper and lower case.
type Case uint8

const (
	// Exact compares by the collation of the column. Those that are MySQL's default ignore case and accents.
	Exact Case = iota

	// Folded compares LOWER of both sides, made by the database: SQLite's folds ASCII only, PostgreSQL's what the
	// collation says. It is for text, wants an index on LOWER of the column, and an address's local part is folded with
	// the rest.
	Folded
)

// Unique makes a lookup that says No where a row meets all conditions, else Yes. An absent member, or one that is null,
// a list or an object, equals nothing: no row meets its condition, and none is looked for.
//
// The error is an *Error. What is unique now may not be so when it is stored: only a constraint of the database decides.
// Where that refuses a row that was found unique, check the same request again, as with httpcheck.Checker.Check: asked of
// the same database, the lookup says No then, and the report has the documented answer.
func (t Table) Unique(name string, where ...Condition) engine.Lookup {
	return t.lookup(name, where, No, Yes)
}

// Exists makes a lookup that says Yes where a row meets all conditions, else No. An absent member, or one that is null,
// a list or an object, equals nothing: no row meets its condition, and none is looked for. The error is an *Error.
func (t Table) Exists(name string, where ...Condition) engine.Lookup {
	return t.lookup(name, where, Yes, No)
}

func (t Table) lookup(name string, where []Condition, found, none Outcome) engine.Lookup {
	l := engine.Lookup{Name: name}
	for _, c := range where {
		l.Members = append(l.Members, orDefault(c.Member, subject(name)))
	}
	statement, err := t.statement(where)
	if err != nil {
		l.Err = err
		return l
	}
	l.Ask = func(ctx context.Context, in Values) (Outcome, error) {
		args := make([]any, len(l.Members))
		for i, m := range l.Members {
			if !in.Has(m) {
				return none, nil
			}
			text := in.Text(m)
			if t.Dialect == PostgreSQL && strings.Contains(text, "\x00") {
				return none, nil // its texts have no NUL: asked, it would fail
			}
			args[i] = text
		}
		var one int
		err := t.DB.QueryRowContext(ctx, statement, args...).Scan(&one)
		if errors.Is(err, sql.ErrNoRows) {
			err = ctx.Err() // a driver may end the rows early when the context ends
			if err == nil {
				return none, nil
			}
		}
		if err != nil {
			return Unknown, &Error{"table " + t.Name, err}
		}
		return found, nil
	}
	return l
}

// statement writes the statement that finds a row, with one parameter for each condition, and settles the dialect.
func (t *Table) statement(where []Condition) (string, error) {
	if t.DB == nil {
		return "", errors.New("has no DB")
	}
	driver := fmt.Sprintf("%T", t.DB.Driver())
	if t.Dialect == 0 {
		t.Dialect = recognise(driver)
	}
	switch {
	case t.Dialect == 0:
		return "", fmt.Errorf("the dialect of the driver %s is not known; set Dialect", driver)
	case t.Dialect > MySQL:
		return "", fmt.Errorf("there is no dialect %d", t.Dialect)
	case len(where) == 0:
		return "", errors.New("has no condition")
	}
	table, err := t.Dialect.quote(t.Name)
	if err != nil {
		return "", err
	}
	if t.Schema != "" {
		schema, err := t.Dialect.quote(t.Schema)
		if err != nil {
			return "", err
		}
		table = schema + "." + table
	}
	equal := make([]string, len(where))
	for i, c := range where {
		if equal[i], err = t.Dialect.equal(c, i+1); err != nil {
			return "", err
		}
	}
	return "SELECT 1 FROM " + table + " WHERE " + strings.Join(equal, " AND ") + " LIMIT 1", nil
}

// equal writes a condition with the n-th parameter.
func (d Dialect) equal(c Condition, n int) (string, error) {
	column, err := d.quote(c.Column)
	if err != nil {
		return "", err
	}
	switch c.Case {
	case Exact:
		return column + " = " + d.parameter(n), nil
	case Folded:
		return "LOWER(" + column + ") = LOWER(" + d.parameter(n) + ")", nil
	}
	return "", fmt.Errorf("there is no case rule %d", c.Case)
}
