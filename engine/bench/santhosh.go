package bench

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/passant-go/passant/engine/bench/contract"
)

type santhosh []*jsonschema.Schema

var errRule = errors.New("a rule refuses it")

func newSanthosh() (Engine, error) {
	var e santhosh
	for _, c := range contracts {
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		for _, f := range rulesOf(c.Fields) {
			compiler.RegisterFormat(&jsonschema.Format{Name: f.ID, Validate: func(v any) error {
				if !judge(f, v) {
					return errRule
				}
				return nil
			}})
		}
		if err := compiler.AddResource(c.Name, schema(c)); err != nil {
			return nil, err
		}
		s, err := compiler.Compile(c.Name)
		if err != nil {
			return nil, err
		}
		e = append(e, s)
	}
	return e, nil
}

func (santhosh) Differs() []Trait { return []Trait{Lax, Reading, Notation} }

func (e santhosh) Valid(endpoint int, body []byte) bool {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	return err == nil && e[endpoint].Validate(v) == nil && crossed(contracts[endpoint], v) == nil
}

func (e santhosh) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		return fmt.Append(dst, err)
	}
	err = e[endpoint].Validate(v)
	if invalid, ok := errors.AsType[*jsonschema.ValidationError](err); ok {
		output, _ := json.Marshal(invalid.BasicOutput())
		dst = append(dst, output...)
	}
	return appendNames(dst, contracts[endpoint], v)
}

// appendNames appends the members that rules refuse which refer to others.
func appendNames(dst []byte, c *contract.Contract, v any) []byte {
	for _, name := range crossed(c, v) {
		dst = fmt.Appendf(dst, "%s: %v\n", name, errRule)
	}
	return dst
}
