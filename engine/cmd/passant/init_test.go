package main

import (
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A module is named after the Go module that it is in.
func TestInitNamesTheModule(t *testing.T) {
	for goMod, want := range map[string]string{
		"module github.com/Acme/app\n\ngo 1.26\n": "github.com/acme/app/api/contracts@v0",
		"module app\n": "example.com/app/api/contracts@v0",
		"":             "example.com/contracts@v0",
	} {
		t.Chdir(t.TempDir())
		if goMod != "" {
			require.NoError(t, os.WriteFile("go.mod", []byte(goMod), 0o600))
		}
		r := command("", "init api/contracts")
		require.Zero(t, r.code, r.err)
		text, err := os.ReadFile("api/contracts/cue.mod/module.cue")
		require.NoError(t, err)
		assert.Equal(t, "module: \""+want+"\"\nlanguage: version: \"v0.17.0\"\n", string(text))
	}
}

// What is there already stays, but for the copy of the contract language, which is renewed.
func TestInitKeepsWhatIsThere(t *testing.T) {
	t.Chdir(t.TempDir())
	require.Zero(t, command("", "init .").code)
	const (
		module   = "module: \"own.example@v0\"\nlanguage: version: \"v0.17.0\"\n"
		contract = "package own\n\nx: 1\n"
		copied   = languageDir + "/contract/"
	)
	for name, text := range map[string]string{
		"cue.mod/module.cue": module, "own/own.cue": contract, "signup/signup.cue": "package signup\n",
		copied + "rules.cue": "package contract\n", copied + "gone.cue": "package contract\n",
	} {
		require.NoError(t, os.MkdirAll("own", 0o700))
		require.NoError(t, os.WriteFile(name, []byte(text), 0o600))
	}
	r := command("", "init .")
	assert.Equal(t, result{out: copied + "rules.cue\n" + copied + "gone.cue\n"}, r)
	for name, want := range map[string]string{"cue.mod/module.cue": module, "own/own.cue": contract, "signup/signup.cue": "package signup\n"} {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.Equal(t, want, string(text))
	}
	assert.NoFileExists(t, copied+"gone.cue")
}
