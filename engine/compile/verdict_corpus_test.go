package compile_test

import (
	"os/exec"
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The corpus of FuzzVerdict reaches nearly all statements of the compiler.
func TestVerdictCorpus(t *testing.T) {
	if !long() {
		t.Skip("it is long: PASSANT_LONG is not set")
	}
	const least = 95
	out, err := exec.Command("go", "test", ".", "-run", "^FuzzVerdict$", "-coverpkg", ".,./internal/source,./internal/types,./internal/read,./internal/lower").CombinedOutput()
	require.NoError(t, err, "%s", out)
	share := regexp.MustCompile(`coverage: ([0-9.]+)% of statements`).FindSubmatch(out)
	require.NotNil(t, share, "%s", out)
	reached, err := strconv.ParseFloat(string(share[1]), 64)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, reached, float64(least), "draw more and keep what reaches more, or remove what nothing can reach")
}
