// Generate writes contracts as Go: for go generate in this module, where "passant generate" could not be built from
// stale output. With -check it lists what is stale instead, and fails if there is anything.
//
//	generate [-check] [directory...]
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/passant-go/passant/engine/compile"
)

func main() {
	check := flag.Bool("check", false, "list the files that would change, change none")
	flag.Parse()
	generate := compile.Generate
	if *check {
		generate = compile.Stale
	}
	files, err := generate(flag.Args()...)
	for _, file := range files {
		fmt.Println(file)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	if err != nil || *check && len(files) > 0 {
		os.Exit(1)
	}
}
