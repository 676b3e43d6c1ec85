package engine_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every Go snippet of the README is the text of an example, whose output is checked, and the output it shows is that
// of an example.
func TestReadme(t *testing.T) {
	readme, err := os.ReadFile("../README.md")
	require.NoError(t, err)
	files, err := filepath.Glob("*example_test.go")
	require.NoError(t, err)
	more, err := filepath.Glob("*/*example_test.go")
	require.NoError(t, err)
	var examples string
	for _, name := range append(files, more...) {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		examples += string(text)
	}

	snippets := regexp.MustCompile("(?ms)^```go\n(.*?)^```\n(?:\n```\n(.*?)^```)?").FindAllStringSubmatch(string(readme), -1)
	require.NotEmpty(t, snippets)
	outputs := 0
	for _, s := range snippets {
		assert.Contains(t, examples, indent(s[1], "\t"))
		if s[2] != "" {
			outputs++
			assert.Contains(t, examples, "// Output:\n"+indent(s[2], "\t// "))
		}
	}
	assert.NotZero(t, outputs)
}

func indent(text, with string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			b.WriteString(with)
		}
		b.WriteString(line)
	}
	return b.String()
}
