package bench

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func BenchmarkValid(b *testing.B)   { run(b, "valid") }
func BenchmarkInvalid(b *testing.B) { run(b, "invalid") }

// BenchmarkGrowth is all the rest: what payloads, contracts and their number grow in.
func BenchmarkGrowth(b *testing.B) {
	for _, c := range growth() {
		b.Run(c.ID(), func(b *testing.B) { measure(b, c) })
	}
}

func run(b *testing.B, group string) {
	for _, c := range Cases() {
		if c.Group == group {
			b.Run(c.Name, func(b *testing.B) { measure(b, c) })
		}
	}
}

func measure(b *testing.B, c Case) {
	operation, err := c.Prepare()
	require.NoError(b, err)
	b.SetBytes(int64(operation.Bytes))
	b.ReportAllocs()
	for b.Loop() {
		_, err = operation.Time(1)
	}
	require.NoError(b, err)
}
