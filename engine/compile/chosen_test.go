package compile_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine"
)

// What is wrong in the only alternative that a literal member tells apart is found once, and where it is.
func TestViolationsOfTheChosenAlternative(t *testing.T) {
	files := small(t, `x?: #T`, "#T: #P | #Q\n#P: {c?: #T, k!: \"p\"}\n#Q: {c?: #T, n?: int, k!: \"q\"}")
	e := engine.New(endpoint(t, files, "own/post"))
	for body, want := range map[string][]string{
		`{"x":{"k":"p"}}`: {},
		`{"x":{"c":{"c":{"k":"p"},"k":"q"},"k":"p"}}`:       {},
		`{"x":{"n":"a","k":"q"}}`:                           {"/x/n type"},
		`{"x":{"c":{"n":"a","k":"q"},"k":"p"}}`:             {"/x/c/n type"},
		`{"x":{"c":{"k":"q","n":1,"y":2},"k":"p"}}`:         {"/x/c/y unknown_field"},
		`{"x":{"k":"p","K":1}}`:                             {"/x/K unknown_field"},
		`{"x":{"c":{"k":"p","K":1,"c":{"k":"q"}},"k":"q"}}`: {"/x/c/K unknown_field"},
	} {
		got := []string{}
		for _, v := range e.Validate([]byte(body)).Violations() {
			got = append(got, v.Pointer+" "+v.Rule)
		}
		assert.Equal(t, want, got, body)
	}
}
