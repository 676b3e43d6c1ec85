package databases

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/lookup"
)

// long is the type of a text of 64 KiB.
func (db database) long() string {
	if db.dialect == lookup.MySQL {
		return "MEDIUMTEXT"
	}
	return "TEXT"
}

func TestTexts(t *testing.T) {
	kilobytes := strings.Repeat("x", 64<<10)
	stored := []any{
		"harrie", "o'brien", `"`, "`", `back\slash`, `\`, `\'`, "100%", "a_b", "; drop table users", "$1 ? :a @b {} [x]", "-- /* */ #",
		"é", "日本", "😀", "👩‍🚀", "e\u0301", "line\r\n\tbreak", "x\u00a0", "x\ufeff", "\x1a\b\x7f", kilobytes,
	}
	absent := []string{
		"harriet", "harri", "harr%", "h_rrie", "%", "_", "'", "''", `""`, "back", `\\`, "a%b", "axb", "' OR '1'='1", `\' OR 1=1 -- `, `" OR ""="`,
		"harrie' --", "harrie'; DROP TABLE users; --", "harrie) OR (1=1", "NULL", "null", "0", "true", "e", "😁", "日", kilobytes[1:], kilobytes[1:] + "y",
	}
	each(t, func(t *testing.T, db database) {
		db.table(t, "users", "name", db.long(), append(stored, nil)...)
		for _, c := range []lookup.Case{lookup.Exact, lookup.Folded} {
			for _, text := range stored {
				has, err := db.has(t, "name", text.(string), c)
				require.NoError(t, err)
				assert.True(t, has, "%.20q", text)
			}
			for _, text := range absent {
				has, err := db.has(t, "name", text, c)
				require.NoError(t, err)
				assert.False(t, has, "%.20q", text)
			}
		}
	})
}

// A NUL is a character as others are. PostgreSQL has no text with one.
func TestNUL(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		db.table(t, "users", "name", db.long(), "a", "ab", "b")
		if db.dialect != lookup.PostgreSQL {
			db.run(t, "INSERT INTO users VALUES (?)", "a\x00b")
		}
		for _, c := range []lookup.Case{lookup.Exact, lookup.Folded} {
			for _, text := range []string{"a\x00b", "a\x00", "\x00a", "a\x00c", "\x00", "a\x00b\x00"} {
				has, err := db.has(t, "name", text, c)
				require.NoError(t, err)
				assert.Equal(t, text == "a\x00b" && db.dialect != lookup.PostgreSQL, has, "%q", text)
			}
		}
	})
}

// What of case, accents, spaces and emoji makes no difference.
func TestCollations(t *testing.T) {
	stored := []any{"harrie", "josé", "ÉVA", "😀", "ab"}
	asked := []string{"ÉVA", "HARRIE", "JOSÉ", "jose", "harrie ", "😁", "a\x00b"}
	most := asked[:len(asked)-1]
	for _, c := range []struct {
		dialect       lookup.Dialect
		kind          string
		exact, folded []string
	}{
		{lookup.SQLite, "TEXT", []string{"ÉVA"}, []string{"ÉVA", "HARRIE"}},
		{lookup.SQLite, "TEXT COLLATE NOCASE", []string{"ÉVA", "HARRIE"}, []string{"ÉVA", "HARRIE"}},
		{lookup.PostgreSQL, "TEXT", []string{"ÉVA"}, []string{"ÉVA", "HARRIE", "JOSÉ"}},
		{lookup.PostgreSQL, "CHAR(9)", []string{"ÉVA", "harrie "}, []string{"ÉVA", "HARRIE", "JOSÉ"}},
		{lookup.PostgreSQL, `TEXT COLLATE "C"`, []string{"ÉVA"}, []string{"HARRIE", "JOSÉ"}}, // not that of the database
		{lookup.MySQL, "VARCHAR(99) COLLATE utf8mb4_bin", []string{"ÉVA", "harrie "}, []string{"ÉVA", "HARRIE", "JOSÉ", "harrie "}},
		{lookup.MySQL, "VARCHAR(99) COLLATE utf8mb4_general_ci", most, most},
		{lookup.MySQL, "VARCHAR(99) COLLATE utf8mb4_unicode_ci", asked, asked},
	} {
		t.Run(c.kind, func(t *testing.T) {
			each(t, func(t *testing.T, db database) {
				if db.dialect != c.dialect {
					t.Skip("of another database")
				}
				db.table(t, "users", "name", c.kind, stored...)
				for rule, want := range map[lookup.Case][]string{lookup.Exact: c.exact, lookup.Folded: c.folded} {
					var got []string
					for _, text := range asked {
						has, err := db.has(t, "name", text, rule)
						require.NoError(t, err)
						if has {
							got = append(got, text)
						}
					}
					assert.Equal(t, want, got, rule)
				}
			})
		})
	}
}

// What a column's characters cannot write, MySQL cannot compare with it.
func TestLatin1(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		if db.dialect != lookup.MySQL {
			t.Skip("of another database")
		}
		db.table(t, "users", "name", "VARCHAR(99) CHARACTER SET latin1", "é")
		has, err := db.has(t, "name", "é", lookup.Exact)
		require.NoError(t, err)
		assert.True(t, has)
		_, err = db.has(t, "name", "😀", lookup.Exact)
		assert.ErrorContains(t, err, "could not tell")
	})
}
