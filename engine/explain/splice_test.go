package explain

import (
	"cmp"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/compile"
	"github.com/passant-go/passant/engine/internal/splicetest"
	"github.com/passant-go/passant/schemas"
)

// Whatever contract compiles can be explained.
func TestSplicesAreExplained(t *testing.T) {
	splicetest.Test{
		Count: cmp.Or(*splicetest.N, 50), Schemas: schemas.FS, Contracts: os.DirFS("../compile/testdata/contracts"),
		Try: func(t *testing.T, x *splicetest.Splice) {
			endpoints, err := compile.FS(x.Files, compile.Dirs(x.Base.Dir), compile.External())
			if err != nil {
				return
			}
			var all []*Contract
			for _, p := range endpoints {
				x := Explain(engine.New(p), Names{})
				assert.NotEmpty(t, x.AppendText(nil))
				x.AppendAnswers(nil, 0)
				all = append(all, x)
			}
			if all != nil {
				assert.NotEmpty(t, AppendMarkdown(nil, all...))
			}
		},
	}.Run(t)
}
