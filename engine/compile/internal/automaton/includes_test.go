package automaton_test

import (
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/compile/internal/automaton"
	"github.com/passant-go/passant/engine/plan"
)

func TestIncludes(t *testing.T) {
	for _, c := range []struct {
		outer, inner   string
		there, andBack bool
	}{
		{``, `^.$`, true, false},
		{``, `$`, true, true},
		{`a`, `aa`, true, false},
		{`^a`, `a`, false, true},
		{`^a+$`, `^a{2,3}$`, true, false},
		{`^a*$`, `^(|a|aa+)$`, true, true},
		{`^[0-9]{4,5}$`, `^[0-9]{4,5}$|^[0-9]{4} ?[A-Za-z]{2}$`, false, true},
		{`^.+@.+\..+$`, `^[a-z]+@[a-z]+\.nl$`, true, false},
		{`(?s)^.*$`, ``, true, true},
		{`^.*$`, ``, false, true},
		{`\bfoo`, `^foo`, true, false},
		{`^\P{Cc}*$`, `^[\w.-]*$`, true, false},
		{`(?i)^k$`, `^[Kk\x{212A}]$`, true, true},
		{`^é$`, `^[è-ê]$`, false, true},
		{`^[\x{80}-\x{FF}]*$`, `^[\x{80}-\x{10FFFF}]*$`, false, true},
		{`^(?:[\x{80}-\x{7FF}]|[\x{800}-\x{10FFFF}])$`, `^[^\x00-\x7F]$`, true, true},
		{`\x{D800}`, `a\bb`, true, true},
		{`a`, `\x{D800}`, true, false},
		{`a`, `b`, false, false},
	} {
		outer, inner := compile(t, c.outer), compile(t, c.inner)
		assert.Equal(t, c.there, automaton.Includes(outer, inner), "%q in %q", c.inner, c.outer)
		assert.Equal(t, c.andBack, automaton.Includes(inner, outer), "%q in %q", c.outer, c.inner)
	}
}

func TestIncludesItself(t *testing.T) {
	for _, v := range verdicts {
		a := compile(t, v.pattern)
		assert.True(t, automaton.Includes(a, a), "%q", v.pattern)
	}
}

func FuzzIncludes(f *testing.F) {
	for i, v := range verdicts {
		for _, text := range v.texts {
			f.Add(v.pattern, verdicts[(i+1)%len(verdicts)].pattern, text)
		}
	}
	f.Fuzz(func(t *testing.T, p, q, text string) {
		if !utf8.ValidString(text) || len(p)+len(q) > 64 {
			t.Skip()
		}
		a, errA := automaton.Compile(p)
		b, errB := automaton.Compile(q)
		if errors.Join(errA, errB) != nil {
			t.Skip()
		}
		both, err := automaton.Compile("(?:" + p + ")|(?:" + q + ")")
		if err != nil {
			t.Skip()
		}
		for _, part := range []*plan.Automaton{a, b} {
			assert.True(t, automaton.Includes(both, part))
			if automaton.Includes(part, both) {
				assert.Equal(t, both.Match([]byte(text)), part.Match([]byte(text)))
			}
		}
	})
}
