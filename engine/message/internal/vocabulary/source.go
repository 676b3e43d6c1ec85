package vocabulary

import (
	"bytes"
	"fmt"
	"go/format"
)

// Source is the Go of package message for entries.
func Source(entries []Entry) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString("// Code generated from the contract language by engine/message/internal/generate. DO NOT EDIT.\n\n")
	b.WriteString("package message\n\nvar subjects = [...]subject{\n")
	for _, e := range entries {
		fmt.Fprintf(&b, "{key: %q", e.Key)
		if len(e.Quotes) > 0 {
			fmt.Fprintf(&b, ", quotes: %#v", e.Quotes)
		}
		if e.Plain != "" {
			fmt.Fprintf(&b, ", plain: %q", e.Plain)
		}
		if e.Of != "" {
			fmt.Fprintf(&b, ", of: %q", e.Of)
		}
		b.WriteString("},\n")
	}
	b.WriteString("}\n")
	return format.Source(b.Bytes())
}
