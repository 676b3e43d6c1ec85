package gen

import (
	"encoding/json"

	"github.com/passant-go/passant/engine/plan"
)

// A JSON is json.Valid: it accepts texts that are JSON.
type JSON struct{}

// Accepts reports whether text is JSON.
func (*JSON) Accepts(_ plan.Kind, text []byte) bool { return json.Valid(text) }

func (*JSON) String() string { return "json.Valid" }
