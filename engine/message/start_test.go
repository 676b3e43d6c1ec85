package message_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A program with a catalogue runs none of our code at start-up.
func TestStartUp(t *testing.T) {
	const module = "github.com/passant-go/passant"
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "program")
	require.NoError(t, os.WriteFile(source, []byte(`package main

import "`+module+`/engine/message"

var languages message.Catalogue

func main() { println(languages.For("nl").Tag()) }
`), 0o600))
	out, err := exec.Command("go", "build", "-o", program, source).CombinedOutput()
	require.NoError(t, err, string(out))

	run := exec.Command(program)
	run.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	trace, err := run.CombinedOutput()
	require.NoError(t, err)
	assert.Contains(t, string(trace), "init ")
	assert.NotContains(t, string(trace), "init "+module)
}
