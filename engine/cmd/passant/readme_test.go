package main

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/schemas"
)

// The contract that the README shows compiles where the README says what to copy.
func TestContractOfTheReadme(t *testing.T) {
	readme, err := os.ReadFile("../../../README.md")
	require.NoError(t, err)
	contract := regexp.MustCompile("(?ms)^```cue\n(.*?)^```$").FindSubmatch(readme)
	require.NotNil(t, contract)

	t.Chdir(t.TempDir())
	for _, name := range []string{"contract", "answer", "field"} {
		files, err := fs.Sub(schemas.FS, name)
		require.NoError(t, err)
		require.NoError(t, os.CopyFS("cue.mod/pkg/github.com/passant-go/passant/schemas/"+name, files))
	}
	require.NoError(t, os.WriteFile("cue.mod/module.cue", []byte("module: \"example.com/acme\"\nlanguage: version: \"v0.17.0\"\n"), 0o600))
	require.NoError(t, os.Mkdir("acme", 0o700))
	require.NoError(t, os.WriteFile("acme/signup.cue", contract[1], 0o600))

	r := command("", "generate ./...")
	assert.Equal(t, result{out: "acme/signup_gen.go\n"}, result{strings.ReplaceAll(r.out, `\`, "/"), r.err, r.code})
}
