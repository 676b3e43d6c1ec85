package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The contract that the README shows is the one that init begins with, and compiles.
func TestContractOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	require.NoError(t, err)
	contract := regexp.MustCompile("(?ms)^```cue\n(.*?)^```$").FindSubmatch(readme)
	require.NotNil(t, contract)

	t.Chdir(t.TempDir())
	require.Zero(t, command("", "init contracts").code)
	written, err := os.ReadFile("contracts/signup/signup.cue")
	require.NoError(t, err)
	assert.Equal(t, string(contract[1]), string(written))

	r := command("", "generate ./contracts/...")
	assert.Equal(t, result{out: "contracts/signup/signup_gen.go\ncontracts/signup/signup_types_gen.go\n"}, result{strings.ReplaceAll(r.out, `\`, "/"), r.err, r.code})
}
