package rules_test

import (
	"encoding"
	"fmt"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/rules"
)

const module = "github.com/passant-go/passant"

func TestBuiltin(t *testing.T) {
	var names []string
	for _, rule := range rules.Builtin() {
		names = append(names, rule.Name)
		checker := reflect.TypeOf(rule.New())
		require.Equal(t, reflect.Pointer, checker.Kind(), rule.Name)
		assert.Equal(t, strings.ReplaceAll(rule.Name, "_", ""), strings.ToLower(checker.Elem().Name()))
		assert.True(t, reflect.ValueOf(rule.New()).Elem().IsZero(), rule.Name)
		for field := range checker.Elem().Fields() {
			assert.True(t, field.IsExported(), "%s.%s", rule.Name, field.Name)
			if field.Type.PkgPath() == "" {
				continue
			}
			assert.Implements(t, (*encoding.TextUnmarshaler)(nil), reflect.New(field.Type).Interface())
			assert.Implements(t, (*fmt.GoStringer)(nil), reflect.Zero(field.Type).Interface())
		}
	}
	assert.True(t, slices.IsSorted(names))
	assert.Equal(t, []string{"accepts", "address", "calling_code", "country", "date", "digits", "duration", "email", "language", "name", "phone", "postal_code", "timestamp", "url", "username"}, names)
}

// The runtime names every package that initialises anything.
func TestNoInitialisation(t *testing.T) {
	if testing.CoverMode() != "" {
		t.Skip("coverage counters are initialised")
	}
	command := exec.Command(os.Args[0], "-test.run=^$")
	command.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := command.CombinedOutput()
	require.NoError(t, err)
	require.Contains(t, string(out), "init runtime @")
	for line := range strings.Lines(string(out)) {
		assert.NotRegexp(t, "^init "+module+"/(rules|postal|phone) ", line)
	}
}

// typeName is the name of a rule's type.
func typeName(rule rules.Checker) string { return reflect.TypeOf(rule).Elem().Name() }
