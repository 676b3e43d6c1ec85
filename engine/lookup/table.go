package lookup

import (
	"cmp"
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
// and as text, such as 12 or true.
//
// PostgreSQL and SQLite make of the text a value of the column's type. Where it is none, PostgreSQL cannot tell, and in
// SQLite it equals nothing; there, a column that is a BLOB, of no type or an expression of a view makes none of any text,
// and finds no number. In MySQL the text has to be what the value prints as, 12.50 for a DECIMAL(4,2) and never 12.5: a
// FLOAT or BIT may not be found. A boolean of SQLite or MySQL is 0 or 1, and never equals true or false.
type Condition struct {
	Column string
	Member string // "" for the one that the lookup's name is about
	Case   Case
}

// A Case says what about upper and lower case.
type Case uint8

const (
	// Exact compares by the collation of the column. Those that are MySQL's default ignore case and accents; MariaDB's
	// takes each emoji for any other.
	Exact Case = iota

	// Folded compares LOWER of the column with LOWER of the member's canonical form ([engine.Values.Canonical]), in which the
	// column has to be: of an e-mail address, whose domain may be written in several ways, that of [rules.Email]. LOWER is
	// the database's: SQLite's folds ASCII only, PostgreSQL's what the collation says. That of the column has to be that
	// of the database, which folds the value. It is for text, wants an index on LOWER of the column, and an address's local
	// part is folded with the rest.
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
	statement, err := t.statement(where)
	if err != nil {
		l.Err = err
		return l
	}
	var (
		parameters []string // the member of each
		folded     []bool
	)
	for _, c := range where {
		member := cmp.Or(c.Member, subject(name))
		l.Members = append(l.Members, member)
		parameters, folded = append(parameters, member), append(folded, c.Case == Folded)
		if t.Dialect.twice(c) {
			parameters, folded = append(parameters, member), append(folded, false)
		}
	}
	l.Ask = func(ctx context.Context, in Values) (Outcome, error) {
		args := make([]any, len(parameters))
		for i, m := range parameters {
			if !in.Has(m) {
				return none, nil
			}
			text := in.Text(m)
			if folded[i] {
				text = in.Canonical(m)
			}
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

// statement writes the statement that finds a row, with the parameters in the order of the conditions, and settles the
// dialect.
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

// twice reports whether a condition has its parameter twice. MySQL makes a number of a text that it compares with one,
// 12 of 12abc and 0 of abc, so that the text of the column has to be equal as well. The column alone is for its index.
func (d Dialect) twice(c Condition) bool { return d == MySQL && c.Case == Exact }

// equal writes a condition with the n-th parameter.
func (d Dialect) equal(c Condition, n int) (string, error) {
	column, err := d.quote(c.Column)
	if err != nil {
		return "", err
	}
	switch {
	case d.twice(c):
		return column + " = ? AND CONCAT(" + column + ", '') = ?", nil
	case c.Case == Exact:
		return column + " = " + d.parameter(n), nil
	case c.Case == Folded:
		return "LOWER(" + column + ") = LOWER(" + d.parameter(n) + ")", nil
	}
	return "", fmt.Errorf("there is no case rule %d", c.Case)
}
