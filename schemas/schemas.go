// Package schemas holds the contracts of the built-in providers: the CUE module that states them, and beside each
// contract the Go code that is generated from it.
package schemas

import (
	"embed"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/schemas/bitpub"
	"github.com/passant-go/passant/schemas/digipay"
	"github.com/passant-go/passant/schemas/larsverp"
	"github.com/passant-go/passant/schemas/pankek"
	"github.com/passant-go/passant/schemas/pantel"
)

//go:generate go run ../engine/cmd/generate ./...

// FS holds the CUE module: every contract, and the vocabulary in which contracts are written.
//
//go:embed cue.mod */*.cue
var FS embed.FS

// Language lists the packages in FS on which contracts are built: the contract language and the frameworks.
func Language() []string { return []string{"answer", "contract", "field", "laravel", "servicestack"} }

// All lists the built-in endpoints by name. A program that calls it links every one; to link one provider, import its
// package.
func All() []*engine.Endpoint {
	return []*engine.Endpoint{
		pankek.Register,
		larsverp.Register,
		larsverp.Validation,
		pantel.Register,
		digipay.UserRegister,
		bitpub.Register,
	}
}
