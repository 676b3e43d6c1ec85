package lookup_test

import (
	"context"
	"database/sql"
	"fmt"
	"net"

	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/lookup/internal/sqlite"
	"github.com/passant-go/passant/schemas/larsverp"
)

func Example() {
	// The rows of table users, and an answer of DNS, for the example.
	db := sql.OpenDB(&sqlite.Driver{Find: func(_ context.Context, args []string) (bool, error) {
		return args[0] == "harrie@example.nl", nil
	}})
	defer db.Close()
	resolver := &fake{mx: func(context.Context, string) ([]*net.MX, error) { return exists, nil }}

	signup := larsverp.Register.With(
		lookup.Domain("email.domain", resolver), // or net.DefaultResolver
		lookup.Unique("email.unique", db, "users", "email"),
	)

	body := []byte(`{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`)
	report, err := signup.Check(context.Background(), body)
	if err != nil {
		fmt.Println(err) // a lookup could not tell: there is no verdict
		return
	}
	fmt.Println(report.Status(), string(report.AppendAnswer(nil)))
	// Output:
	// 422 {"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}
}

func ExampleOpen() {
	resolver := &fake{mx: func(context.Context, string) ([]*net.MX, error) {
		return nil, &net.DNSError{Err: "server misbehaving", Name: "example.nl.", IsTemporary: true}
	}}
	domain := lookup.Domain("email.domain", resolver)
	body := []byte(`{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`)

	_, err := larsverp.Register.With(domain).Check(context.Background(), body)
	fmt.Println(err)

	tell := func(_ context.Context, name string, err error) { fmt.Println(name, "is let through:", err) }
	report, err := larsverp.Register.With(lookup.Open(domain, tell)).Check(context.Background(), body)
	fmt.Println(report.Valid(), err)
	// Output:
	// passant: larsverp/register: lookup email.domain could not tell: DNS: server misbehaving
	// email.domain is let through: DNS: server misbehaving
	// true <nil>
}

func ExampleTable_Exists() {
	db := sql.OpenDB(&sqlite.Driver{Find: func(_ context.Context, args []string) (bool, error) {
		return args[0] == "1234" && args[1] == "harrie@example.nl", nil
	}})
	defer db.Close()

	users := lookup.Table{DB: db, Name: "users"}
	token := users.Exists("token", lookup.Condition{Column: "token"}, lookup.Condition{Column: "email", Member: "email", Case: lookup.Folded})

	for _, body := range []string{`{"email":"harrie@example.nl","token":1234}`, `{"email":"harrie@example.nl","token":1235}`} {
		report, err := larsverp.Validation.With(token).Check(context.Background(), []byte(body))
		fmt.Println(report.Status(), string(report.AppendAnswer(nil)), err)
	}
	// Output:
	// 201  <nil>
	// 401 {"message":"Token is incorrect"} <nil>
}
