package schemas_test

import (
	"fmt"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
	"github.com/passant-go/passant/schemas"
)

// A text that a rule accepts matches every pattern that the rule implies: shortcuts do not ask.
func FuzzImplies(f *testing.F) {
	type implication struct {
		rule    rules.Checker
		pattern *regexp.Regexp
	}
	known := map[string]implication{}
	var inside func(t *plan.Type)
	inside = func(t *plan.Type) {
		for _, c := range t.Checks {
			if c.Rule == nil {
				continue
			}
			for _, rule := range c.Rule.Bound {
				for _, pattern := range c.Rule.Implies {
					known[fmt.Sprintf("%T%+v %s", rule, rule, pattern)] = implication{rule, regexp.MustCompile(pattern)}
				}
			}
		}
		if t.Object != nil {
			for i := range t.Object.Fields {
				inside(&t.Object.Fields[i].Type)
			}
		}
		if t.Elem != nil {
			inside(t.Elem)
		}
	}
	for _, e := range schemas.All() {
		inside(&plan.Type{Object: &e.Plan().Request})
	}
	require.NotEmpty(f, known)
	texts := []string{
		"", "a", "Zoë", "a@b.de", "é@bücher.de", `"a b\"@"@b.c`, "a\n@b.de", "a@b", "O'Neill-Smith\u200d", "a.b-c_d", "x-klingon", "i-klingon", "de-Latn-DE-1996", "sgn-BE-FR",
		"2week", "007day", "0", "00123", "NL", "nl", "N\u00cb", "de, Sachsen, 02763, Zittau", "DE,,,", "be,a,b,c,d", "nl, a\n, 1012 AB, b",
	}
	for _, text := range texts {
		f.Add(text)
	}
	for name, i := range known {
		accepted := 0
		for _, text := range texts {
			if i.rule.Check(rules.Value{Text: []byte(text)}).Outcome == rules.Accept {
				accepted++
			}
		}
		assert.Positive(f, accepted, name)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, i := range known {
			if i.rule.Check(rules.Value{Text: []byte(text)}).Outcome != rules.Refuse {
				assert.True(t, i.pattern.MatchString(text), "%s: %q", name, text)
			}
		}
	})
}
