package engine_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What reading a member calls for each of them costs no call.
func TestInlining(t *testing.T) {
	report := goCommand(t, "build", "-gcflags=-m", module+"/engine", module+"/engine/internal/scan")
	inlined := map[string]bool{}
	for line := range strings.Lines(report) {
		if _, name, ok := strings.Cut(line, ": can inline "); ok {
			inlined[strings.TrimSpace(name)] = true
		}
	}
	for _, name := range []string{
		"Space", "isVisible", "member", "modeAt", "trim",
		"(*key).begins", "(*outlines).of", "(*frames).open", "(*frames).keeps", "(*mark).set", "(*findingsMark).set", "(*evaluator).meet",
		"(*findings).rank", "(*strangers).count", "(*value).in",
	} {
		assert.True(t, inlined[name], "%s is not inlined any more", name)
	}
}
