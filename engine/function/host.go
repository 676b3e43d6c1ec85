package function

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"github.com/passant-go/passant/engine/plan"
)

// A Host is net.FQDN: it accepts host names in ASCII, with or without a point at the end.
type Host struct{}

// Accepts reports whether text is a host name.
func (*Host) Accepts(_ plan.Kind, text []byte) bool {
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	profile := idna.New(idna.MapForLookup(), idna.VerifyDNSLength(true))
	_, err := profile.ToASCII(strings.TrimSuffix(string(text), "."))
	return err == nil
}

func (*Host) String() string { return "net.FQDN" }
