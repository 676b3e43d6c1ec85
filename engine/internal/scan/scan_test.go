package scan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/internal/scan"
)

// A faulty text is refused at the point where good ends and bad begins.
type faulty struct {
	good, bad string
	code      scan.Code
}

func (f faulty) text() []byte { return []byte(f.good + f.bad) }

// small holds limits that a readable text can reach.
var small = scan.Limits{Body: 40, Depth: 3, Values: 12, Keys: 3, String: 8, Number: 6, Exponent: 12}

// wide holds limits that no text in a test reaches.
var wide = scan.Limits{Body: 1 << 30, Depth: 10_000, Values: 1 << 30, Keys: 1 << 30, String: 1 << 30, Number: 1 << 30, Exponent: 1e8}

func scanner(limits scan.Limits) *scan.Scanner {
	s := new(scan.Scanner)
	s.Reset(limits)
	return s
}

func TestCode(t *testing.T) {
	want := "none syntax bom utf8 surrogate duplicate_key trailing not_object depth size values keys string_size number_size escape unknown"
	var got []string
	for c := scan.None; c <= scan.Escape+1; c++ {
		got = append(got, c.String())
	}
	assert.Equal(t, want, strings.Join(got, " "))
}

func TestDefaultLimits(t *testing.T) {
	assert.Equal(t, scan.Limits{
		Body: 1_048_576, Depth: 32, Values: 16_384, Keys: 256, String: 65_536, Number: 64, Exponent: 400,
	}, scan.DefaultLimits())
}
