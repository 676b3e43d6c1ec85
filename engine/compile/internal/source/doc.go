// Package source holds CUE as it is written: the packages of a module, what their names refer to, their literals and
// attributes, and what is found wrong with them, by place. It knows nothing of types and plans but the constants that
// plans have.
//
// A [Module] does not change once it is loaded. A [Resolver] counts what it follows and [Faults] grow: each belongs to one
// pass over one endpoint, or over the module as a whole.
package source
