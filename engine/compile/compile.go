package compile

import (
	"io/fs"

	"github.com/passant-go/passant/engine/plan"
)

// FS compiles every endpoint of the CUE module in fsys, whose root holds cue.mod. The packages of the contract language
// are part of the module or lie below cue.mod/pkg; nothing is fetched.
//
// The endpoints come in the order of their packages' directories and, within one, as they are written. The error joins
// every fault found, each an [*Error], ordered by place; with any, no endpoint is returned. A panic is a fault, too: CUE
// panics on some contracts.
//
// CUE also takes more time, memory or stack on some contracts than there is. Go cannot recover from a stack that
// overflows, nor can FS stop CUE: where contracts come from people who are not trusted, compile them in a process of its
// own, with limits, and hand over what [Generate] writes or the verdict that they compile.
func FS(fsys fs.FS, options ...Option) (endpoints []*plan.Endpoint, err error) {
	c := newCompiler(options)
	if endpoints = c.Compile(fsys); c.Failed() {
		return nil, failure(c.Faults)
	}
	return endpoints, nil
}
