package compile

import (
	"io/fs"
	"maps"
	"slices"
	"sync"

	"cuelang.org/go/cue/ast"
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
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
	c := newCompiler()
	c.guard(func() { endpoints = c.compile(fsys, options) })
	if c.failed() {
		return nil, c.err()
	}
	return endpoints, nil
}

// compile compiles the endpoints of a module, as far as no fault is found.
func (c *compiler) compile(fsys fs.FS, options []Option) (endpoints []*plan.Endpoint) {
	for i, option := range options {
		if option == nil {
			c.fault(token.NoPos, "leave it out", "option %d is nil", i+1)
			continue
		}
		option(c)
	}
	if c.load(fsys); c.failed() {
		return nil
	}
	for _, path := range slices.Sorted(maps.Keys(c.packages)) {
		c.checkNames(c.packages[path])
	}
	for _, p := range c.wanted {
		if !c.checkValue(p) || !c.inLanguage() {
			continue
		}
		c.checkComputed(p)
		for _, e := range c.endpoints(p) {
			if slices.ContainsFunc(endpoints, func(other *plan.Endpoint) bool { return other.Name == e.Name }) {
				c.fault(p.inst.Files[0].Pos(), "rename one of the packages", "there are two endpoints %s", e.Name)
			}
			endpoints = append(endpoints, e)
		}
	}
	c.checkTexts()
	c.checkGiven()
	return endpoints
}

func newCompiler() *compiler {
	return &compiler{
		located: func(file string) string { return file },
		texts:   map[string]*text{}, automata: map[string]*plan.Automaton{}, done: map[*ast.Field]typ{}, supposed: map[*ast.Field]plan.Kind{},
		given: map[string]func() rules.Checker{}, left: map[*ast.Field]bool{}, leave: map[*Error]*ast.Field{}, busy: new(sync.Mutex),
	}
}

// A compiler is the state of one compilation.
type compiler struct {
	faults
	module
	dirs       []string                        // the packages whose endpoints are wanted; none: all
	given      map[string]func() rules.Checker // rules of one's own, by Go name
	declared   map[string]bool                 // the Go names of rules that contracts declare
	external   bool
	located    func(file string) string // how a file of the module is named in plans
	vocabulary vocabulary
	texts      map[string]*text // the texts that contracts hold, by place
	automata   map[string]*plan.Automaton
	done       map[*ast.Field]typ       // the definitions that were read
	supposed   map[*ast.Field]plan.Kind // what values they have, as far as that could be told inside of them
	left       map[*ast.Field]bool      // members that CUE decides on
	leave      map[*Error]*ast.Field    // what to leave because of a fault
	busy       *sync.Mutex              // held while CUE decides on a value
	steps      int                      // references followed for the endpoint at hand
	open       []*ast.Field             // the declarations that are being read
	scope      *scope                   // of the struct that is being read
	user       *field                   // the member that is being read or compiled
	inBody     bool                     // the body of an answer is being read or compiled
	renamed    []string                 // the names that @as gives
}
