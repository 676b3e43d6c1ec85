package lookup

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net"
)

// An Error is why DNS or a database could not tell. Its text is made of what can hold no value of a payload: that of a
// DNS failure without the name, that of a network or connection failure, an SQLSTATE or a code, else the type of the error.
// Unwrap gives the whole, in which a driver may repeat values.
type Error struct {
	Source string // "DNS", "table users"
	Err    error
}

func (e *Error) Error() string { return e.Source + ": " + harmless(e.Err) }

func (e *Error) Unwrap() error { return e.Err }

func harmless(err error) string {
	var dns *net.DNSError
	if errors.As(err, &dns) {
		return dns.Err
	}
	for _, known := range []error{context.Canceled, context.DeadlineExceeded, sql.ErrConnDone, driver.ErrBadConn} {
		if errors.Is(err, known) {
			return known.Error()
		}
	}
	var network *net.OpError
	if errors.As(err, &network) {
		return network.Error()
	}
	var state interface{ SQLState() string } // of the drivers of PostgreSQL
	if errors.As(err, &state) {
		return "SQLSTATE " + state.SQLState()
	}
	var code interface{ Code() int } // of modernc.org/sqlite
	if errors.As(err, &code) {
		return fmt.Sprintf("%T, code %d", code, code.Code())
	}
	return fmt.Sprintf("%T", err)
}
