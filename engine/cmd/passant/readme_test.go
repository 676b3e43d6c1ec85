package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The contract that the README shows compiles where the README says what to copy.
func TestContractOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	require.NoError(t, err)
	contract := regexp.MustCompile("(?ms)^```cue\n(.*?)^```$").FindSubmatch(readme)
	require.NotNil(t, contract)

	t.Chdir(t.TempDir())
	module(t, ".", "acme/signup.cue", contract[1])

	r := command("", "generate ./...")
	assert.Equal(t, result{out: "acme/signup_gen.go\n"}, result{strings.ReplaceAll(r.out, `\`, "/"), r.err, r.code})
}
