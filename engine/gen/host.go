package gen

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"github.com/passant-go/passant/engine/plan"
)

// A Host is net.FQDN: it accepts host names in ASCII, with or without a point at the end.
type Host struct{}

// Accepts reports whether text is a host name.
func (*Host) Accepts(_ plan.Kind, text []byte) bool {
	if isPlainHost(bytes.TrimSuffix(text, []byte("."))) {
		return true
	}
	for _, b := range text {
		if b >= utf8.RuneSelf {
			return false
		}
	}
	profile := idna.New(idna.MapForLookup(), idna.VerifyDNSLength(true))
	_, err := profile.ToASCII(strings.TrimSuffix(view(text), "."))
	return err == nil
}

// isPlainHost reports whether name is a host name without anything that package idna has to look at: labels of letters,
// digits and inner hyphens, no two in the third and fourth place.
func isPlainHost(name []byte) bool {
	from := 0
	for i := 0; i <= len(name); i++ {
		if i < len(name) && name[i] != '.' {
			if !isLetterOrDigit(name[i]) && name[i] != '-' {
				return false
			}
			continue
		}
		label := name[from:i]
		if len(label) == 0 || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' || len(label) >= 4 && label[2] == '-' && label[3] == '-' {
			return false
		}
		from = i + 1
	}
	return len(name) <= 253
}

func isLetterOrDigit(b byte) bool { return b|0x20-'a' <= 'z'-'a' || isDigit(b) }

func (*Host) String() string { return "net.FQDN" }
