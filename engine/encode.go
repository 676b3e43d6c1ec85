package engine

import (
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/typed"
)

// Encode appends a request as JSON, secrets included, and judges these very bytes, to which the Report refers. Where they
// are not valid, they must not be sent. The error is a *StructError where from is not a struct of this contract, and an
// *OptionError where the endpoint does not read JSON.
func (e *Endpoint) Encode(dst []byte, from typed.Struct) ([]byte, Report, error) {
	if err := e.takes(from); err != nil {
		return dst, Report{}, err
	}
	if inputOf(e.plan, e.config.input) != plan.JSON {
		return dst, Report{}, &OptionError{e.plan.Name, "Input", "a struct is written as JSON only"}
	}
	start := len(dst)
	dst = from.AppendJSON(dst)
	return dst, e.Validate(dst[start:len(dst):len(dst)]), nil
}
