package httpcheck_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/httpcheck"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/typed"
	"github.com/passant-go/passant/schemas/larsverp"
)

func ExampleChecker_Middleware() {
	signup, err := httpcheck.New(larsverp.Register, httpcheck.Options{
		Struct: func() typed.Struct { return new(larsverp.RegisterRequest) },
	})
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.Handle("/users/register", signup.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, _ := httpcheck.ValueFrom[larsverp.RegisterRequest](r.Context())
		// Register the user here.
		w.WriteHeader(http.StatusCreated)
		fmt.Fprintf(w, "welcome, %s", user.FirstName)
	})))

	const harrie = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`
	for _, r := range []*http.Request{
		httptest.NewRequest("POST", "/users/register", strings.NewReader(harrie)),
		httptest.NewRequest("POST", "/users/register", strings.NewReader(strings.Replace(harrie, "5673", "567", 1))),
		httptest.NewRequest("GET", "/users/register", nil),
	} {
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		fmt.Println(w.Code, w.Header().Get("Allow"), w.Body)
	}
	// Output:
	// 201  welcome, Harrie
	// 422  {"message":"The given data was invalid.","errors":{"postal_code":["This postal code is not recognized. Insert something like: 1234 AB, 4000, 26133 "]}}
	// 405 POST {"type":"about:blank","title":"Method Not Allowed","status":405,"detail":"The method is not allowed.","errors":[{"detail":"The method is not allowed.","pointer":"#","rule":"method","code":"method"}]}
}

// Another request may store the same address between the check and the insert. The database refuses that, and a second check
// finds out what to answer.
func ExampleChecker_Check() {
	var users users
	signup, err := httpcheck.New(larsverp.Register, httpcheck.Options{
		Lookups: []engine.Lookup{lookup.Func("email.unique", users.isFree)},
		Struct:  func() typed.Struct { return new(larsverp.RegisterRequest) },
	})
	if err != nil {
		log.Fatal(err)
	}
	register := signup.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		user, _ := httpcheck.ValueFrom[larsverp.RegisterRequest](r.Context())
		users.insert(user.Email) // by another request, at this moment
		if users.insert(user.Email) {
			w.WriteHeader(http.StatusCreated)
			return
		}
		report, err := signup.Check(w, r)
		switch {
		case err != nil:
			httpcheck.WriteError(w, err)
		case !report.Valid():
			httpcheck.Write(w, report)
		default:
			http.Error(w, "the user cannot be stored", http.StatusInternalServerError)
		}
	}))

	const harrie = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"x"}`
	w := httptest.NewRecorder()
	register.ServeHTTP(w, httptest.NewRequest("POST", "/users/register", strings.NewReader(harrie)))
	fmt.Println(w.Code, w.Body)
	// Output:
	// 422 {"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}
}

// users stands for a table with a unique column.
type users struct{ emails sync.Map }

func (u *users) isFree(_ context.Context, in lookup.Values) (lookup.Outcome, error) {
	if _, taken := u.emails.Load(in.Text("email")); taken {
		return lookup.No, nil
	}
	return lookup.Yes, nil
}

// insert is false where the constraint refuses.
func (u *users) insert(email string) bool {
	_, taken := u.emails.LoadOrStore(email, true)
	return !taken
}

func ExampleNewClient() {
	provider := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusCreated)
		fmt.Fprint(w, `{"message":"OK"}`)
	}))
	defer provider.Close()
	client := &http.Client{Transport: httpcheck.NewClient(larsverp.Validation, httpcheck.ClientOptions{})}

	var refused *httpcheck.RequestError
	_, err := client.Post(provider.URL+"/users/validation", "application/json", strings.NewReader(`{"email":"a@b.nl"}`))
	if errors.As(err, &refused) {
		fmt.Println(refused)
	}
	var changed *httpcheck.AnswerError
	_, err = client.Post(provider.URL+"/users/validation", "application/json", strings.NewReader(`{"email":"a@b.nl","token":7}`))
	if errors.As(err, &changed) {
		fmt.Println(changed)
	}
	// Output:
	// passant: the request is not sent: larsverp/validation: invalid: token required (error at byte 17)
	// passant: the answer is not documented: larsverp/validation#201: invalid: message enum.constant (error at byte 11)
}
