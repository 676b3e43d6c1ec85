package compile

import (
	"io/fs"
	"maps"
	"slices"
	"sync"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/source"
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
	c.Guard(c.begun, func() { endpoints = c.compile(fsys, options) })
	if c.Failed() {
		return nil, c.err()
	}
	return endpoints, nil
}

// compile compiles the endpoints of a module, as far as no fault is found.
func (c *compiler) compile(fsys fs.FS, options []Option) (endpoints []*plan.Endpoint) {
	for i, option := range options {
		if option == nil {
			c.Add(token.NoPos, "leave it out", "option %d is nil", i+1)
			continue
		}
		option(c)
	}
	if c.load(fsys); c.Failed() {
		return nil
	}
	for _, path := range slices.Sorted(maps.Keys(c.Packages)) {
		c.checkNames(c.Packages[path])
	}
	var left leaving
	for _, p := range c.Wanted {
		if !c.checkValue(p) || !c.inLanguage() {
			continue
		}
		c.checkComputed(p)
		var more []*plan.Endpoint
		more, left = c.endpoints(p, left)
		for _, e := range more {
			if slices.ContainsFunc(endpoints, func(other *plan.Endpoint) bool { return other.Name == e.Name }) {
				c.Add(p.Instance.Files[0].Pos(), "rename one of the packages", "there are two endpoints %s", e.Name)
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
		pass: pass{Faults: source.NewFaults(), settings: &settings{
			given: map[string]func() rules.Checker{}, located: func(file string) string { return file },
		}, vocabulary: &vocabulary{}},
		automata: automata{}, texts: map[string]*text{}, busy: new(sync.Mutex), last: new(token.Pos),
	}
}

// load reads the module and what it says of the contract language.
func (c *compiler) load(fsys fs.FS) {
	c.Resolver = source.Load(fsys, c.dirs, c.Faults).Resolver()
	contract := c.Packages[source.Language+"/contract"]
	if contract == nil || c.Failed() {
		return
	}
	c.Guard(source.Nowhere, func() {
		*c.vocabulary = c.readVocabulary(contract)
		c.readOwnRules()
	})
}

// inLanguage reports whether any package is written in the contract language.
func (c *compiler) inLanguage() bool { return c.vocabulary.rules != nil }

// A compiler is the state of one compilation.
type compiler struct {
	pass
	declared map[string]bool  // the Go names of rules that contracts declare
	renamed  []string         // the names that @as gives
	texts    map[string]*text // the texts that contracts hold, by place
	automata automata
	busy     *sync.Mutex // held while CUE decides on a value
	last     *token.Pos  // of the member that was begun last, for what panics there
}

// begun is where the member stands that was begun last.
func (c *compiler) begun() token.Pos { return *c.last }

// A pass is what everything that goes through contracts needs.
type pass struct {
	*source.Faults
	*source.Resolver
	*settings
	vocabulary *vocabulary
}

// settings are what options give.
type settings struct {
	dirs     []string                        // the packages whose endpoints are wanted; none: all
	given    map[string]func() rules.Checker // rules of one's own, by Go name
	external bool
	located  func(file string) string // how a file of the module is named in plans
}
