// Package sqlite is a driver for tests that passes for one of SQLite.
package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"slices"
	"sync"
)

// A Driver notes what it is asked. Arguments are texts.
type Driver struct {
	Find func(ctx context.Context, args []string) (bool, error) // whether there is a row; nil finds none

	mu         sync.Mutex
	statements []string
	args       [][]string
}

// Statements are the statements so far, and the arguments of each.
func (d *Driver) Statements() (statements []string, args [][]string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.statements), slices.Clone(d.args)
}

func (d *Driver) Connect(context.Context) (driver.Conn, error) { return (*connection)(d), nil }
func (d *Driver) Driver() driver.Driver                        { return d }
func (d *Driver) Open(string) (driver.Conn, error)             { return (*connection)(d), nil }

type connection Driver

func (*connection) Prepare(string) (driver.Stmt, error) { return nil, errors.ErrUnsupported }
func (*connection) Begin() (driver.Tx, error)           { return nil, errors.ErrUnsupported }
func (*connection) Close() error                        { return nil }

func (c *connection) QueryContext(ctx context.Context, statement string, values []driver.NamedValue) (driver.Rows, error) {
	args := make([]string, len(values))
	for i, v := range values {
		args[i] = v.Value.(string)
	}
	c.mu.Lock()
	c.statements = append(c.statements, statement)
	c.args = append(c.args, args)
	c.mu.Unlock()
	if c.Find == nil {
		return &rows{}, nil
	}
	found, err := c.Find(ctx, args)
	if err != nil {
		return nil, err
	}
	return &rows{found}, nil
}

// rows are one or none.
type rows struct{ left bool }

func (*rows) Columns() []string { return []string{"1"} }
func (*rows) Close() error      { return nil }

func (r *rows) Next(row []driver.Value) error {
	if !r.left {
		return io.EOF
	}
	r.left = false
	row[0] = int64(1)
	return nil
}
