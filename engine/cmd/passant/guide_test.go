package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	cue "cuelang.org/go/cmd/cue/cmd"
	"cuelang.org/go/cue/errors"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const guide = "../../docs/own-contract.md"

// fenced matches a fenced block: its kind, its file and its text.
var fenced = regexp.MustCompile("(?ms)^```(\\S*)(?: (\\S+))?\n(.*?)^```$")

// The guide runs from its first block to its last. Blocks with a file add to it (cue, json) or edit it (diff), console
// blocks are command lines and what they print, Go is a part of the example, and what follows it the example's output.
func TestGuide(t *testing.T) {
	text, err := os.ReadFile(guide)
	require.NoError(t, err)
	file, err := filepath.Abs(guide)
	require.NoError(t, err)
	example, err := os.ReadFile("guide_example_test.go")
	require.NoError(t, err)
	require.Len(t, regexp.MustCompile("(?m)^ *(```|~~~)").FindAll(text, -1), 2*len(fenced.FindAll(text, -1)), "a block is not understood")

	t.Chdir(t.TempDir())
	got := fenced.ReplaceAllStringFunc(string(text), func(whole string) string {
		parts := fenced.FindStringSubmatch(whole)
		kind, file, text := parts[1], parts[2], parts[3]
		switch {
		case file != "" && (kind == "cue" || kind == "json"):
			write(t, file, read(file)+text)
		case file != "" && kind == "diff":
			edit(t, file, text)
		case file == "" && kind == "console":
			return "```console\n" + session(t, text) + "```"
		case file == "" && kind == "go":
			assert.Contains(t, string(example), indented(text, "\t"))
		case file == "" && kind == "":
			assert.Contains(t, string(example), "// Output:\n"+indented(text, "\t// "))
		default:
			t.Errorf("a block is not understood: %s %s", kind, file)
		}
		return whole
	})
	assert.Empty(t, shell(t, "cue fmt --check --files contracts/bikes"))
	if *update && !t.Failed() {
		require.NoError(t, os.WriteFile(file, []byte(got), 0o644))
		return
	}
	assert.Equal(t, string(text), got)
}

// guideModule is the module of contracts that the guide makes.
func guideModule() fs.FS {
	text := read(guide)
	files := fstest.MapFS{}
	copied, err := language()
	if err == nil {
		copied["cue.mod/module.cue"], err = moduleFile("example.com/contracts")
	}
	if err != nil {
		panic(err)
	}
	for name, text := range copied {
		files[name] = &fstest.MapFile{Data: text}
	}
	for _, parts := range fenced.FindAllStringSubmatch(text, -1) {
		if name, ok := strings.CutPrefix(parts[2], "contracts/"); ok && parts[1] == "cue" {
			if files[name] == nil {
				files[name] = &fstest.MapFile{}
			}
			files[name].Data = append(files[name].Data, parts[3]...)
		}
	}
	return files
}

// session runs the command lines of a console and writes it anew.
func session(t *testing.T, console string) string {
	var b strings.Builder
	for line := range strings.Lines(console) {
		if command, ok := strings.CutPrefix(line, "$ "); ok {
			b.WriteString(line + shell(t, strings.TrimSpace(command)))
		}
	}
	return b.String()
}

// shell runs a command line of the few kinds that the guide has, and returns what a terminal shows.
func shell(t *testing.T, line string) string {
	line, wanted, filtered := strings.Cut(line, " | grep ")
	line, file, kept := strings.Cut(line, " > ")
	args := strings.Fields(strings.ReplaceAll(line, "'", ""))
	var shown string
	switch args[0] {
	case "passant":
		r := redirected(t, strings.Join(args[1:], " "))
		shown = r.out + r.err
	case "cue":
		var out bytes.Buffer
		c, err := cue.New(args[1:])
		require.NoError(t, err)
		c.SetOut(&out)
		c.SetErr(&out)
		if err := c.Run(context.Background()); err != nil && err != cue.ErrPrintedError {
			dir, wdErr := os.Getwd()
			require.NoError(t, wdErr)
			errors.Print(&out, err, &errors.Config{Cwd: dir, ToSlash: true})
		}
		shown = out.String()
	case "cd":
		t.Chdir(args[1])
	case "cp":
		require.NoError(t, os.CopyFS(args[3], os.DirFS(args[2])))
	default:
		t.Errorf("a command is not understood: %s", line)
	}
	if filtered {
		var b strings.Builder
		for line := range strings.Lines(shown) {
			if strings.Contains(line, wanted) {
				b.WriteString(line)
			}
		}
		shown = b.String()
	}
	if kept {
		write(t, file, shown)
		return ""
	}
	return shown
}

// edit replaces the lines of a file that a diff takes away by those that it adds in their place.
func edit(t *testing.T, file, diff string) {
	text, understood := read(file), ""
	for _, hunk := range regexp.MustCompile(`(?m)((?:^-.*\n)+)((?:^\+.*\n)*)`).FindAllStringSubmatch(diff, -1) {
		unmarked := func(lines string) string { return regexp.MustCompile(`(?m)^[-+]`).ReplaceAllString(lines, "") }
		require.Equal(t, 1, strings.Count(text, unmarked(hunk[1])), hunk[1])
		text = strings.Replace(text, unmarked(hunk[1]), unmarked(hunk[2]), 1)
		understood += hunk[0]
	}
	require.Equal(t, diff, understood)
	write(t, file, text)
}

// read is what a file holds, nothing where there is none.
func read(file string) string {
	text, _ := os.ReadFile(file)
	return string(text)
}

func write(t *testing.T, file, text string) {
	require.NoError(t, os.MkdirAll(filepath.Dir(file), 0o755))
	require.NoError(t, os.WriteFile(file, []byte(text), 0o644))
}

func indented(text, with string) string {
	return strings.TrimSuffix(regexp.MustCompile(`(?m)^(.+)$`).ReplaceAllString(text, with+"$1"), "\n")
}
