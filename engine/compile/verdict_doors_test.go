package compile_test

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/compile/internal/golang"
	"github.com/passant-go/passant/engine/internal/drawtest"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
)

// doors goes through the other doors of the package: witnesses are what CUE says they are, generated code is not stale,
// and what is wrong has an error of a known type.
func (v *verdicts) doors(t testing.TB, s *drawtest.Stream, files fstest.MapFS, dir string, endpoints []*plan.Endpoint) {
	for _, p := range endpoints {
		const most = 3 // constraints for whose witnesses payloads are drawn
		if pure := mutate.JSON(p); len(mutate.Constraints(pure)) > most && !mutate.Exact(&plan.Type{Object: &pure.Request}) {
			continue
		}
		witnesses, err := sample.Witnesses(p)
		for _, err := range joined(err) {
			var dead *sample.DeadError
			var givenUp *sample.GivenUpError
			require.True(t, errors.As(err, &dead) || errors.As(err, &givenUp), err)
			assert.NotEmpty(t, err.Error())
		}
		o, err := compile.NewOracle(files, p.Name, compile.Dirs(path.Dir(p.Name)))
		require.NoError(t, err)
		for _, err := range joined(o.Confirm(p, witnesses)) {
			t.Errorf("a witness: %v\n%s", err, v.contract)
		}
		for _, w := range witnesses {
			w.Accepts, w.Refuses = w.Refuses, w.Accepts
			var differs *compile.VerdictError
			require.ErrorAs(t, o.Confirm(p, []sample.Witness{w}), &differs)
			assert.NotEmpty(t, differs.Error())
		}
		_, err = o.Accepts([]byte(`{`))
		assert.Error(t, err)
		assert.Error(t, o.Confirm(p, []sample.Witness{{Accepts: []byte(`{`)}}))
		_, err = o.Describes("nope", []byte(`{}`))
		assert.Error(t, err)
		accepted := map[int]bool{}
		for _, a := range p.Answers {
			described, err := o.Describes(a.Occasion, []byte(`{}`))
			require.NoError(t, err, "%s\n%s", a.Occasion, v.contract)
			accepted[a.Status] = accepted[a.Status] || described
		}
		for status, want := range accepted {
			assert.Equal(t, want, strict(t, p, status).Validate([]byte(`{}`)).Valid(), "CUE's verdict on {}, of %d\n%s", status, v.contract)
		}
	}
	_, err := compile.NewOracle(files, dir+"/nope")
	assert.Error(t, err)

	root := t.TempDir()
	for name, file := range files {
		to := filepath.Join(root, filepath.FromSlash(name))
		require.NoError(t, os.MkdirAll(filepath.Dir(to), 0o755))
		require.NoError(t, os.WriteFile(to, file.Data, 0o644))
	}
	if s.Below(8) == 7 {
		require.NoError(t, os.RemoveAll(filepath.Join(root, "cue.mod")))
	}
	if s.Below(4) == 3 {
		name, text := "post_gen.go", "package own"
		if s.Below(2) == 1 {
			name, text = "gone_gen.go", golang.Header+"\n\npackage own"
		}
		require.NoError(t, os.WriteFile(filepath.Join(root, dir, name), []byte(text), 0o644))
	}
	where := filepath.Join(root, []string{dir, dir + "/...", "...", "cue.mod", "nowhere", "../nowhere/..."}[s.Below(6)])
	known := func(err error) {
		for _, err := range joined(err) {
			var fault *compile.Error
			var path *fs.PathError
			assert.True(t, errors.As(err, &fault) || errors.As(err, &path), "%v\n%s", err, v.contract)
		}
	}
	_, err = compile.Stale() // here is no contract
	assert.ErrorIs(t, err, compile.ErrNoContracts)
	_, err = compile.Generate(where)
	known(err)
	if stale, again := compile.Stale(where); err == nil {
		assert.NoError(t, again)
		assert.Empty(t, stale)
	}
	_, err = compile.Directory(where)
	known(err)
}

// joined are the errors that one joins.
func joined(err error) []error {
	if all, ok := err.(interface{ Unwrap() []error }); ok {
		return all.Unwrap()
	}
	if err == nil {
		return nil
	}
	return []error{err}
}
