package scan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/scan"
)

func TestAllocs(t *testing.T) {
	s, limits := scanner(scan.DefaultLimits()), scan.DefaultLimits()
	for _, payload := range payloads {
		text := []byte(payload.text)
		require.Zero(t, testing.AllocsPerRun(100, func() {
			s.Reset(limits)
			s.Check(text)
		}), payload.name)
	}
	s.Fold(true)
	nested := []byte(`{"x":[` + strings.Repeat(`{"FirstName":1,"LastName":2},`, 600) + `0]}`)
	require.Zero(t, testing.AllocsPerRun(100, func() {
		s.Reset(limits)
		s.Check(nested)
	}), "names of objects that are closed take no room")
	s.Fold(false)

	repeated := []byte(`{"a":1,"\u0061":2}`)
	dst, raw, lit := make([]byte, 0, 100), []byte(`a\u00f6\n`), []byte("-12.50e3")
	require.Zero(t, testing.AllocsPerRun(100, func() {
		s.Reset(limits)
		s.Check(repeated)
		s.Name(s.Open(), raw)
		dst = scan.AppendUnescaped(dst[:0], raw)
		scan.Compare(lit, "-12500")
		scan.Int64(lit)
	}))
}
