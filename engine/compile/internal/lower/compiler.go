package lower

import (
	"io/fs"
	"maps"
	"slices"
	"sync"

	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/read"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/engine/plan"
	"github.com/passant-go/passant/rules"
)

// Settings are what options give.
type Settings struct {
	Dirs     []string                        // the packages whose endpoints are wanted; none: all
	Given    map[string]func() rules.Checker // rules of one's own, by Go name
	External bool                            // Go of rules may be elsewhere, and no CUE is there at run time
	Located  func(file string) string        // how a file of the module is named in plans
}

// A Compiler is the state of one compilation.
type Compiler struct {
	*source.Faults
	*source.Resolver
	*Settings
	vocabulary *vocabulary
	declared   map[string]bool  // the Go names of rules that contracts declare
	renamed    []string         // the names that @as gives
	texts      map[string]*text // the texts that contracts hold, by place
	automata   read.Automata
	busy       *sync.Mutex // held while CUE decides on a value
	last       *token.Pos  // of the member that was begun last, for what panics there
}

// New is a compilation that has not begun; it adds what it finds to the faults.
func New(s *Settings, f *source.Faults) *Compiler {
	return &Compiler{
		Faults:     f,
		Settings:   s,
		vocabulary: &vocabulary{},
		texts:      map[string]*text{},
		automata:   read.Automata{},
		busy:       new(sync.Mutex),
		last:       new(token.Pos),
	}
}

// Compile compiles the endpoints of the module in fsys, as far as no fault is found. A panic is one.
func (c *Compiler) Compile(fsys fs.FS) (endpoints []*plan.Endpoint) {
	c.Guard(c.begun, func() { endpoints = c.compile(fsys) })
	return endpoints
}

func (c *Compiler) compile(fsys fs.FS) (endpoints []*plan.Endpoint) {
	if c.Load(fsys); c.Failed() {
		return nil
	}
	for _, path := range slices.Sorted(maps.Keys(c.Packages)) {
		c.checkNames(c.Packages[path])
	}
	shared := c.config()
	var left read.Leaving
	for _, p := range c.Wanted {
		if !c.checkValue(p) || !c.inLanguage() {
			continue
		}
		computed{c.Faults, c.Resolver, c.vocabulary.definitions}.checkPackage(p)
		var more []*plan.Endpoint
		more, left = c.endpoints(p, shared, left)
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

// Load reads the module and what it says of the contract language.
func (c *Compiler) Load(fsys fs.FS) {
	c.Resolver = source.Load(fsys, c.Dirs, c.Faults).Resolver()
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
func (c *Compiler) inLanguage() bool { return c.vocabulary.rules != nil }

// config is what all attempts at the endpoints share.
func (c *Compiler) config() *read.Config {
	shared := &read.Config{Rules: map[string]plan.Kind{}, RuleNames: c.vocabulary.ruleNames, External: c.External, Automata: c.automata, Busy: c.busy, Last: c.last}
	for name, known := range c.vocabulary.rules {
		shared.Rules[name] = known.kinds
	}
	return shared
}

// begun is where the member stands that was begun last.
func (c *Compiler) begun() token.Pos { return *c.last }
