package scan_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestMultiple(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"0", "3", true},
		{"-0.0e5", "3", true},
		{"6", "3", true},
		{"-6", "3", true},
		{"6", "-3", true},
		{"6.0", "3", true},
		{"60e-1", "3", true},
		{"7", "3", false},
		{"3", "6", false},
		{"0.6", "3", false},
		{"0.003", "3", false},
		{"4.5", "1.5", true},
		{"4.5", "1.50", true},
		{"4.6", "1.5", false},
		{"0.0075", "0.0001", true},
		{"0.00751", "0.0001", false},
		{"100", "10", true},
		{"105", "10", false},
		{"1e3", "1e2", true},
		{"1e400", "7", true}, // more digits than the quotient keeps
		{"1e33", "7", false},
		{"1e-400", "1", false},
		{"0.9999999999999999999999999999999999", "1", false},
		{"0.99999999999999999999999999999999995", "1", true},
		{"0.99999999999999999999999999999999994", "1", false},
		{"1.000000000000000000000000000000001", "1", false},
		{"1.0000000000000000000000000000000004", "1", true},
		{"1.0000000000000000000000000000000005", "1", false},
		{"123456789012345678", "123456789012345678", true},
		{"999999999999999999e5", "999999999999999999", true},
	} {
		assert.Equal(t, test.want, scan.Multiple([]byte(test.a), test.b), "%s and %s", test.a, test.b)
	}
}
