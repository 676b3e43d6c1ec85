package compile_test

import (
	"fmt"
	"io/fs"
	"log"
	"os"
	"sync"
	"sync/atomic"
	"testing/fstest"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/sample"
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
	witnesses, err := sample.Witnesses(endpoints[1])
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

// A contract is swapped while requests are judged; one that does not compile leaves the old one in place.
func ExampleFS_swap() {
	var current atomic.Pointer[engine.Endpoint]
	load := func(contracts fs.FS) error {
		endpoints, err := compile.FS(contracts, compile.Dirs("larsverp"))
		if err != nil {
			return err
		}
		current.Store(engine.New(endpoints[0]))
		return nil
	}
	if err := load(os.DirFS("../../schemas")); err != nil {
		log.Fatal(err)
	}

	var requests sync.WaitGroup
	for range 4 {
		requests.Go(func() {
			current.Load().Validate([]byte(`{}`)) // keeps the endpoint that it began with
		})
	}
	err := load(fstest.MapFS{
		"cue.mod/module.cue": {Data: []byte("module: \"example.com@v0\"\nlanguage: version: \"v0.17.0\"\n")},
		"larsverp/x.cue":     {Data: []byte("package larsverp\n\nregister: {\n")},
	})
	requests.Wait()
	fmt.Println(err)
	fmt.Println(current.Load().Name())
	// Output:
	// larsverp/x.cue:3:13: expected '}', found 'EOF'
	// larsverp/register
}
