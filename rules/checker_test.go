package rules_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/rules"
)

// testRule has a rule judge texts by the code that it is to give; that of texts it accepts is "".
// It holds that nothing is allocated and that no verdict shows the text.
func testRule(t *testing.T, rule rules.Checker, textsByCode map[string][]string) {
	t.Helper()
	for code, texts := range textsByCode {
		want := rules.Verdict{Outcome: rules.Refuse, Code: code}
		if code == "" {
			want = rules.Verdict{}
		} else {
			assert.Regexp(t, `^[a-z][a-z0-9]*(_[a-z]+)*$`, code)
		}
		for _, text := range texts {
			value := rules.Value{Text: []byte(text)}
			assert.Equal(t, want, rule.Check(value), "%q", text)
			assert.Zero(t, testing.AllocsPerRun(10, func() { rule.Check(value) }), "%q", text)
		}
	}
	verdict := rule.Check(rules.Value{Text: []byte("1SECRET\n")})
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v", verdict, verdict, verdict), "SECRET")
}

// benchmark measures a rule on a text that it accepts beside what it replaces.
func benchmark(b *testing.B, rule rules.Checker, text, name string, replaced func(text string) bool) {
	b.Run("rules", func(b *testing.B) {
		value := rules.Value{Text: []byte(text)}
		b.ReportAllocs()
		for b.Loop() {
			if rule.Check(value) != (rules.Verdict{}) {
				b.Fatal("refused")
			}
		}
	})
	b.Run(name, func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !replaced(text) {
				b.Fatal("refused")
			}
		}
	})
}
