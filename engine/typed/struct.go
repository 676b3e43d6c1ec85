package typed

import "github.com/passant-go/passant/engine/internal/tape"

// A Struct is a pointer to a generated struct.
type Struct interface {
	// Contract is what the struct is generated from: "larsverp/register" for a request, "larsverp/register#ok" for the
	// body of the answer ok; "" for a nil pointer.
	Contract() string

	// Fill makes the struct the value, a gen.Value. Of the zero value it becomes the zero struct.
	Fill(tape.Value)

	// AppendJSON appends the struct as JSON, secrets included, and nothing for what is absent.
	AppendJSON(dst []byte) []byte
}
