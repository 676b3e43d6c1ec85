package compile_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// schemas is the contracts of the project and those in testdata, in memory.
func schemas(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, dir := range []string{"../../schemas", "testdata/contracts"} {
		fsys := os.DirFS(dir)
		require.NoError(t, fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".cue") || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(fsys, name)
			files[name] = &fstest.MapFile{Data: text}
			return err
		}))
	}
	return files
}

// edit replaces a part of a file, which must be there.
func edit(t testing.TB, files fstest.MapFS, name, old, new string) {
	t.Helper()
	require.Contains(t, files, name)
	text := string(files[name].Data)
	require.Contains(t, text, old)
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
}
