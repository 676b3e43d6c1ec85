package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/passant-go/passant/schemas"
)

var update = flag.Bool("update", false, "write what the command line does into testdata")

// A result is all that a command line leaves behind.
type result struct {
	out, err string
	code     int
}

// command runs a command line, its words separated by spaces.
func command(in, line string) result {
	var out, err bytes.Buffer
	code := run(strings.Fields(line), strings.NewReader(in), &out, &err)
	return result{out.String(), err.String(), code}
}

// A transcript in testdata has the files that are there besides the module of contracts in schemas, and command lines:
// "$ passant …", where "< FILE" is standard input, then standard output after ">", standard error after "!" and the
// exit code after "=".
func TestTranscripts(t *testing.T) {
	names, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, names)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			require.NoError(t, err)
			file, err := filepath.Abs(name)
			require.NoError(t, err)

			t.Chdir(t.TempDir())
			require.NoError(t, os.CopyFS("schemas", schemas.FS))
			for _, f := range archive.Files {
				require.NoError(t, os.MkdirAll(filepath.Dir(f.Name), 0o755))
				require.NoError(t, os.WriteFile(f.Name, f.Data, 0o644))
			}
			got := replay(t, string(archive.Comment))
			if *update {
				archive.Comment = []byte(got)
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
			}
			assert.Equal(t, string(archive.Comment), got)
		})
	}
}

// replay runs the command lines of a transcript and writes it anew.
func replay(t *testing.T, transcript string) string {
	var b strings.Builder
	for line := range strings.Lines(transcript) {
		args, isCommand := strings.CutPrefix(line, "$ passant")
		switch {
		case isCommand:
			r := redirected(t, args)
			b.WriteString(line)
			marked(&b, ">", r.out)
			marked(&b, "!", r.err)
			fmt.Fprintf(&b, "= %d\n", r.code)
		case !strings.ContainsAny(line[:1], ">!="):
			b.WriteString(line)
		}
	}
	return b.String()
}

// redirected runs a command line in which "< FILE" is standard input.
func redirected(t *testing.T, args string) result {
	args, file, found := strings.Cut(args, "<")
	if !found {
		return command("", args)
	}
	in, err := os.ReadFile(strings.TrimSpace(file))
	require.NoError(t, err)
	return command(string(in), args)
}

// marked writes text with a mark before every line.
func marked(b *strings.Builder, mark, text string) {
	for line := range strings.Lines(strings.ReplaceAll(text, "\r", `\r`)) {
		text, ended := strings.CutSuffix(line, "\n")
		if !ended {
			text += ` \ no newline`
		}
		b.WriteString(strings.TrimSuffix(mark+" "+text, " ") + "\n")
	}
}
