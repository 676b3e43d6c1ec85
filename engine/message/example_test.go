package message_test

import (
	"errors"
	"fmt"

	"github.com/go-playground/locales/es"
	"github.com/go-playground/locales/nl"
	"github.com/go-playground/locales/pl"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/message"
	"github.com/passant-go/passant/schemas/larsverp"
)

func Example() {
	var languages message.Catalogue // for as long as the program runs

	body := []byte(`{"first_name":7,"last_name":"Tiggelen","email":"harrie","postal_code":"0000 AA"}`)
	report := larsverp.Register.Validate(body).WithMessages(languages.Accept("nl-NL,nl;q=0.9,en;q=0.8"))
	for _, v := range report.Violations() {
		fmt.Println(v.Message)
	}
	// Output:
	// first_name moet een tekst zijn
	// email is geen e-mailadres
	// postal_code is geen postcode
	// password is verplicht
}

func ExampleCatalogue_With() {
	var base message.Catalogue
	languages, err := base.With(nl.New(), message.Texts{
		"email":         {Other: "{field}: vul een geldig e-mailadres in"},
		"lookup.unique": {Other: "{field} is al in gebruik"},
		"max_length":    {One: "{field}: 1 teken, niet meer", Other: "{field}: {max} tekens, niet {length}"},
	})
	fmt.Println(err)
	_, err = languages.With(nl.New(), message.Texts{"emial": {Other: "{field}"}})
	fmt.Println(err)

	report := larsverp.Validation.Validate([]byte(`{"email":"harrie","token":1}`)).WithMessages(languages.For("nl"))
	for _, v := range report.Violations() {
		fmt.Println(v.Message)
	}
	// Output:
	// <nil>
	// passant: texts in nl: emial: there is no such rule, did you mean "email"?
	// email: vul een geldig e-mailadres in
}

func ExampleCatalogue_With_language() {
	texts := message.Texts{
		"required":   {Other: "{field} es obligatorio"},
		"max_length": {One: "{field} debe tener como máximo {max} carácter", Other: "{field} debe tener como máximo {max} caracteres"},
		// …
	}
	complete(texts)

	var base message.Catalogue
	languages, err := base.With(es.New(), texts)
	if err != nil {
		fmt.Println(err) // each text that is missing or ill-formed
		return
	}
	report := larsverp.Validation.Validate([]byte(`{"email":"harrie@example.nl"}`)).WithMessages(languages.Accept("es-MX, en;q=0.5"))
	fmt.Println(string(report.AppendProblem(nil)))
	// Output:
	// {"type":"about:blank","title":"Unprocessable Content","status":422,"detail":"token es obligatorio","errors":[{"detail":"token es obligatorio","pointer":"#/token","rule":"required","code":"required"}]}
}

// form words one field of its own, and leaves the rest to a language.
type form struct{ message.Language }

func (f form) Message(v engine.Violation) string {
	if v.Field == "postal_code" {
		return "Which postal code is yours?"
	}
	return f.Language.Message(v)
}

func ExampleLanguage() {
	var languages message.Catalogue
	report := larsverp.Register.Validate([]byte(`{"first_name":"Harrie","last_name":"Tiggelen","email":"h@example.nl","postal_code":"?"}`))
	for _, v := range report.WithMessages(form{languages.For("en")}).Violations() {
		fmt.Println(v.Message)
	}
	// Output:
	// Which postal code is yours?
	// password is required
}

func ExampleText() {
	texts := message.Texts{
		"max_length": {
			One:   "{field}: najwyżej {max} znak",
			Few:   "{field}: najwyżej {max} znaki",
			Many:  "{field}: najwyżej {max} znaków",
			Other: "{field}: najwyżej {max} znaku",
		},
		// …
	}
	complete(texts)

	var base message.Catalogue
	languages, err := base.With(pl.New(), texts)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, limit := range []string{"1", "22", "25"} {
		fmt.Println(languages.For("pl").Message(violation("max_length", "max_length", param("max", limit))))
	}
	// Output:
	// f: najwyżej 1 znak
	// f: najwyżej 22 znaki
	// f: najwyżej 25 znaków
}

func ExampleTextError() {
	var base message.Catalogue
	_, err := base.With(nl.New(), message.Texts{"max_length": {One: "{max} teken", Other: "{lenght} van {max} tekens"}})
	if fault, ok := errors.AsType[*message.TextError](err); ok { // the first; err joins them all
		fmt.Printf("%s, %s: {%s} %s\n", fault.Key, fault.Form, fault.Placeholder, fault.Problem)
	}
	// Output:
	// max_length, Other: {lenght} is not known here, did you mean {length}?
}
