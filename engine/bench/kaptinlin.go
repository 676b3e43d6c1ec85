package bench

import (
	"encoding/json"

	"github.com/kaptinlin/jsonschema"
)

type kaptinlin []*jsonschema.Schema

func newKaptinlin() (Engine, error) {
	var e kaptinlin
	for _, c := range contracts {
		compiler := jsonschema.NewCompiler().SetAssertFormat(true)
		for _, f := range rulesOf(c.Fields) {
			compiler.RegisterFormat(f.ID, func(v any) bool { return judge(f, v) })
		}
		text, err := json.Marshal(schema(c))
		if err != nil {
			return nil, err
		}
		s, err := compiler.Compile(text)
		if err != nil {
			return nil, err
		}
		e = append(e, s)
	}
	return e, nil
}

func (kaptinlin) Differs() []Trait { return []Trait{Lax, Reading, Notation, Huge} }

func (e kaptinlin) Valid(endpoint int, body []byte) bool {
	var v any
	return json.Unmarshal(body, &v) == nil && e[endpoint].Validate(v).IsValid() && crossed(contracts[endpoint], v) == nil
}

func (e kaptinlin) AppendAnswer(dst []byte, endpoint int, body []byte) []byte {
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return append(dst, err.Error()...)
	}
	if result := e[endpoint].Validate(v); !result.IsValid() {
		answer, _ := json.Marshal(result.DetailedErrors())
		dst = append(dst, answer...)
	}
	return appendNames(dst, contracts[endpoint], v)
}
