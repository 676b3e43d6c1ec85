package notation

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/plan"
)

func TestKinds(t *testing.T) {
	const number = plan.KindInt | plan.KindFloat
	for set, want := range map[plan.Kind]string{
		0: "_|_", plan.KindNull: "null", number | plan.KindString: "number | string", plan.KindFloat: "float",
		plan.KindInt | plan.KindBool: "bool | int", plan.KindList | plan.KindObject: "[...] | {...}", (&plan.Type{}).Kinds(): "_",
		(&plan.Type{}).Kinds() &^ plan.KindInt: "null | bool | float | string | [...] | {...}",
	} {
		assert.Equal(t, want, Kinds(set))
	}
}

func TestCheck(t *testing.T) {
	text := []plan.Literal{{Kind: plan.KindString, Text: `a"`}, {Kind: plan.KindInt, Text: "5"}, {Kind: plan.KindFloat, Text: "5"}}
	for want, c := range map[string]plan.Check{
		`"a\"" | 5`:                   {Op: plan.OneOf, Values: text},
		`!="a\"" & !=5`:               {Op: plan.NoneOf, Values: text},
		`>=-1`:                        {Op: plan.AtLeast, Bound: "-1"},
		`!~"^a$"`:                     {Op: plan.NoMatch, Pattern: &plan.Automaton{Pattern: "^a$"}},
		`list.MaxItems(3)`:            {Op: plan.MaxItems, Limit: 3},
		`time.Format("2006-01-02")`:   {Op: plan.Day},
		`string`:                      {Refuses: (&plan.Type{}).Kinds() &^ plan.KindString},
		`@rule(phone, level="valid")`: {Op: plan.Judge, Failure: &plan.Failure{Rule: "phone", Params: []plan.Param{{Name: "level", JSON: `"valid"`}}}},
	} {
		assert.Equal(t, want, Check(&c))
	}
	fields := []plan.Field{{Name: "a"}, {Name: "b"}}
	assert.Equal(t, "if a == _|_ {b!: _}", Condition(fields, &plan.Condition{Require: 1}))
	assert.Equal(t, `if b == "a\"" {a!: _}`, Condition(fields, &plan.Condition{If: 1, Equals: &text[0]}))
	assert.Equal(t, []string{"null", "[]"}, Nothing(plan.Null|plan.EmptyList))
}
