package databases

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/lookup"
)

func TestIdentifiers(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		for _, name := range []string{
			"select", "Order", "UPPER", "two words", `a"b`, `"`, "a`b", "`", "o'brien", `back\slash`, "semi;colon", "a.b", "100%", "a?b", "??", "$1", ":a", "@a",
			"naïve", "日本", "-- a", "/* a */", "1", "a)", "[a]", "{a}",
		} {
			db.table(t, db.quote(name), db.quote(name), "VARCHAR(99)", "harrie")
			table := lookup.Table{DB: db.DB, Name: name}
			for text, want := range map[string]bool{"harrie": true, name: false} {
				for _, c := range []lookup.Case{lookup.Exact, lookup.Folded} {
					has, err := found(t, context.Background(), table, members{"nickname": text}, lookup.Condition{Column: name, Case: c})
					require.NoError(t, err, name)
					assert.Equal(t, want, has, name)
				}
			}
		}
	})
}

func TestSchema(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		schema := unused() + " \"`'?"
		switch db.dialect {
		case lookup.SQLite:
			db.SetMaxOpenConns(1) // another would not have it
			db.run(t, "ATTACH ':memory:' AS "+db.quote(schema))
		case lookup.PostgreSQL:
			db.run(t, "CREATE SCHEMA "+db.quote(schema))
			defer db.run(t, "DROP SCHEMA "+db.quote(schema)+" CASCADE")
		case lookup.MySQL:
			db.run(t, "CREATE DATABASE "+db.quote(schema))
			defer db.run(t, "DROP DATABASE "+db.quote(schema))
		}
		db.table(t, "users", "name", "VARCHAR(99)", "here")
		db.table(t, db.quote(schema)+".users", "name", "VARCHAR(99)", "there")
		for place, text := range map[string]string{"": "here", schema: "there"} {
			table := lookup.Table{DB: db.DB, Schema: place, Name: "users"}
			for _, asked := range []string{"here", "there"} {
				has, err := found(t, context.Background(), table, members{"nickname": asked}, lookup.Condition{Column: "name"})
				require.NoError(t, err)
				assert.Equal(t, text == asked, has)
			}
		}
	})
}

func TestConditions(t *testing.T) {
	each(t, func(t *testing.T, db database) {
		db.run(t, "CREATE TABLE users (name VARCHAR(99), link VARCHAR(99), coin BIGINT, male BOOLEAN)")
		db.run(t, "INSERT INTO users VALUES ('harrie', 'a', 7, NULL), ('koen', 'b', 8, NULL), (NULL, NULL, NULL, NULL)")
		name := lookup.Condition{Column: "name", Case: lookup.Folded}
		link := lookup.Condition{Column: "link", Member: "link"}
		coin := lookup.Condition{Column: "coin", Member: "coin"}
		for _, c := range []struct {
			in    members
			where []lookup.Condition
			want  bool
		}{
			{members{"nickname": "Harrie", "link": "a", "coin": 7}, []lookup.Condition{name, link, coin}, true},
			{members{"nickname": "Harrie", "link": "a", "coin": 7}, []lookup.Condition{coin, name, link}, true},
			{members{"nickname": "a", "link": "Harrie", "coin": 7}, []lookup.Condition{name, link, coin}, false},
			{members{"nickname": "harrie", "link": "A", "coin": 7}, []lookup.Condition{name, link, coin}, false},
			{members{"nickname": "harrie", "link": "b", "coin": 8}, []lookup.Condition{name, link, coin}, false},
			{members{"nickname": "harrie", "link": "a", "coin": 8}, []lookup.Condition{name, link, coin}, false},
			{members{"nickname": "harrie", "link": "a"}, []lookup.Condition{name, link}, true},
			{members{"nickname": "harrie", "link": "a"}, []lookup.Condition{name, link, coin}, false}, // absent
			{members{"nickname": "harrie", "link": nil}, []lookup.Condition{name, link}, false},
			{members{"nickname": "harrie", "link": []int{}}, []lookup.Condition{name, link}, false},
			{members{"nickname": "harrie", "link": ""}, []lookup.Condition{name, link}, false},
			{members{"nickname": "harrie", "link": "a"}, []lookup.Condition{name, {Column: "male", Member: "link"}}, false},
		} {
			has, err := found(t, context.Background(), lookup.Table{DB: db.DB, Name: "users"}, c.in, c.where...)
			if db.dialect == lookup.PostgreSQL && len(c.where) == 2 && c.where[1].Column == "male" {
				assert.Error(t, err) // a is no boolean
				continue
			}
			require.NoError(t, err)
			assert.Equal(t, c.want, has, "%v", c.in)
		}
	})
}
