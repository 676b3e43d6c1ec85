package compile_test

import (
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine"
)

// The text for a rule is that of its codes, too, unless these have one of their own; plain words for a code give way to a
// text for its rule.
func TestTextOfRuleWordsCodes(t *testing.T) {
	for messages, want := range map[string]string{
		`contract.plain`: "x must be more than 5",
		`contract.plain & {rules: min: "{min} is the least"}`:       "5 is the least",
		`contract.plain & {rules: "min.exclusive": "over {min}"}`:   "over 5",
		`contract.plain & {fields: x: min: "{field}: {min}"}`:       "x: 5",
		`contract.plain & {fields: x: "min.exclusive": "{field}!"}`: "x!",
		`{rules: {min: "m {min}"} & #Rest}`:                         "m 5",
		`{rules: {"min.exclusive": "e"} & #Rest}`:                   "e",
		`{rules: {"*": "any"} & #Rest}`:                             "any",
	} {
		files := languageAlone(t)
		files["own/own.cue"] = &fstest.MapFile{Data: []byte(`package own

import "github.com/passant-go/passant/schemas/contract"

#Rest: {required: "r", type: "t", json: "j", unknown_field: "u", ...}

post: contract.#Endpoint & {
	document: "own.txt", method: "POST", path: "/"
	#Request: x!: number & >5
	messages: ` + messages + `
	answers: {ok: status: 201, invalid: {status: 422, #Body: {}}, malformed: {status: 400, #Body: {}}}
}
`)}
		violations := engine.New(endpoint(t, files, "own/post")).Validate([]byte(`{"x":5}`)).Violations()
		if assert.Len(t, violations, 1, messages) {
			assert.Equal(t, want, violations[0].Message, messages)
		}
	}
}
