package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/schemas"
)

// The first words of the lines are the endpoints, whatever follows them.
func TestListHasOneEndpointOnALine(t *testing.T) {
	var want, got []string
	for _, e := range schemas.All() {
		want = append(want, e.Name())
	}
	for line := range strings.Lines(command("", "list").out) {
		got = append(got, strings.Fields(line)[0])
	}
	assert.Equal(t, want, got)
}
