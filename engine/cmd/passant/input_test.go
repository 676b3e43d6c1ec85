package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A payload that is given where something else is wanted is nowhere shown.
func TestPayloadAsArgumentIsNotShown(t *testing.T) {
	payloads := []string{
		`email=a@b.nl&password=hunter2`, `password=hunter2`, `{"password":"hunter2"}`, ` [{"password":"hunter2"}]`, `"hunter2"`,
		`?password=hunter2`, `password%3Dhunter2`, "\xffhunter2", `password=` + strings.Repeat("hunter2", 1000),
	}
	for _, payload := range payloads {
		for _, args := range [][]string{
			{"check", "-e", "bitpub/register", payload},
			{"check", "-e", "bitpub/register", "--form", "nobody.txt", payload},
			{"check", "-e", "bitpub/register", "--form=" + payload},
			{"check", "-e", "bitpub/register", "--max=" + payload},
			{"check", "-e", "bitpub/register", "-d" + payload},
			{"check", payload},
			{"normalise", "-e", "bitpub/register", payload},
			{"list", payload},
			{payload},
		} {
			var out, err strings.Builder
			code := run(args, strings.NewReader(""), &out, &err)
			assert.Equal(t, int(failed), code, args)
			assert.NotContains(t, out.String()+err.String(), "hunter2", args)
		}
	}
}

// Each file has an entry, in whatever format and whether it can be read or not.
func TestEachFileHasAnEntry(t *testing.T) {
	dir := t.TempDir()
	payload := filepath.Join(dir, "valid.json")
	require.NoError(t, os.WriteFile(payload, []byte(`{"first_name":"a","last_name":"b","email":"a@example.com","postal_code":"1234 AB","password":"c"}`), 0o600))
	require.NoError(t, os.WriteFile(filepath.Join(dir, "invalid.json"), []byte(`{}`), 0o600))
	files := []string{payload, filepath.Join(dir, "missing.json"), filepath.Join(dir, "invalid.json"), dir, payload, "a=b"}
	for _, format := range []string{"answer", "report", "problem"} {
		for _, lines := range []bool{false, true} {
			args := append([]string{"check", "-e", "larsverp/register", "-f", format, fmt.Sprintf("--ndjson=%t", lines)}, files...)
			var out, err strings.Builder
			assert.Equal(t, int(failed), run(args, strings.NewReader(""), &out, &err))
			entries := strings.SplitAfter(out.String(), "\n")
			if !assert.Len(t, entries, len(files)+1, "%s\n%s", args, out.String()) {
				continue
			}
			for i, entry := range entries[:len(files)] {
				var fields map[string]any
				if entry != "\n" {
					require.NoError(t, json.Unmarshal([]byte(entry), &fields))
				}
				assert.Equal(t, i == 1 || i == 3 || i == 5, fields["unread"] != nil, entry)
				if record, ok := fields["record"]; ok {
					assert.EqualValues(t, i+1, record)
				}
			}
		}
	}
}
