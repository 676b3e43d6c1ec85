package compile_test

import (
	"flag"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/internal/seedtest"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
)

// A payload costs CUE hundreds of allocations, none of which lives long: collected less often, the tests take two thirds of
// the time.
func TestMain(m *testing.M) {
	debug.SetGCPercent(800)
	os.Exit(m.Run())
}

// long reports whether PASSANT_LONG asks for the whole of what is tried a tenth of otherwise.
func long() bool { return os.Getenv("PASSANT_LONG") != "" }

// fuzzing reports whether a fuzz test searches, and does not only try its seeds.
func fuzzing() bool { return flag.Lookup("test.fuzz").Value.String() != "" }

// tenth is about a tenth of what is to be tried, another one in each run; all of it where PASSANT_LONG is set or a fuzz test searches.
func tenth[T any](t testing.TB, all []T) []T {
	if long() || fuzzing() {
		return all
	}
	r := rand.New(rand.NewPCG(seedtest.New(t), 4))
	return slices.DeleteFunc(slices.Clone(all), func(T) bool { return r.IntN(10) != 0 })
}

// witnesses are those of an endpoint of the project, which tests share.
func witnesses(t testing.TB, p *plan.Endpoint) []sample.Witness {
	once, _ := witnessed.LoadOrStore(p.Name, sync.OnceValues(func() ([]sample.Witness, error) { return sample.Witnesses(p) }))
	all, err := once.(func() ([]sample.Witness, error))()
	require.NoError(t, err)
	return all
}

var witnessed sync.Map // by name: func() ([]sample.Witness, error)

// times is how often something is tried that PASSANT_LONG asks n times for.
func times(n int) int {
	if long() {
		return n
	}
	return max(n/10, 1)
}
