package explain

import (
	"fmt"

	english "golang.org/x/text/language"
	text "golang.org/x/text/message"

	"github.com/passant-go/passant/engine"
)

// limitWords says what a payload may hold.
func limitWords(l engine.Limits) string {
	return text.NewPrinter(english.English).Sprintf("a body of %s, %d levels of nesting, %d members and elements, %d members of an object, strings of %s, numbers of %d characters and exponents up to %d; a report has at most %d entries",
		bytesWords(l.Body), l.Depth, l.Values, l.Keys, bytesWords(l.String), l.Number, l.Exponent, l.Violations)
}

// bytesWords is a number of bytes in the greatest unit that makes it whole.
func bytesWords(n int) string {
	switch {
	case n%(1<<20) == 0:
		return fmt.Sprint(n>>20, " MiB")
	case n%(1<<10) == 0:
		return fmt.Sprint(n>>10, " KiB")
	}
	return fmt.Sprint(n, " bytes")
}
