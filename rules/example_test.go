package rules_test

import (
	"fmt"

	"github.com/passant-go/passant/postal"
	"github.com/passant-go/passant/rules"
)

func ExampleCheckEmail() {
	for _, text := range []string{"jan@bücher.example", "jan@localhost", "jan..vries@example.org", "jan@☃.example"} {
		fmt.Printf("%q\n", rules.CheckEmail([]byte(text)))
	}
	// Output:
	// ""
	// "one_label"
	// "local_part"
	// "idn"
}

func ExamplePostalCode() {
	rule := &rules.PostalCode{Countries: postal.NL | postal.DE}
	for _, text := range []string{"1234 AB", "4000", "05123"} {
		verdict := rule.Check(rules.Value{Text: []byte(text)})
		fmt.Printf("%t %q\n", verdict.Outcome == rules.Accept, verdict.Code)
	}
	// Output:
	// true ""
	// false "country"
	// false "unassigned"
}
