// Generate writes what there is to word as Go: from the contract language, whose module is in the given directory, to
// the given file.
//
//	generate directory file
package main

import (
	"log"
	"os"

	"github.com/passant-go/passant/engine/message/internal/vocabulary"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: generate directory file")
	}
	entries, err := vocabulary.Read(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	source, err := vocabulary.Source(entries)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(os.Args[2], source, 0o644); err != nil {
		log.Fatal(err)
	}
}
