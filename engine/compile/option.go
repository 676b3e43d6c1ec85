package compile

import "github.com/passant-go/passant/rules"

// An Option changes what [FS] compiles.
type Option func(*compiler)

// Dirs limits the endpoints to those of the packages in dirs, slash-separated and relative to the root of the module.
func Dirs(dirs ...string) Option {
	return func(c *compiler) { c.dirs = append(c.dirs, dirs...) }
}

// Rule gives the Go type of a rule of one's own, which contract.#OwnRules declares under its import path and name, such as
// "example.com/acme/rules.VAT". make returns a pointer to a new value of the type, whose exported fields take the
// arguments: bool, string, the integers, lists of string or int, and types that implement encoding.TextUnmarshaler, which
// are given a list as texts joined by commas.
func Rule(name string, make func() rules.Checker) Option {
	return func(c *compiler) { c.given[name] = make }
}

// external has the rules of one's own written by name, for Go that is to be compiled elsewhere.
func external(c *compiler) { c.external = true }
