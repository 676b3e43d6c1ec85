package compile_test

import (
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
)

// What no plan has is left to CUE, for the member that it is written in, and for that alone.
func TestSubtreesLeftToCUE(t *testing.T) {
	const definitions = "#W: {w!: <(2 * 3), v?: [...#W]}\n#A: {a!: int}\n"
	values := []string{
		`1`, `2`, `3`, `5`, `6`, `"a"`, `"b"`, `"c"`, `"z"`, `null`, `[]`, `[1,2]`, `[2,2]`, `[3]`, `{}`, `{"a":3}`, `{"a":4}`, `{"a":3,"b":1}`, `{"w":1}`, `{"w":7}`, `{"w":1,"v":[{"w":2}]}`, `{"w":1,"v":[{"w":2,"x":1}]}`,
		`{"w":1,"x":1}`, `{"a":3,"unknown name":1}`, `{"a":1,"q":{"r":[1]}}`,
	}
	for constraint, members := range map[string]int{
		`[1, 2, 3][1]`: 1, `{a!: 1 + 2}`: 1, `{a!: 1 + 2, b?: int}`: 1, `>"b"`: 1, `>"a" & <"z"`: 1, `[...(1 + 1)]`: 1, `[for x in [1, 2] {x}]`: 0, `{a!: 1 + 2, b?: 2 - 1, ...}`: 2, `int & <(1 + 2)`: 1, `#W`: 2,
		`math.Pow(2, 1)`: 1, `{[string]: <(2 + 2)}`: 1, `strings.ToUpper("a")`: 1, `#A & {a!: <(2 + 2)}`: 1, `string`: 0,
	} {
		t.Run(constraint, func(t *testing.T) {
			files := constrained(t, constraint, definitions)
			endpoints, err := compile.FS(files, compile.Dirs("own"))
			if members == 0 && err != nil {
				assert.ErrorContains(t, err, "not supported")
				return
			}
			require.NoError(t, err)
			assert.Equal(t, members > 0, delegates(reflect.ValueOf(endpoints[0].Request)))
			assertVerdicts(t, files, values)

			_, err = compile.FS(files, compile.Dirs("own"), compile.External())
			var fault *compile.Error
			if members > 0 {
				require.ErrorAs(t, err, &fault, "a plan that is written as Go has no CUE")
				assert.NotZero(t, fault.Line)
			}
		})
	}
}

// CUE's values are not safe for concurrent use; endpoints are.
func TestSubtreeConcurrently(t *testing.T) {
	e := engine.New(endpoint(t, constrained(t, `{a!: 1 + 2, ...}`, ""), "own/post"))
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for i := range 50 {
				assert.Equal(t, i == 3, e.Validate(fmt.Appendf(nil, `{"x":{"a":%d,"b%d":1}}`, i, i)).Valid())
			}
		})
	}
	all.Wait()
}
