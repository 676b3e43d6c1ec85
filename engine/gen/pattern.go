package gen

import (
	"regexp/syntax"

	"github.com/passant-go/passant/engine/plan"
)

// A Pattern is regexp.Valid: it accepts patterns in RE2 syntax.
type Pattern struct{}

// Accepts reports whether text is a pattern.
func (*Pattern) Accepts(_ plan.Kind, text []byte) bool {
	_, err := syntax.Parse(view(text), syntax.Perl)
	return err == nil
}

func (*Pattern) String() string { return "regexp.Valid" }
