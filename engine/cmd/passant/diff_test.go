package main

import (
	"os"
	"path"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"
)

// writeModule writes a module of its own that has a contract.
func writeModule(t *testing.T, dir, name string, contract []byte) {
	require.Zero(t, command("", "init --module example.com/acme "+dir).code)
	require.NoError(t, os.RemoveAll(dir+"/signup"))
	require.NoError(t, os.Mkdir(dir+"/"+path.Dir(name), 0o700))
	require.NoError(t, os.WriteFile(dir+"/"+name, contract, 0o600))
}

// Two modules are compared as two packages of one are.
func TestDiffOfModules(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/diff.txtar")
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	for i, dir := range []string{"old", "new"} {
		writeModule(t, dir, "shop/order.cue", archive.Files[i].Data)
	}
	transcript := string(archive.Comment)
	_, want, _ := strings.Cut(transcript, "\n")
	want, _, _ = strings.Cut(want, "= 1\n")
	want = strings.NewReplacer("> ", "", "schemas/old/", "old/shop/", "schemas/new/", "new/shop/").Replace(want)
	for _, dirs := range []string{"old/shop new/shop", "old/... new/...", "./old/shop ./new/..."} {
		r := command("", "diff "+dirs)
		assert.Equal(t, result{want, "", int(atFault)}, r)
	}
	assert.Equal(t, result{}, command("", "diff old/... old/..."))
}
