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
