// Package seedtest gives tests that draw their seeds.
package seedtest

import (
	"math/rand/v2"
	"os"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// New is the seed of PASSANT_SEED, or a new one for every run. A test that fails tells it.
func New(t testing.TB) uint64 {
	n := rand.Uint64()
	if s := os.Getenv("PASSANT_SEED"); s != "" {
		var err error
		n, err = strconv.ParseUint(s, 10, 64)
		require.NoError(t, err, "PASSANT_SEED")
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("PASSANT_SEED=%d repeats it", n)
		}
	})
	return n
}
