package automaton_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/automaton"
)

func TestWithin(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{`^a$`, `^a$`, true},
		{`^a$`, `a`, true},
		{`a`, `^a$`, false},
		{`^[0-9]{3}$`, `^[0-9]+$`, true},
		{`^[0-9]+$`, `^[0-9]{3}$`, false},
		{`^é+$`, `^\pL*$`, true},
		{`^\pL*$`, `^é+$`, false},
		{`^.+@.+\..+$`, `@`, true},
		{`^.*@.*$`, `^.+@.+$`, false},
		{`^(?:a|b)c$`, `^[ab][cd]$`, true},
		{`[^\x00-\x{10FFFF}]`, `^a$`, true},
	} {
		a, err := automaton.Compile(test.a)
		require.NoError(t, err)
		b, err := automaton.Compile(test.b)
		require.NoError(t, err)
		assert.Equal(t, test.want, automaton.Within(a, b), "%s %s", test.a, test.b)
	}
}
