package function

import (
	"net/url"

	"github.com/passant-go/passant/engine/plan"
)

// A URL is net.URL, or net.AbsURL: it accepts references, or those with a scheme.
type URL struct{ Absolute bool }

// Accepts reports whether text is a reference.
func (u *URL) Accepts(_ plan.Kind, text []byte) bool {
	parsed, err := url.Parse(string(text))
	return err == nil && (!u.Absolute || parsed.IsAbs())
}

func (u *URL) String() string {
	if u.Absolute {
		return "net.AbsURL"
	}
	return "net.URL"
}
