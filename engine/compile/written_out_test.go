package compile_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
)

// No part of an endpoint that CUE has is left out silently: what a clause or a pattern makes is read or is a fault with its line.
func TestPartsThatAreNotWrittenOut(t *testing.T) {
	const whole = "post: contract"
	for _, test := range []struct{ name, old, new, want string }{
		{"request by a condition", "#Request: #Post", "if true {#Request: #Post}", "own/own.cue:18:2: "},
		{"request by a loop", "#Request: #Post", `for x in ["a"] {if true {#Request: {(x)!: int}}}`, "own/own.cue:18:2: "},
		{"request by what a condition embeds", "#Request: #Post", "if true {_more}, _more: #Request: #Post", "own/own.cue:18:2: "},
		{"more of a request", "#Request: #Post", "#Request: #Post, if true {#Request: {b?: int}}", "own/own.cue:18:19: "},
		{"headers by a condition", "#Request: #Post", "#Request: #Post, if true {#Headers: \"X-Key\"!: string}", "own/own.cue:18:19: "},
		{"expectation by a condition", "#Request: #Post", "#Request: #Post, if true {#Expected: {own!: \"own\"}}", "own/own.cue:18:19: "},
		{"request by a condition of the package", "#Request: #Post", "}\nif true {post: #Request: #Post}\npost: {", "own/own.cue:19:1: "},
		{"expectation by a condition of the package", whole, "if true {post: #Expected: own!: \"own\"}\n" + whole, "own/own.cue:14:1: "},
		{"expectation by a pattern of the package", whole, "{[=~\"^p\"]: #Expected: own!: \"own\"}\n" + whole, "own/own.cue:14:1: "},
		{"expectation by what a condition of the package embeds", whole, "_more: post: #Expected: own!: \"own\"\nif true {_more}\n" + whole, "own/own.cue:15:1: "},
		{"endpoint by a condition", whole, "if true {post: _post}\n_post: contract", "own/own.cue:14:1: "},
		{"endpoint by a loop", whole, "for x in [\"a\"] {(x): _post}\n_post: contract", "own/own.cue:14:1: "},
		{"endpoint by a name that is computed", whole, "\"\\(\"post\")\": contract", "own/own.cue:14:1: "},
		{"endpoint that is embedded", whole, "_all\n_all: post: contract", "own/own.cue:14:1: "},
		{"endpoint by a pattern", whole, "{[=~\"^p\"]: _post}\npost: document: \"own.txt\"\n_post: contract", "own/own.cue:14:1: "},
	} {
		t.Run(test.name, func(t *testing.T) {
			files := small(t, "a!: int", "")
			edit(t, files, "own/own.cue", test.old, test.new)
			endpoints, err := compile.FS(files, compile.Dirs("own"))
			require.Error(t, err, "%v", endpoints)
			assert.True(t, strings.HasPrefix(err.Error(), test.want), "%v", err)
			assert.ErrorContains(t, err, "write it out")
			assert.NotContains(t, err.Error(), "\n")
		})
	}
}

// What clauses of a package make that is no part of an endpoint is nobody's business.
func TestClausesBesideEndpoints(t *testing.T) {
	files := small(t, "a!: int & <_limits.x", "_limits: {for n in [\"x\", \"y\"] {(n): 5}}\nif true {_word: \"own\"}\nfor i, n in [\"x\"] {\"_\\(i)\": n}\n_all: {...}\n_all")
	_, err := compile.FS(files, compile.Dirs("own"))
	assert.NoError(t, err)
}
