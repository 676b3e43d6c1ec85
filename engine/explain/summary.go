package explain

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/passant-go/passant/engine/plan"
)

// Summary is what the contract's comment says of an endpoint whose name stands beside it.
func Summary(p *plan.Endpoint) string {
	_, name, _ := strings.Cut(p.Name, "/")
	text := unnamed(name, p.Doc)
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + text[size:]
}

// unnamed is a comment without the name that it begins with.
func unnamed(name, doc string) string { return strings.TrimPrefix(doc, name+" ") }
