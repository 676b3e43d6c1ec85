package mutate

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/plan"
)

func TestConstraints(t *testing.T) {
	var got []string
	for _, c := range Constraints(label()) {
		got = append(got, c.Failure.Rule, string(c.Accepted()[0]), string(c.Refused()[0]))
	}
	assert.Equal(t, []string{
		"required", `{"a":"aa"}`, `{}`,
		"type", `{"a":"aa"}`, `{"a":0}`,
		"min_length", `{"a":"aa"}`, `{"a":"a"}`,
		"max_length", `{"a":"aaa"}`, `{"a":"aaaa"}`,
	}, got)
}

// A solver that does not find what is there would call it dead.
func TestSolverFindsNumbers(t *testing.T) {
	bound := func(op plan.Op, n string) plan.Check { return plan.Check{Op: op, On: numbers, Bound: n} }
	for _, test := range []struct {
		checks []plan.Check
		want   string // integer, then another number
	}{
		{nil, "0 0.0"},
		{[]plan.Check{bound(plan.GreaterThan, "0.25"), bound(plan.LessThan, "1")}, "- 0.625"},
		{[]plan.Check{bound(plan.AtLeast, "-7.5"), bound(plan.LessThan, "-5")}, "-6 -6.0"},
		{[]plan.Check{bound(plan.GreaterThan, "1e30")}, "1000000000000000000000000000001 1000000000000000000000000000001.0"},
		{[]plan.Check{bound(plan.AtLeast, "5"), bound(plan.AtMost, "5"), {Op: plan.NoneOf, On: numbers, Values: []plan.Literal{{Kind: plan.KindInt, Text: "5"}}}}, "- 5.0"},
		{[]plan.Check{bound(plan.GreaterThan, "5"), bound(plan.LessThan, "5")}, "- -"},
	} {
		s := NewSolver(&plan.Endpoint{})
		found := map[plan.Kind]string{plan.KindInt: "-", plan.KindFloat: "-"}
		g := goal{field: &plan.Field{}, typ: &plan.Type{Checks: test.checks}}
		for _, v := range s.values(g) {
			if found[v.kind] == "-" {
				found[v.kind] = v.text
			}
		}
		assert.Equal(t, test.want, found[plan.KindInt]+" "+found[plan.KindFloat])
	}
}
