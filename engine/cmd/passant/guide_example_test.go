package main

import (
	"context"
	"fmt"
	"log"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/lookup"
)

func Example_guide() {
	contracts := guideModule()

	endpoints, err := compile.FS(contracts, compile.Dirs("bikes"))
	if err != nil {
		log.Fatal(err) // every mistake, with file, line, column and a hint
	}

	bikes := struct{ Join *engine.Endpoint }{engine.New(endpoints[0])} // what the generated package has

	members := map[string]bool{"sanne@example.nl": true}
	free := 1
	join := bikes.Join.With(
		lookup.Func("email.free", func(ctx context.Context, in lookup.Values) (lookup.Outcome, error) {
			if members[in.Text("email")] {
				return lookup.No, nil
			}
			return lookup.Yes, nil
		}),
		lookup.Func("places", func(ctx context.Context, in lookup.Values) (lookup.Outcome, error) {
			if free == 0 {
				return lookup.No, nil
			}
			return lookup.Yes, nil
		}),
	)

	for _, email := range []string{"sanne@example", "sanne@example.nl", "joost@example.nl", "fleur@example.nl"} {
		body := fmt.Appendf(nil, `{"name":"A","email":"%s","birth_date":"2001-02-28","plan":"year","pin":"123456",
			"address":{"street":"Kerkstraat","number":1,"postal_code":"8011 AB","city":"Zwolle"}}`, email)
		report, err := join.Check(context.Background(), body)
		if err != nil {
			log.Fatal(err) // a lookup could not tell
		}
		answer := report.AppendAnswer(nil)
		if report.Valid() { // the answer is the service's own
			free--
			answer = []byte(`{"member":4711}`)
		}
		fmt.Printf("%d %s\n", report.Status(), answer)
	}
	// Output:
	// 422 {"error":"invalid","problems":[{"at":"/email","code":"email","why":"email is not an e-mail address"}]}
	// 422 {"error":"invalid","problems":[{"at":"/email","code":"taken","why":"Somebody else has this address."}]}
	// 201 {"member":4711}
	// 409 {"error":"full","why":"Come back next month."}
}
