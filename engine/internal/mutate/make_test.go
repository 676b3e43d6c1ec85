package mutate

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

func pattern(t *testing.T, op plan.Op, text string) plan.Check {
	compiled, err := automaton.Compile(text)
	require.NoError(t, err)
	return plan.Check{Op: op, On: plan.KindString, Pattern: compiled}
}

func TestValue(t *testing.T) {
	size := func(op plan.Op, limit int) plan.Check { return plan.Check{Op: op, On: plan.KindString, Limit: limit} }
	day := func(layout rules.DateLayout) plan.Check {
		return plan.Check{Op: plan.Day, On: plan.KindString, Layout: layout}
	}
	among := func(op plan.Op, values ...string) plan.Check {
		c := plan.Check{Op: op, On: plan.KindString}
		for _, v := range values {
			c.Values = append(c.Values, plan.Literal{Kind: plan.KindString, Text: v})
		}
		return c
	}
	bound := func(op plan.Op, n string) plan.Check { return plan.Check{Op: op, On: numbers, Bound: n} }
	trimmed := plan.Reading{Trim: plan.ASCIISet{1 << ' '}, EmptyNull: true}
	for name, test := range map[string]struct {
		kind   plan.Kind
		checks []plan.Check
		read   plan.Reading
	}{
		"patterns and a limit": {kind: plan.KindString, checks: []plan.Check{
			pattern(t, plan.Match, `[^ ]`), pattern(t, plan.Match, `^[^,]*(,[^,]*){3}$`), size(plan.MaxLength, 9),
		}},
		"a long text":    {kind: plan.KindString, checks: []plan.Check{pattern(t, plan.Match, `^[0-9a-f]{40}$`)}},
		"a trimmed text": {kind: plan.KindString, checks: []plan.Check{pattern(t, plan.Match, `^[ a-z]*$`), size(plan.MinLength, 3)}, read: trimmed},
		"not a word":     {kind: plan.KindString, checks: []plan.Check{pattern(t, plan.Match, `^a*$`), among(plan.NoneOf, "aa")}},
		"a word":         {kind: plan.KindString, checks: []plan.Check{among(plan.OneOf, "ab", "b"), pattern(t, plan.NoMatch, `^b`)}},
		"a day":          {kind: plan.KindString, checks: []plan.Check{day(rules.DateHyphens), pattern(t, plan.Match, `^19`)}},
		"a compact day":  {kind: plan.KindString, checks: []plan.Check{day(rules.DateDigits)}},
		"an integer":     {kind: plan.KindInt, checks: []plan.Check{bound(plan.GreaterThan, "0"), bound(plan.AtMost, "1")}},
		"a float":        {kind: plan.KindFloat, checks: []plan.Check{bound(plan.AtLeast, "0.5"), bound(plan.LessThan, "1")}},
	} {
		t.Run(name, func(t *testing.T) {
			s := New(&plan.Endpoint{Read: test.read}, 1)
			kinds := plan.Check{Refuses: anyKind &^ test.kind}
			f := &plan.Field{Type: plan.Type{Checks: append([]plan.Check{kinds}, test.checks...)}}
			for range 500 {
				v := s.value(f, &f.Type, nil)
				v.text = strings.Trim(v.text, s.trim)
				require.Equal(t, test.kind, v.kind)
				for i := range test.checks {
					require.True(t, accepts(&test.checks[i], v), "%q, check %d", v.text, i)
				}
			}
		})
	}
}

func TestAimAtDay(t *testing.T) {
	for layout, text := range layouts {
		f := &plan.Field{Type: plan.Type{Checks: []plan.Check{
			{Op: plan.Day, On: plan.KindString, Layout: rules.DateLayout(layout)},
			{Op: plan.MaxLength, On: plan.KindString, Limit: len(text)},
		}}}
		s := New(&plan.Endpoint{}, 1)
		seen := map[string]bool{}
		for range 1000 {
			v := s.value(f, &f.Type, &f.Type.Checks[0])
			assert.False(t, accepts(&f.Type.Checks[0], v), v.text)
			assert.True(t, accepts(&f.Type.Checks[1], v), v.text)
			seen[v.text] = true
		}
		for _, day := range noDays {
			assert.Contains(t, seen, spellDay(day, rules.DateLayout(layout)))
		}
	}
}

// However many fields there are, payloads of both verdicts come often.
func TestShare(t *testing.T) {
	for _, fields := range []int{1, 10, 100} {
		p := label()
		var names []string
		a := p.Request.Fields[0]
		p.Request.Fields = nil
		for i := range fields {
			a.Name = fmt.Sprint("a", i)
			names = append(names, a.Name)
			p.Request.Fields = append(p.Request.Fields, a)
		}
		p.Request.Names = plan.NewIndex(names, false)
		s, e, accepted := New(p, 1), engine.New(p), 0
		for range 1000 {
			if e.Validate(s.Payload()).Valid() {
				accepted++
			}
		}
		assert.Greater(t, accepted, 300, "%d fields", fields)
		assert.Less(t, accepted, 700, "%d fields", fields)
	}
}

func TestUnreachable(t *testing.T) {
	for _, test := range []struct {
		on     plan.Kind
		op     plan.Op
		bound  string
		absent plan.Nothing
		want   []string
	}{
		{numbers, plan.GreaterThan, "0", 0, []string{"kind accepted", "0 refused", "beside 0 accepted"}},
		{numbers, plan.GreaterThan, "0", plan.Zero, []string{"kind accepted", "beside 0 accepted"}},
		{plan.KindInt, plan.AtLeast, "1", plan.Zero, []string{"kind accepted", "1 accepted"}},
		{numbers, plan.AtLeast, "1", plan.Zero, []string{"kind accepted", "1 accepted", "beside 1 refused"}},
	} {
		c := &Coverage{plan: &plan.Endpoint{}, points: map[any][]*point{}}
		k := plan.Check{Op: test.op, On: test.on, Bound: test.bound, Failure: new(plan.Failure)}
		c.check(&plan.Field{}, &k, anyKind, test.absent)
		for i := range test.want {
			test.want[i] = ":  .: " + test.want[i]
		}
		assert.Equal(t, test.want, c.Missed())
	}
}
