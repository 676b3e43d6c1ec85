package engine_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pantel"
)

func Example() {
	body := []byte(`{"first_name":"Harrie","last_name":"","email":"harrie@example","postal_code":"0000 AA","password":"x"}`)

	report := larsverp.Register.Validate(body)
	if !report.Valid() {
		fmt.Println(report.Status(), string(report.AppendAnswer(nil)))
	}
	for _, v := range report.Violations() {
		fmt.Printf("%s at byte %d: %s\n", v.Pointer, v.Offset, v.Rule)
	}
	// Output:
	// 422 {"message":"The given data was invalid.","errors":{"last_name":["The last name field is required."],"email":["The email must be a valid email address."],"postal_code":["This postal code is not recognized. Insert something like: 1234 AB, 4000, 26133 "]}}
	// /last_name at byte 35: required
	// /email at byte 46: email
	// /postal_code at byte 77: postal_code
}

func ExampleEndpoint_Validate_handler() {
	register := func(w http.ResponseWriter, r *http.Request) {
		limit := larsverp.Register.Limits().Body
		body, err := io.ReadAll(io.LimitReader(r.Body, int64(limit)+1))
		if err != nil {
			http.Error(w, "the body cannot be read", http.StatusBadRequest)
			return
		}
		var report engine.Report
		if len(body) > limit {
			report = larsverp.Register.TooLarge(body)
		} else {
			report = larsverp.Register.Validate(body)
		}
		if !report.Valid() {
			w.Header().Set("Content-Type", report.ContentType())
			w.WriteHeader(report.Status())
			w.Write(report.AppendAnswer(nil))
			return
		}
		// Register the user here.
		w.WriteHeader(report.Status())
	}

	for _, body := range []string{
		`{"first_name":`,
		strings.Repeat(" ", 2<<20) + `{}`,
		`{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`,
	} {
		w := httptest.NewRecorder()
		register(w, httptest.NewRequest("POST", "/users/register", strings.NewReader(body)))
		fmt.Printf("%d %q %s\n", w.Code, w.Header().Get("Content-Type"), w.Body)
	}
	// Output:
	// 400 "application/json" {"message":"The request body is not valid JSON.","errors":{}}
	// 400 "application/json" {"message":"The request body is too large.","errors":{}}
	// 201 ""
}

func ExampleEndpoint_With() {
	taken := map[string]bool{"harrie@example.nl": true}
	signup := larsverp.Register.With(
		lookup.Func("email.unique", func(ctx context.Context, in lookup.Values) (lookup.Outcome, error) {
			if taken[in.Text("email")] {
				return lookup.No, nil
			}
			return lookup.Yes, nil
		}),
	)

	body := []byte(`{"first_name":"Harrie","last_name":"Tiggelen","email":" harrie@example.nl ","postal_code":5673,"password":"x"}`)
	report, err := signup.Check(context.Background(), body)
	if err != nil {
		fmt.Println(err) // a lookup could not answer; never mistaken for a verdict
		return
	}
	fmt.Println(string(report.AppendAnswer(nil)))
	// Output:
	// {"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}
}

func ExampleEndpoint_ValidateInto() {
	var (
		report engine.Report
		answer []byte
	)
	for _, body := range []string{`{"email":"a@b.nl","token":" 7 "}`, `{"email":"a@b.nl","token":"7a"}`} {
		larsverp.Validation.ValidateInto(&report, []byte(body))
		answer = report.AppendAnswer(answer[:0])
		fmt.Printf("%d %q\n", report.Status(), answer)
	}
	// Output:
	// 201 ""
	// 422 "{\"message\":\"The given data was invalid.\",\"errors\":{\"token\":[\"The token must be an integer.\"]}}"
}

func ExampleEndpoint_Configure_query() {
	register, err := pantel.Register.Configure(engine.Options{Input: engine.Query})
	if err != nil {
		log.Fatal(err)
	}
	r := httptest.NewRequest("GET", "/a/register?phone_number=%2B31612345678&phone_code=1234&first_name=%00&last_name=doe", nil)

	report := register.Validate([]byte(r.URL.RawQuery))
	for _, v := range report.Violations() {
		fmt.Printf("%s at byte %d: %s\n", v.Pointer, v.Offset, v.Rule)
	}
	fmt.Println(string(report.AppendAnswer(nil)))
	// Output:
	// /first_name at byte 55: name
	// /phone_code at byte 39: min_length
	// /phone_code_hash at byte 72: required
	// {"invalid_name":"first name and/or last name contains unacceptable characters","phone_code":[{"min length is 5":"minimum length of phone code is 5"}],"phone_code_hash":[{"required field":"phone_code_hash is required"}]}
}

func ExampleEndpoint_Decode() {
	body := []byte(`{"first_name":"Harrie","insertion":null,"last_name":" Tiggelen ","email":"harrie@example.nl","postal_code":5673,"password":"x"}`)

	var user larsverp.RegisterRequest
	report, err := larsverp.Register.Decode(body, &user)
	if err != nil {
		log.Fatal(err) // never because of the body: the struct is not one of this contract
	}
	fmt.Println(report.Valid(), user.LastName, user.PostalCode, user.Password)

	user.Insertion = typed.Some(typed.NotNull("van"))
	user.Password = typed.Conceal("SweetKittens23#")
	body, report, err = larsverp.Register.Encode(nil, &user)
	fmt.Println(report.Valid(), err, string(body))
	// Output:
	// true Tiggelen 5673 [secret]
	// true <nil> {"first_name":"Harrie","insertion":"van","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":"5673","password":"SweetKittens23#"}
}

func ExampleEndpoint_Configure_typing() {
	typing, err := larsverp.Register.Configure(engine.Options{Fields: []string{"first_name", "email"}, First: true})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(typing.Validate([]byte(`{"first_name":"Harrie","email":"harrie@"}`)))
	fmt.Println(typing.Validate([]byte(`{"first_name":"Harrie","email":"harrie@example.nl"}`)))

	_, err = larsverp.Register.Configure(engine.Options{Fields: []string{"e-mail"}})
	fmt.Println(err)
	// Output:
	// larsverp/register: invalid: email email.domain (error at byte 31)
	// larsverp/register: valid
	// passant: larsverp/register: option Fields: the contract has no "e-mail", did you mean "email"?
}

func ExampleEndpoint_Configure_canonical() {
	canonical, err := larsverp.Register.Configure(engine.Options{Canonical: true})
	if err != nil {
		log.Fatal(err)
	}
	body := []byte(`{"first_name":"Harrie","last_name":"Tiggelen","email":"Harrie@EXAMPLE.NL","postal_code":"5673re","password":"x"}`)
	var user larsverp.RegisterRequest
	if report, err := canonical.Decode(body, &user); err != nil || !report.Valid() {
		fmt.Println(report, err)
	}
	fmt.Println(user.Email, user.PostalCode)
	// Output:
	// Harrie@example.nl 5673 RE
}

func ExampleResponse_Decode() {
	refused, err := larsverp.Register.Response(422)
	if err != nil {
		log.Fatal(err)
	}
	var answer larsverp.RegisterInvalidResponse
	body := []byte(`{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}`)
	if report, err := refused.Decode(body, &answer); err != nil || !report.Valid() {
		fmt.Println(report, err)
	}
	fmt.Println(answer.Errors["email"])
	// Output:
	// [The email has already been taken.]
}

func ExampleResponse_Validate() {
	created, err := larsverp.Register.Response(201)
	if err != nil {
		log.Fatal(err)
	}
	answer := larsverp.NewRegisterOKResponse()
	answer.FirstName, answer.LastName, answer.Email, answer.PostalCode = "Harrie", "Tiggelen", "harrie@example.nl", "5673 RE"
	body := answer.AppendJSON(nil)
	fmt.Println(created.Validate(body).Valid(), string(body))
	// Output:
	// true {"first_name":"Harrie","insertion":null,"last_name":"Tiggelen","email":"harrie@example.nl","postal_code":"5673 RE","password":"secret","role":"guest"}
}

func ExampleEndpoint_Response() {
	refused, err := larsverp.Validation.Response(401)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, body := range []string{`{"message":"Token is incorrect"}`, `{"message":"Token is wrong"}`, `<html>`} {
		fmt.Printf("%+v\n", refused.Validate([]byte(body)))
	}

	_, err = larsverp.Validation.Response(404)
	fmt.Println(err)
	// Output:
	// larsverp/validation#401: valid
	// larsverp/validation#401: invalid: message enum.constant (error at byte 11)
	// larsverp/validation#401: invalid: json.syntax (error at byte 0)
	// passant: larsverp/validation: no answer of status 404 is documented; there are 201, 400, 401, 409, 422
}

func ExampleEndpoint_Configure() {
	strict, err := larsverp.Validation.Configure(engine.Options{Strict: true, Limits: engine.Limits{Body: 4096}})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(string(strict.Validate([]byte(`{"email":"a@b.nl","token":1,"tokn":1}`)).AppendAnswer(nil)))

	_, err = larsverp.Register.Configure(engine.Options{Switches: map[string]bool{"deplyed": true}})
	fmt.Println(err)
	// Output:
	// {"message":"The given data was invalid.","errors":{"tokn":["The tokn field is prohibited."]}}
	// passant: larsverp/register: option Switches: the contract has no "deplyed", did you mean "deployed"?
}

func ExampleEndpoint_AppendNormal() {
	normal, err := larsverp.Register.AppendNormal(nil, []byte(`{"first_name":" Zo\u00eb ","insertion":"","postal_code":1234.0}`))
	fmt.Println(string(normal), err)
	// Output:
	// {"first_name":"Zoë","insertion":null,"postal_code":"1234"} <nil>
}

func ExampleReport_AppendProblem() {
	report := larsverp.Validation.Validate([]byte(`{"email":"a@b.nl"}`))
	fmt.Println(string(report.AppendProblem(nil)))
	// Output:
	// {"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"The token field is required.","errors":[{"detail":"The token field is required.","pointer":"#/token","rule":"required","code":"required"}]}
}
