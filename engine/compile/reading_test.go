package compile_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/plan"
)

// Words about a form of input that a contract does not accept are refused where they stand.
func TestReadingOfWhatIsNotAccepted(t *testing.T) {
	for words, want := range map[string]string{
		`read: quoted: true`:                                                "",
		`read: {quoted: true, form: booleans: "anycase"}`:                   "",
		`read: {quoted: true, form: space: " "}`:                            "",
		`accepts: ["form"], read: form: lists: ["repeated"]`:                "",
		`accepts: ["query"], read: form: {booleans: "anycase", space: " "}`: "",
		`accepts: ["form", "query"], read: quoted: true`:                    `read.quoted is about JSON, which the contract does not accept, leave it out, or have accepts list "json"`,
		`read: form: lists: ["comma", "repeated"]`:                          `read.form.lists is about forms and query strings, which the contract does not accept, leave it out, or have accepts list "form" or "query"`,
		`read: form: booleans: "anycase"`:                                   `read.form.booleans is about forms and query strings, which the contract does not accept, leave it out, or have accepts list "form" or "query"`,
		`read: form: space: " "`:                                            `read.form.space is about forms and query strings, which the contract does not accept, leave it out, or have accepts list "form" or "query"`,
		`accepts: ["form"], read: form: space: "\u00a0"`:                    `read.form.space has a character beyond ASCII, list ASCII characters only`,
	} {
		files := small(t, `n?: int`, ``)
		edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\t"+words)
		_, err := compile.FS(files, compile.Dirs("own"))
		if want == "" {
			assert.NoError(t, err, words)
			continue
		}
		require.Error(t, err, words)
		assert.Contains(t, err.Error(), want, words)
		assert.Contains(t, err.Error(), "own/own.cue:18:", words)
	}
}

func TestReadingOfTexts(t *testing.T) {
	files := small(t, `n?: int`, ``)
	edit(t, files, "own/own.cue", `path:     "/own"`, "path: \"/own\"\n\t"+`accepts: ["json", "form"], read: {quoted: true, form: {lists: ["repeated", "brackets"], booleans: "anycase", space: " "}}`)
	assert.Equal(t, plan.Reading{
		Quoted: true, Lists: plan.Repeats | plan.Brackets, AnyBool: true, Space: plan.ASCIISet{1 << ' '}, Ignore: []string{},
	}, endpoint(t, files, "own/post").Read)
}
