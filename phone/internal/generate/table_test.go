package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFresh makes the table again. Where it fails: go generate ./phone.
func TestFresh(t *testing.T) {
	source, err := release()
	require.NoError(t, err)
	want, err := generate(source)
	require.NoError(t, err)
	got, err := os.ReadFile("../../table_gen.go")
	require.NoError(t, err)
	assert.True(t, string(want) == string(got), "table_gen.go is stale")
}
