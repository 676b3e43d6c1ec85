package rules_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"
)

// node installs an npm package, runs a script that may require it and decodes what that prints as JSON. The script has
// input as JSON on its standard input. Without PASSANT_NPM=1 the test is skipped; with it, a registry that cannot be
// reached fails it.
func node(t *testing.T, npmPackage, script string, input, output any) {
	if os.Getenv("PASSANT_NPM") != "1" {
		t.Skip("needs PASSANT_NPM=1, npm and node")
	}
	dir := t.TempDir()
	out, err := exec.Command("npm", "install", "--prefix", dir, "--ignore-scripts", "--no-audit", "--no-fund", npmPackage).CombinedOutput()
	require.NoError(t, err, "%s", out)

	stdin, err := json.Marshal(input)
	require.NoError(t, err)
	command := exec.Command("node", "--input-type=commonjs", "-e", script)
	command.Dir, command.Stdin, command.Stderr = dir, bytes.NewReader(stdin), os.Stderr
	out, err = command.Output()
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(out, output))
}
