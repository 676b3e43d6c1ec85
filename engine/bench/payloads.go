package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// Root is the directory of the repository, as seen from this module's.
const Root = "../.."

// A Set is a body for every endpoint.
type Set [][]byte

// Len is the number of bytes of all bodies.
func (s Set) Len() (n int) {
	for _, body := range s {
		n += len(body)
	}
	return n
}

// Members is the number of members of all bodies, but not of what is inside of them.
func (s Set) Members() (n int) {
	for _, body := range s {
		n += len(members(body))
	}
	return n
}

// members are those of an object, as they are written; nil where it is none.
func members(body []byte) (all [][]byte) {
	d := json.NewDecoder(bytes.NewReader(body))
	if _, err := d.Token(); err != nil {
		return nil
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil
		}
		all = append(all, fmt.Appendf(nil, "%q:%s", name, value))
	}
	return all
}

// ValidSet reads the payloads of the documents, as the contracts have them repaired.
func ValidSet() (Set, error) {
	var set Set
	for _, c := range contracts {
		body, err := os.ReadFile(filepath.Join(Root, "schemas", c.Name, "testdata", "good.json"))
		if err != nil {
			return nil, err
		}
		set = append(set, bytes.TrimSpace(body))
	}
	return set, nil
}

// Faults is how many a payload of the InvalidSet has.
const Faults = 3

// InvalidSet reads the same payloads with Faults each, none of them of syntax or type, so that every engine comes to
// see all of them.
func InvalidSet() (Set, error) {
	text, err := os.ReadFile("testdata/faulty.ndjson")
	if err != nil {
		return nil, err
	}
	return bytes.Split(bytes.TrimSpace(text), []byte("\n")), nil
}
