package gen

import (
	"bytes"
	"net/url"

	"github.com/passant-go/passant/engine/plan"
)

// A URL is net.URL, or net.AbsURL: it accepts references, or those with a scheme.
type URL struct{ Absolute bool }

// Accepts reports whether text is a reference.
func (u *URL) Accepts(_ plan.Kind, text []byte) bool {
	if isPlainURL(text, u.Absolute) {
		return true
	}
	parsed, err := url.Parse(view(text))
	return err == nil && (!u.Absolute || parsed.IsAbs())
}

// isPlainURL reports whether text is a path, or a URL with a host, without anything in which package url could find a fault:
// a port, user-info, an address in brackets, a percent-encoding, a character that is not visible ASCII.
func isPlainURL(text []byte, absolute bool) bool {
	rest := text
	if scheme, after, ok := bytes.Cut(text, []byte("://")); ok && isPlainHost(scheme) && !isDigit(scheme[0]) && bytes.IndexByte(scheme, '.') < 0 {
		rest = after
		host := len(rest)
		if end := bytes.IndexAny(rest, "/?#"); end >= 0 {
			host = end
		}
		if !isPlainHost(rest[:host]) {
			return false
		}
		rest = rest[host:]
	} else if absolute || len(text) == 0 || text[0] != '/' || len(text) > 1 && text[1] == '/' {
		return false
	}
	for _, b := range rest {
		if b <= ' ' || b > '~' || b == '%' {
			return false
		}
	}
	return true
}

func isDigit(b byte) bool { return b-'0' <= 9 }

func (u *URL) String() string {
	if u.Absolute {
		return "net.AbsURL"
	}
	return "net.URL"
}
