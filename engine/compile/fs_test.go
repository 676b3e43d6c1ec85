package compile_test

import (
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
)

// schemas is the contracts of the project and those in testdata, in memory.
func schemas(t testing.TB) fstest.MapFS {
	t.Helper()
	files, err := contractFiles()
	require.NoError(t, err)
	return maps.Clone(files)
}

// contracts are those of schemas and the plans of their endpoints, which tests share and do not change.
func contracts(t testing.TB) (fstest.MapFS, []*plan.Endpoint) {
	t.Helper()
	plans, err := contractPlans()
	require.NoError(t, err)
	return schemas(t), slices.Clone(plans)
}

var contractPlans = sync.OnceValues(func() ([]*plan.Endpoint, error) {
	files, err := contractFiles()
	if err != nil {
		return nil, err
	}
	return compile.FS(files)
})

var contractFiles = sync.OnceValues(func() (fstest.MapFS, error) {
	files := fstest.MapFS{}
	for _, dir := range []string{"../../schemas", "testdata/contracts"} {
		fsys := os.DirFS(dir)
		err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".cue") || d.IsDir() {
				return err
			}
			text, err := fs.ReadFile(fsys, name)
			files[name] = &fstest.MapFile{Data: text}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
})

// edit replaces a part of a file, which must be there.
func edit(t testing.TB, files fstest.MapFS, name, old, new string) {
	t.Helper()
	require.Contains(t, files, name)
	text := string(files[name].Data)
	require.Contains(t, text, old)
	files[name] = &fstest.MapFile{Data: []byte(strings.Replace(text, old, new, 1))}
}
