package outbox_test

import (
	"encoding/json"
	"errors"
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

// An outbox is well while its file is where it was opened and something can be written beside it; looking leaves nothing behind.
func TestBeat(t *testing.T) {
	for name, harm := range map[string]func(path string) error{
		"removed": os.Remove,
		"replaced": func(path string) error {
			return errors.Join(os.Rename(path, path+".old"), os.WriteFile(path, nil, 0o600))
		},
		"the directory removed": func(path string) error { return os.RemoveAll(filepath.Dir(path)) },
	} {
		dir := filepath.Join(t.TempDir(), "outbox")
		require.NoError(t, os.Mkdir(dir, 0o700))
		o, err := outbox.Open(filepath.Join(dir, "codes"))
		require.NoError(t, err)
		assert.NoError(t, o.Beat(), name)
		files, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Len(t, files, 1)
		require.NoError(t, harm(filepath.Join(dir, "codes")))
		assert.Error(t, o.Beat(), name)
		require.NoError(t, o.Close())
		assert.ErrorIs(t, o.Beat(), os.ErrClosed)
	}
	device, err := outbox.Open("/dev/null") // which is no regular file
	require.NoError(t, err)
	assert.NoError(t, device.Beat())
	require.NoError(t, device.Close())
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
