package compile_test

import (
	"testing"
	"time"

	"cuelang.org/go/cue"
	"cuelang.org/go/cue/cuecontext"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/rules"
)

// A rule that contract.#Rules does not list for numbers accepts none, and none is listed for booleans, whose text says nothing.
func TestKindsOfRules(t *testing.T) {
	const elsewhere = "\n#Identifier: string\n" // declared in another file
	file := cuecontext.New().CompileString(string(schemas(t)["contract/rules.cue"].Data) + elsewhere)
	require.NoError(t, file.Err())
	listed := file.LookupPath(cue.ParsePath("#Rules"))
	numbers := []string{"0", "5", "-1.5", "1e3", "1234", "5673", "20001005", "1700000000", "31612345678", "18446744073709551616"}
	for _, rule := range rules.Builtin() {
		var kinds []string
		require.NoError(t, listed.LookupPath(cue.MakePath(cue.Str(rule.Name), cue.Str("kinds"))).Decode(&kinds), rule.Name)
		assert.NotContains(t, kinds, "boolean", rule.Name)
		assert.Contains(t, kinds, "string", rule.Name)
		for _, number := range numbers {
			verdict := rule.New().Check(rules.Value{Text: []byte(number), Now: time.Now})
			if verdict.Outcome == rules.Accept {
				assert.Contains(t, kinds, "number", "%s accepts %s", rule.Name, number)
			}
		}
	}
}
