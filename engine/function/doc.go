// Package function has functions of CUE's standard library, for the plans that ask for them: each accepts exactly what CUE's
// function of that name accepts. Their work is done by Go's standard library, or by package idna, as it is for CUE; a verdict
// may thus depend on the version of Go that a program is built with.
//
// A function is data, and immutable: it is safe for concurrent use.
package function
