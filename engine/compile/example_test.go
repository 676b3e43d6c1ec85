package compile_test

import (
	"fmt"
	"log"
	"os"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
)

func ExampleFS() {
	contracts := os.DirFS("../../schemas")

	endpoints, err := compile.FS(contracts, compile.Dirs("larsverp"))
	if err != nil {
		log.Fatal(err) // every mistake, with file, line, column and a hint
	}
	for _, e := range endpoints {
		report := engine.New(e).Validate([]byte(`{"email":"harrie@example.nl","token":"123"}`))
		fmt.Println(e.Name, report.Valid())
	}
	// Output:
	// larsverp/register false
	// larsverp/validation true
}

func ExampleWitnesses() {
	endpoints, err := compile.FS(os.DirFS("../../schemas"), compile.Dirs("larsverp"))
	if err != nil {
		log.Fatal(err)
	}
	witnesses, err := compile.Witnesses(endpoints[1])
	if err != nil {
		log.Fatal(err) // every constraint that decides nothing
	}
	last := witnesses[len(witnesses)-1]
	fmt.Println(last.Source, last.Constraint)
	fmt.Println(string(last.Accepts))
	fmt.Println(string(last.Refuses))
	// Output:
	// larsverp/validation.cue:43 <=9223372036854775807
	// {"email":"a@a.a","token":9223372036854775807}
	// {"email":"a@a.a","token":9223372036854775808}
}
