package compile_test

import (
	"cmp"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/compile/internal/golang"
	"github.com/passant-go/passant/engine/diff"
	"github.com/passant-go/passant/engine/internal/mutate"
	"github.com/passant-go/passant/engine/internal/splicetest"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/engine/sample"
)

// On no contract does anything of this module panic, or recurse without end: made are such that are cut and put together
// from contracts and from CUE's own test data.
func TestSplicesDoNotPanic(t *testing.T) {
	if testing.Short() {
		t.Skip("it is long, and does one thing at a time")
	}
	before := map[string][]*plan.Endpoint{}
	splicetest.Test{
		Count:   cmp.Or(*splicetest.N, times(1000)),
		Schemas: os.DirFS("../../schemas"), Contracts: os.DirFS("testdata/contracts"),
		Try: func(t *testing.T, x *splicetest.Splice) {
			if before[x.Base.Name] == nil {
				base, err := compile.FS(x.Base.Files, compile.Dirs(x.Base.Dir))
				require.NoError(t, err)
				before[x.Base.Name] = base
			}
			trySplice(t, x, before[x.Base.Name])
		},
	}.Run(t)
}

// trySplice finds that a contract is compiled or refused, and that all that is made of a plan can be made of it.
func trySplice(t *testing.T, x *splicetest.Splice, before []*plan.Endpoint) {
	endpoints, err := compile.FS(x.Files, compile.Dirs(x.Base.Dir))
	for _, err := range joined(err) {
		var fault *compile.Error
		require.ErrorAs(t, err, &fault)
		assert.NotContains(t, fault.Message, "passant cannot compile", "%v", err)
	}
	if err != nil {
		assert.Empty(t, endpoints)
		return
	}
	if x.Rand.IntN(8) == 0 {
		diff.Contracts(before, endpoints)
	}
	for _, p := range endpoints {
		e, payloads := engine.New(p), mutate.New(p, x.Rand.Uint64())
		for range 4 {
			payload := payloads.Payload()
			e.Validate(payload).AppendAnswer(nil)
			e.Validate(payloads.Change(payload)).AppendAnswer(nil)
		}
	}
	for _, p := range endpoints {
		if x.Rand.IntN(32) == 0 && x.Base.Dir != "atlas" { // of which the search takes seconds
			sample.Witnesses(p)
		}
	}
	if x.Rand.IntN(4) > 0 {
		return
	}
	native, err := compile.FS(x.Files, compile.Dirs(x.Base.Dir), compile.External())
	if err != nil {
		return
	}
	for _, p := range native {
		f := golang.File{Package: "own", Plan: p}
		_, err := f.Source()
		assert.NoError(t, err)
		_, err = f.Types(golang.Names{})
		assert.NoError(t, err)
	}
}
