package outbox_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/reference/outbox"
)

// Messages of many at once, in two outboxes of one file, are lines of their own, behind those that are there.
func TestSend(t *testing.T) {
	path := filepath.Join(t.TempDir(), "codes")
	const clients = 50
	var all sync.WaitGroup
	for range 2 {
		o, err := outbox.Open(path)
		require.NoError(t, err)
		for i := range clients {
			all.Go(func() {
				assert.NoError(t, o.Send(outbox.Message{Endpoint: "e", To: "\"\n<é", Code: fmt.Sprint(i)}))
			})
		}
		defer o.Close()
	}
	all.Wait()
	text, err := os.ReadFile(path)
	require.NoError(t, err)
	sent := map[outbox.Message]int{}
	for line := range strings.Lines(string(text)) {
		var m outbox.Message
		require.NoError(t, json.Unmarshal([]byte(line), &m))
		sent[m]++
	}
	assert.Len(t, sent, clients)
	for m, n := range sent {
		assert.Equal(t, 2, n, m)
	}
	info, err := os.Stat(path)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o600), info.Mode())
}

func TestErrors(t *testing.T) {
	_, err := outbox.Open(t.TempDir())
	assert.ErrorContains(t, err, "is a directory")
	o, err := outbox.Open(filepath.Join(t.TempDir(), "codes"))
	require.NoError(t, err)
	require.NoError(t, o.Close())
	err = o.Send(outbox.Message{To: "harrie@example.nl", Code: "12345"})
	require.ErrorIs(t, err, os.ErrClosed)
	assert.NotContains(t, err.Error(), "harrie")
	assert.NotContains(t, err.Error(), "12345")
}
