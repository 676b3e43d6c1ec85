package service_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/service"
	"github.com/passant-go/passant/schemas"
)

// Every payload of the contracts' own fixtures gets a documented answer, sent twice, whatever the database.
func TestFixtures(t *testing.T) {
	inputs := map[string]engine.Input{"payload.json": engine.JSON, "payload.form": engine.Form, "payload.query": engine.Query}
	media := map[engine.Input]string{engine.JSON: "application/json", engine.Form: "application/x-www-form-urlencoded"}
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source, func(c *service.Config) { c.DNS = lookup.DNS{} })
		for _, e := range schemas.All() {
			paths, err := filepath.Glob("../../../schemas/" + strings.Replace(e.Name(), "/", "/testdata/", 1) + "/*.txtar")
			require.NoError(t, err)
			require.NotEmpty(t, paths)
			p := e.Plan()
			for _, path := range paths {
				archive, err := txtar.ParseFile(path)
				require.NoError(t, err)
				for _, file := range archive.Files {
					input, ok := inputs[file.Name]
					if !ok {
						continue
					}
					target, body := p.Path, strings.TrimSuffix(string(file.Data), "\n")
					header := []string{"api-key", "k", "Authorization", "Token x", "CompanyID", "76bc712200ca444fa334f9e55e5fd7a8"}
					if input == engine.Query {
						target, body = target+"?"+body, ""
					} else {
						header = append(header, "Content-Type", media[input])
					}
					for range 2 {
						assert.Less(t, s.send(t, p.Methods[input], target, body, header...).status, 500, path)
					}
				}
			}
		}
	})
}
