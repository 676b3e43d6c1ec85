package schemas_test

import (
	"flag"
	"slices"
	"strings"
	"testing"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"cuelang.org/go/cue/load"
	"cuelang.org/go/encoding/json"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/schemas"
)

var update = flag.Bool("update", false, "write the golden files of the fixtures anew")

// Every fixture is answered as its golden files say, and refused by the layer that it names and no other.
func TestFixtures(t *testing.T) {
	contracts := contracts{}
	layers := []string{"json", "cue", "rule", "lookup", "accepted"}
	counts := map[string]int{}
	for _, f := range fixtures(t) {
		counts[f.layer]++
		t.Run(f.path, func(t *testing.T) {
			require.Contains(t, layers, f.layer)
			report, err := f.check()
			files := golden(t, report, err)
			if *update {
				require.NoError(t, f.update(files))
			}
			want := f.archive.Files[1:]
			require.Len(t, want, len(files), "-update writes what is missing")
			for i, file := range files {
				assert.Equal(t, want[i].Name, file.Name)
				assert.Equal(t, string(want[i].Data), string(file.Data))
			}

			alone := f.endpoint.Validate(f.payload) // without lookups
			switch f.layer {
			case "accepted":
				assert.True(t, report.Valid(), "the payload is refused")
			case "lookup":
				assert.True(t, alone.Valid(), "the payload is refused without the lookups")
				assert.False(t, report.Valid(), "the lookups refuse nothing")
			default:
				assert.False(t, alone.Valid(), "the payload is accepted")
			}
			normal, err := f.endpoint.AppendNormal(nil, f.payload)
			if f.layer == "json" {
				assert.Error(t, err)
				assert.True(t, alone.Malformed())
				return
			}
			require.NoError(t, err)
			accepted := f.layer != "cue" && !hasUnknown(alone)
			assert.Equal(t, accepted, contracts.accept(t, f.endpoint.Name(), normal, cue.Def("#Request")), "CUE's verdict on %s", normal)
		})
	}
	for _, layer := range layers {
		t.Logf("%4d %s", counts[layer], layer)
		assert.NotZero(t, counts[layer], layer)
	}
}

// hasUnknown reports whether the payload has a name that the contract does not have. To CUE every definition is closed.
func hasUnknown(r engine.Report) bool {
	return slices.ContainsFunc(r.Violations(), func(v engine.Violation) bool {
		return v.Rule == "unknown_field" && v.Code != "instead"
	})
}

// contracts is the packages of the CUE module that were loaded, by directory.
type contracts map[string]cue.Value

// accept is CUE's own verdict on a JSON text, by one of the definitions of an endpoint.
func (c contracts) accept(t *testing.T, endpoint string, text []byte, definition ...cue.Selector) bool {
	dir, field, _ := strings.Cut(endpoint, "/")
	if _, ok := c[dir]; !ok {
		instances := load.Instances([]string{"./" + dir}, &load.Config{FS: schemas.FS, Env: []string{}})
		require.Len(t, instances, 1)
		require.NoError(t, instances[0].Err)
		c[dir] = cuecontext.New().BuildInstance(instances[0])
	}
	defined := c[dir].LookupPath(cue.MakePath(append([]cue.Selector{cue.Str(field)}, definition...)...))
	require.NoError(t, defined.Err())
	expr, err := json.Extract("payload.json", text)
	require.NoError(t, err)
	return defined.Unify(cuecontext.New().BuildExpr(expr)).Validate(cue.Concrete(true)) == nil
}
