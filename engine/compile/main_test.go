package compile_test

import (
	"math/rand/v2"
	"os"
	"runtime/debug"
	"strconv"
	"testing"

	"github.com/stretchr/testify/require"
)

// A payload costs CUE hundreds of allocations, none of which lives long: collected less often, the tests take two thirds of
// the time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}

// long reports whether PASSANT_LONG asks for the whole of what is tried a tenth of otherwise.
func long() bool { return os.Getenv("PASSANT_LONG") != "" }

// times is how often something is tried that PASSANT_LONG asks n times for.
func times(n int) int {
	if long() {
		return n
	}
	return max(n/10, 1)
}

// seed is that of PASSANT_SEED, or a new one for every run. A test that fails tells it.
func seed(t testing.TB) uint64 {
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
