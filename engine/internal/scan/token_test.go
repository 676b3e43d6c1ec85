package scan_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestSpace(t *testing.T) {
	for _, test := range []struct {
		text string
		i    int
		want int
	}{
		{"", 0, 0},
		{"x", 0, 0},
		{" ", 0, 1},
		{" ", 1, 1},
		{" \t\r\nx \n", 0, 4},
		{" \t\r\nx \n", 4, 4},
		{" \t\r\nx \n", 5, 7},
		{"\v", 0, 0},
		{"\f", 0, 0},
		{"\x00", 0, 0},
		{" \x1F", 0, 1},
		{"\u00A0", 0, 0},
		{"\u2028", 0, 0},
	} {
		assert.Equal(t, test.want, scan.Space([]byte(test.text), test.i), "%q from %d", test.text, test.i)
	}
}

func TestLiteral(t *testing.T) {
	for _, want := range []string{"true", "false", "null"} {
		for _, after := range []string{"", "x", ",", "e"} {
			end, code := scan.Literal([]byte("["+want+after), 1, want)
			assert.Equal(t, scan.None, code, want+after)
			assert.Equal(t, 1+len(want), end, want+after)
		}
		for n := range want {
			for _, after := range []string{"", "X", " true", "\x80"} {
				end, code := scan.Literal([]byte("["+want[:n]+after), 1, want)
				assert.Equal(t, scan.Syntax, code, want[:n]+after)
				assert.Equal(t, 1+n, end, want[:n]+after)
			}
		}
	}
}
