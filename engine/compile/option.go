package compile

import (
	"cuelang.org/go/cue/token"

	"github.com/passant-go/passant/engine/compile/internal/lower"
	"github.com/passant-go/passant/engine/compile/internal/source"
	"github.com/passant-go/passant/rules"
)

// An Option changes what [FS] compiles.
type Option func(*settings)

type settings struct {
	*lower.Settings
	faults *source.Faults // in what was given
}

// Dirs limits the endpoints to those of the packages in dirs, slash-separated and relative to the root of the module.
func Dirs(dirs ...string) Option {
	return func(s *settings) { s.Dirs = append(s.Dirs, dirs...) }
}

// Rule gives the Go type of a rule of one's own, which contract.#OwnRules declares under its import path and name, such as
// "example.com/acme/rules.VAT". make returns a pointer to a new value of the type, whose exported fields take the
// arguments: bool, string, the integers, lists of string or int, and types that implement encoding.TextUnmarshaler, which
// are given a list as texts joined by commas. An argument that is contract.#Field or an option is a bool.
//
// Generated code writes an argument as what it is in CUE: a text as a string, a list of texts as []string. A rule that is
// to be generated has fields of those types, for which encoding.TextUnmarshaler is not asked.
func Rule(name string, make func() rules.Checker) Option {
	return func(s *settings) {
		if make == nil {
			s.faults.Add(token.NoPos, "give a function that returns a pointer to a new value of the type", "compile.Rule(%q, nil)", name)
		}
		s.Given[name] = make
	}
}

// External lets the Go of rules of one's own be elsewhere. Plans name such rules, and can be compared, explained and
// written as Go, but not run.
func External() Option { return func(s *settings) { s.External = true } }

// newCompiler is a compilation with options.
func newCompiler(given []Option) *lower.Compiler {
	s := &settings{
		&lower.Settings{Given: map[string]func() rules.Checker{}, Located: func(file string) string { return file }}, source.NewFaults(),
	}
	for i, option := range given {
		if option == nil {
			s.faults.Add(token.NoPos, "leave it out", "option %d is nil", i+1)
			continue
		}
		option(s)
	}
	return lower.New(s.Settings, s.faults)
}
