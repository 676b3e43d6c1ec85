package compile_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
)

var update = flag.Bool("update", false, "write the golden answers anew")

// The invented contract judges and answers, though no Go knows of it. Each case is a payload, on its first line the
// options, and the answer and report that it gets.
func TestAtlasAnswers(t *testing.T) {
	book := engine.New(endpoint(t, schemas(t), "atlas/book"))
	const name = "testdata/atlas.txtar"
	archive, err := txtar.ParseFile(name)
	require.NoError(t, err)
	require.NotEmpty(t, archive.Files)
	for i := 0; i+1 < len(archive.Files); i += 2 {
		in, out := archive.Files[i], &archive.Files[i+1]
		t.Run(in.Name, func(t *testing.T) {
			first, payload, _ := strings.Cut(string(in.Data), "\n")
			payload = strings.TrimSuffix(payload, "\n")
			options, lookups := settings(t, first)
			e, err := book.Configure(options)
			require.NoError(t, err)
			report, err := e.With(lookups...).Check(context.Background(), []byte(payload))
			require.NoError(t, err)

			var got strings.Builder
			fmt.Fprintf(&got, "%d %s\n%s\n", report.Status(), report.ContentType(), report.AppendAnswer(nil))
			for _, v := range report.Violations() {
				fmt.Fprintf(&got, "%s %s %s.%s: %s\n", v.Severity, v.Pointer, v.Rule, v.Code, v.Message)
			}
			if *update {
				out.Data = []byte(got.String())
			}
			assert.Equal(t, string(out.Data), got.String())
		})
	}
	if *update {
		require.NoError(t, os.WriteFile(filepath.FromSlash(name), txtar.Format(archive), 0o644))
	}
}

// settings reads a line such as "groups=true catalogue=short room_free=no".
func settings(t *testing.T, line string) (o engine.Options, lookups []engine.Lookup) {
	o.Switches = map[string]bool{}
	for _, setting := range strings.Fields(strings.TrimPrefix(line, "#")) {
		key, value, _ := strings.Cut(setting, "=")
		switch value {
		case "yes", "no":
			outcome := lookup.Yes
			if value == "no" {
				outcome = lookup.No
			}
			lookups = append(lookups, lookup.Func(key, func(context.Context, lookup.Values) (lookup.Outcome, error) { return outcome, nil }))
		case "true", "false":
			o.Switches[key] = value == "true"
		default:
			require.Equal(t, "catalogue", key)
			o.Catalogue = value
		}
	}
	return o, lookups
}
