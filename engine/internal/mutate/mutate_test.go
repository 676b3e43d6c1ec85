package mutate

import (
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/automaton"
	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
)

func failure(rule, code string) *plan.Failure {
	return &plan.Failure{Rule: rule, Code: code, Words: []plan.Message{{}}}
}

// label has the required member a, a string of two to three characters.
func label() *plan.Endpoint {
	required := failure("required", "required")
	return &plan.Endpoint{
		Request: plan.Object{
			Fields: []plan.Field{{Name: "a", Required: required, Stop: true, Type: plan.Type{Checks: []plan.Check{
				{Op: plan.Kinds, Refuses: anyKind &^ plan.KindString, Stop: true, Failure: failure("type", "string")},
				{Op: plan.MinLength, On: plan.KindString, Limit: 2, Failure: failure("min_length", "min_length")},
				{Op: plan.MaxLength, On: plan.KindString, Limit: 3, Failure: failure("max_length", "max_length")},
			}}}},
			Names: plan.NewIndex([]string{"a"}, false),
		},
		Unknown:      plan.Refuse,
		UnknownField: failure("unknown_field", "unknown_field"),
	}
}

// sorted is a JSON text with its members in the order of their names.
func sorted(text []byte) string {
	v := decode(text)
	var sort func(*value)
	sort = func(v *value) {
		slices.SortFunc(v.members, func(a, b member) int { return cmp.Compare(a.name, b.name) })
		for _, inner := range v.inside() {
			sort(inner)
		}
	}
	sort(v)
	return string(v.append(nil, nil))
}

func TestSource(t *testing.T) {
	seed := seedtest.New(t)
	a, b := New(label(), seed), New(label(), seed)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 2000 {
		payload := a.Payload()
		require.Equal(t, string(payload), string(b.Payload()))
		require.False(t, engine.New(label()).Validate(payload).Malformed(), "%s", payload)
		shuffled := decode(payload)
		shuffled.shuffle(r)
		require.Equal(t, sorted(payload), sorted(shuffled.append(nil, nil)))
	}
}

// Values of types that contain themselves, in lists and maps, end.
func TestSourceEnds(t *testing.T) {
	again := plan.Type{Again: 1, Checks: []plan.Check{{Refuses: anyKind &^ (plan.KindList | plan.KindObject)}}}
	p := &plan.Endpoint{
		Types:   []plan.Type{{Elem: &again, Object: &plan.Object{Rest: &again}}},
		Request: plan.Object{Fields: []plan.Field{{Name: "x", Required: new(plan.Failure), Type: again}}},
	}
	for seed := range uint64(200) {
		assert.Less(t, len(New(p, seed).Payload()), 1<<20)
	}
}

// So do those of types that no value has, as each must be in another.
func TestSourceEndsWhereNothingDoes(t *testing.T) {
	again := plan.Type{Again: 1}
	for _, whole := range []plan.Type{
		{Object: &plan.Object{Fields: []plan.Field{{Name: "a", Required: new(plan.Failure), Type: again}, {Name: "b", Required: new(plan.Failure), Type: again}}}},
		{Items: []plan.Type{again, again}, Checks: []plan.Check{{Op: plan.MinItems, On: plan.KindList, Limit: 2}}},
		{Elem: &again, Checks: []plan.Check{{Op: plan.MinItems, On: plan.KindList, Limit: 3}}},
	} {
		for _, kind := range []plan.Kind{plan.KindList, plan.KindObject} {
			x := again
			x.Checks = append(slices.Clone(whole.Checks), plan.Check{Refuses: anyKind &^ kind})
			p := &plan.Endpoint{Types: []plan.Type{whole}, Request: plan.Object{Fields: []plan.Field{{Name: "x", Required: new(plan.Failure), Type: x}}}}
			for seed := range uint64(50) {
				assert.Less(t, len(New(p, seed).Payload()), 1<<20)
			}
		}
	}
}

// Whatever a payload is, changes lead to all that can be wrong with it.
func TestChange(t *testing.T) {
	for _, payload := range []string{`{}`, `{"b":[{"a":1.50}]}`, `{"a":"abc"}`} {
		a, b := New(label(), 1), New(label(), 1)
		seen := map[string]int{}
		for range 2000 {
			changed := a.Change([]byte(payload))
			require.Equal(t, string(changed), string(b.Change([]byte(payload))))
			report := engine.New(label()).Validate(changed)
			require.False(t, report.Malformed(), "%s", changed)
			for _, v := range report.Violations() {
				seen[v.Rule]++
			}
			seen[sorted(changed)]++
		}
		assert.Greater(t, len(seen), len(payload)*10, payload)
		assert.Positive(t, seen[sorted([]byte(payload))], payload)
		for _, rule := range []string{"required", "type", "min_length", "max_length", "unknown_field"} {
			assert.Positive(t, seen[rule], "%s: %s", payload, rule)
		}
	}
}

func TestWalk(t *testing.T) {
	for _, pattern := range []string{`^a+$`, `^(\d{4} ?[A-Za-z]{2}|\d{4}|\d{5})$`, `^.+@.+\..+$`, `[^ \t]`, `é|😀`, `^\P{Cc}*$`} {
		compiled, err := automaton.Compile(pattern)
		require.NoError(t, err)
		matches := 0
		for n := range 9 {
			for _, match := range []bool{true, false} {
				w := &walk{rand.New(rand.NewPCG(1, 1)), []demand{{compiled, match}}, 4, map[string]struct{}{}}
				made, ok := w.text(n)
				if !ok {
					continue
				}
				assert.Equal(t, n, utf8.RuneCountInString(made))
				assert.Equal(t, match, regexp.MustCompile(pattern).MatchString(made), "%s: %q", pattern, made)
				if match {
					matches++
				}
			}
		}
		assert.Positive(t, matches, pattern)
	}
}

func TestCoverage(t *testing.T) {
	p := label()
	e, c := engine.New(p), NewCoverage(p)
	for _, payload := range []string{
		`{"a":"ab"}`, `{"a":"a"}`, `{"a":"éé\u00e9"}`, `{"a":"abcd"}`, `{}`, `{"a":"ab","b":0}`, `{"a":null}`, `{"a":1}`, `{"a":[]}`, `{"a":{}}`,
	} {
		normal, err := e.AppendNormal(nil, []byte(payload))
		require.NoError(t, err)
		c.Observe([]byte(payload), normal, e.Validate([]byte(payload)).Violations())
	}
	assert.Equal(t, 5, c.Constraints())
	assert.Equal(t, []string{"a:  type.string: bool refused", "a:  type.string: float refused"}, c.Missed())
}

func TestSpelling(t *testing.T) {
	seed := seedtest.New(t)
	r := rand.New(rand.NewPCG(seed, 1))
	for range 100 {
		text := `{"é\"\\/":["😀\u0000",{"a":1.50,"b":null}]}`
		assert.JSONEq(t, text, string(decode([]byte(text)).append(nil, r)))
		assert.True(t, json.Valid(decode([]byte(text)).append(nil, nil)))
	}
}
