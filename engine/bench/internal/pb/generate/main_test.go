package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestUpToDate(t *testing.T) {
	dir := t.TempDir()
	t.Chdir("..")
	committed := map[string]string{}
	for _, file := range []string{name, "registration.pb.go"} {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		committed[file] = string(text)
	}
	t.Chdir(dir)
	require.NoError(t, generate())
	for file, want := range committed {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		assert.Equal(t, want, string(text), "run go generate ./...")
	}
}
