// Generate writes the table of package phone, table_gen.go, from the metadata in github.com/nyaruka/phonenumbers.
// It is run in the directory of the package, by go generate.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"os/exec"
	"time"
)

const library = "github.com/nyaruka/phonenumbers"

func main() {
	log.SetFlags(0)
	if err := run("table_gen.go"); err != nil {
		log.Fatal(err)
	}
}

func run(file string) error {
	source, err := release()
	if err != nil {
		return err
	}
	text, err := generate(source)
	if err != nil {
		return err
	}
	return os.WriteFile(file, text, 0o666)
}

// A module is the release of the library that the metadata comes from.
type module struct {
	Version string
	Time    time.Time
}

func release() (module, error) {
	var m module
	out, err := exec.Command("go", "list", "-m", "-json", library).Output()
	if err != nil {
		return m, fmt.Errorf("go list -m %s: %w", library, err)
	}
	return m, json.Unmarshal(out, &m)
}
