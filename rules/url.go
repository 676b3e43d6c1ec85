package rules

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// URL is the rule url: an absolute URL with a host. The code of a refusal is the [URLReason].
type URL struct {
	Schemes URLSchemes // http and https where it is empty
}

func (r *URL) Check(v Value) Verdict { return judged(CheckURL(v.Text, r.Schemes)) }

// A URLReason says why a text is no URL. The zero reason says that it is one. Of several faults the leftmost decides,
// except that user-info comes before the host.
type URLReason uint8

const (
	URLScheme    URLReason = iota + 1 // it does not begin with one of the schemes and "://"
	URLUser                           // there is user-info before the host
	URLHost                           // there is no host, or it has a character that hosts do not have
	URLPort                           // the port is no number up to 65535
	URLEscape                         // a percent sign is not followed by two hexadecimal digits
	URLCharacter                      // there is a space or a control after the host, or it is not UTF-8
)

// String returns a stable word in snake case, such as "user_info"; "" for the zero reason.
func (r URLReason) String() string {
	switch r {
	case URLScheme:
		return "scheme"
	case URLUser:
		return "user_info"
	case URLHost:
		return "host"
	case URLPort:
		return "port"
	case URLEscape:
		return "escape"
	case URLCharacter:
		return "character"
	}
	return ""
}

// CheckURL judges whether text is an absolute URL of one of the schemes, in any case: http and https where schemes
// is empty. It is a URI of RFC 3986 §3 with an authority that is a host and perhaps a port, with these choices.
// CheckURL never allocates.
//
// User-info is refused, an empty one too. The host is an IPv6 address in brackets, without a zone, or a name that is not
// empty, of ASCII letters, digits and the characters -._~!$&'()*+,;= (RFC 3986 §3.2.2, reg-name). Percent-encodings in
// it are refused, as are IPvFuture and non-ASCII characters: an international domain is written with xn-- labels, which
// are not decoded. The port may be empty, else it is a decimal number up to 65535.
//
// After that, path, query and fragment may have any character, those that RFC 3986 wants encoded included (non-ASCII
// ones, brackets, quotes, a backslash), except Unicode White_Space and controls. Percent-encodings are well-formed.
func CheckURL(text []byte, schemes URLSchemes) URLReason {
	n := schemes.match(text)
	if n == 0 {
		return URLScheme
	}
	rest := text[n:]
	end := 0
	for end < len(rest) && rest[end] != '/' && rest[end] != '?' && rest[end] != '#' {
		end++
	}
	if reason := checkAuthority(rest[:end]); reason != 0 {
		return reason
	}
	return checkPath(rest[end:])
}

func checkAuthority(authority []byte) URLReason {
	if bytes.IndexByte(authority, '@') >= 0 {
		return URLUser
	}
	n := 0
	if len(authority) > 0 && authority[0] == '[' {
		n = bytes.IndexByte(authority, ']') + 1
		if n == 0 || !isIPv6(authority[1:n-1]) {
			return URLHost
		}
	} else {
		for n < len(authority) && isHost(authority[n]) {
			n++
		}
		if n == 0 {
			return URLHost
		}
	}
	if n == len(authority) {
		return 0
	}
	if authority[n] != ':' {
		return URLHost
	}
	port := 0
	for _, b := range authority[n+1:] {
		if !isDigit(b) {
			return URLPort
		}
		if port = port*10 + int(b-'0'); port > 65535 {
			return URLPort
		}
	}
	return 0
}

func isHost(b byte) bool {
	return isLetter(b) || isDigit(b) || strings.IndexByte("-._~!$&'()*+,;=", b) >= 0
}

// checkPath judges what follows the authority.
func checkPath(text []byte) URLReason {
	for i := 0; i < len(text); {
		b := text[i]
		switch {
		case b == '%':
			if len(text)-i < 3 || !isHex(text[i+1]) || !isHex(text[i+2]) {
				return URLEscape
			}
		case b <= ' ' || b == 0x7f:
			return URLCharacter
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && n == 1 || unicode.IsSpace(r) || unicode.IsControl(r) {
				return URLCharacter
			}
			i += n
			continue
		}
		i++
	}
	return 0
}

func isHex(b byte) bool { return isDigit(b) || b|0x20-'a' <= 'f'-'a' }
