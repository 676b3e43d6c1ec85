// Package pb is the contracts as messages with constraints of protovalidate.
package pb

//go:generate go run ./generate
