// Package plan is the compiled form of a contract: plain data that package compile makes from CUE, that
// "passant generate" writes as Go, and that package engine runs.
//
// Every type is fit for a composite literal that the linker lays out, so that a program which imports a
// provider runs no code at start-up for it. A plan is immutable: it may be shared by any number of
// goroutines and must not be changed once an engine.Endpoint was made from it.
package plan

// V1 is the version of this layout. Generated code refers to the version it was written for, so that
// code of another version does not compile.
const V1 = 1
