package databases

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/lookup"
)

// A verdict is what a column says of a text.
type verdict uint8

const (
	no verdict = iota
	yes
	fails
)

// Values are compared as text with columns that are of another type. What is no value of the type is never equal to one.
func TestTypes(t *testing.T) {
	type says struct{ sqlite, postgres, mysql verdict }
	var (
		all    = says{yes, yes, yes}
		none   = says{no, no, no}
		wrong  = says{no, fails, no}  // PostgreSQL refuses it
		spelt  = says{yes, yes, no}   // another spelling, which MySQL is asked not to take
		exotic = says{yes, fails, no} // another spelling, which only SQLite takes
	)
	for _, c := range []struct {
		kind   string
		stored []any
		texts  map[string]says
	}{
		{"BIGINT", []any{12, 0, 1 << 53, -5}, map[string]says{
			"12": all, "0": all, "-5": all, "9007199254740992": all, "12 ": all,
			"13": none, "5": none, "9007199254740993": none, "9007199254740991": none,
			"abc": wrong, "12abc": wrong, "0x0c": wrong, "true": wrong, "12\u00a0": wrong, "99999999999999999999": wrong, "' OR 1=1": wrong,
			"012": spelt, "+12": spelt, " 12": spelt, "12.0": exotic, "1.2e1": exotic, "-0.0": exotic,
		}},
		{"BOOLEAN", []any{true}, map[string]says{
			"1": all, "0": none, "true": {no, yes, no}, "false": none, "abc": wrong, "1abc": wrong,
		}},
		{"BOOLEAN", []any{false}, map[string]says{
			"0": all, "1": none, "false": {no, yes, no}, "true": none, "abc": wrong, "0abc": wrong,
		}},
		{"DECIMAL(10,2)", []any{"12.50", "0.00"}, map[string]says{
			"12.50": all, "12.51": none, "12.5": spelt, "0": spelt, "12.50x": wrong, "abc": wrong,
		}},
		{"DATE", []any{"2000-10-05"}, map[string]says{
			"2000-10-05": all, "2000-10-06": none, "2000-10-05x": wrong, "abc": wrong, "20001005": {no, yes, no}, "2000-02-30": wrong,
		}},
		{"VARCHAR(99)", []any{"12", "0", "007", "1e1"}, map[string]says{
			"12": all, "0": all, "007": all, "1e1": all, "12abc": none, "abc": none, "7": none, "10": none, "00": none, "+12": none, "12.0": none,
		}},
	} {
		t.Run(c.kind, func(t *testing.T) {
			each(t, func(t *testing.T, db database) {
				db.table(t, "users", "value", c.kind, c.stored...)
				for text, says := range c.texts {
					want := map[lookup.Dialect]verdict{lookup.SQLite: says.sqlite, lookup.PostgreSQL: says.postgres, lookup.MySQL: says.mysql}[db.dialect]
					assert.Equal(t, want, db.verdict(t, text), "%q", text)
				}
			})
		})
	}
}

func (db database) verdict(t testing.TB, text string) verdict {
	has, err := db.has(t, "value", text, lookup.Exact)
	switch {
	case err != nil:
		assert.NotContains(t, err.Error(), text)
		return fails
	case has:
		return yes
	}
	return no
}

func TestUUID(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		kind := map[lookup.Dialect]string{lookup.SQLite: "TEXT", lookup.PostgreSQL: "UUID", lookup.MySQL: "CHAR(36)"}[db.dialect]
		db.table(t, "users", "value", kind, "123e4567-e89b-12d3-a456-426614174000")
		assert.Equal(t, yes, db.verdict(t, "123e4567-e89b-12d3-a456-426614174000"))
		assert.Equal(t, no, db.verdict(t, "123e4567-e89b-12d3-a456-426614174001"))
		upper := db.verdict(t, "123E4567-E89B-12D3-A456-426614174000")
		malformed := db.verdict(t, "123e4567")
		if db.dialect == lookup.PostgreSQL {
			assert.Equal(t, yes, upper)
			assert.Equal(t, fails, malformed)
		} else {
			assert.Equal(t, no, upper)
			assert.Equal(t, no, malformed)
		}
	})
}

// Where a column of SQLite has no type, a number never equals a text.
func TestColumnsWithoutType(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		if db.dialect != lookup.SQLite {
			t.Skip("of another database")
		}
		db.run(t, "CREATE TABLE t (number BIGINT, none, bytes BLOB)")
		db.run(t, "INSERT INTO t VALUES (12, 12, 12), (NULL, '13', '13')")
		db.run(t, "CREATE VIEW users AS SELECT number, number + 0 AS sum, none, bytes FROM t")
		for column, want := range map[string][2]bool{"number": {true, false}, "sum": {}, "none": {false, true}, "bytes": {false, true}} {
			for i, text := range []string{"12", "13"} {
				has, err := db.has(t, column, text, lookup.Exact)
				require.NoError(t, err)
				assert.Equal(t, want[i], has, column)
			}
		}
	})
}
