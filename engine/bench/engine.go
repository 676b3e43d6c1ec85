// Package bench measures passant beside what would be used instead of it: the same payloads and the same work, which
// is to parse the bytes and to check every constraint of the contract.
//
// Every engine is told the contracts in its own language, made of package contract; what that cannot say it leaves to
// the rules of passant. Before it is measured it shows on the fixtures of the contracts that its verdicts are right
// (TestVerdicts); where they differ by design, its Differs says so.
//
// Command run measures, judges goals and gates, and writes the tables of the documentation.
package bench

import "github.com/passant-go/passant/engine/bench/contract"

// An Engine judges registrations. It is used by one goroutine at a time.
type Engine interface {
	// Valid parses a body and judges it. It may stop at the first fault.
	Valid(endpoint int, body []byte) bool

	// AppendAnswer parses and judges a body, and appends an answer that names every fault that it finds; nothing
	// where there is none.
	AppendAnswer(dst []byte, endpoint int, body []byte) []byte

	// Differs lists the traits of payloads that it judges otherwise, by design.
	Differs() []Trait
}

// A Maker makes an engine. Contracts are compiled there, and never while anything is measured.
type Maker struct {
	Name string
	New  func() (Engine, error)
}

// Makers lists the engines in Go, passant first.
func Makers() []Maker {
	return []Maker{
		{"passant", newPassant},
		{"validator", newValidator},
		{"protovalidate", newProtovalidate},
		{"ozzo-validation", newOzzo},
		{"santhosh-tekuri", newSanthosh},
		{"kaptinlin", newKaptinlin},
		{"CEL", newCEL},
		{"OPA", newOPA},
		{"CUE", newCUE},
	}
}

// contracts are those of the registrations; an endpoint is known by its index.
var contracts = contract.All()
