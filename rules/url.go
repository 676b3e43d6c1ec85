package rules

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// URL is the rule url: an absolute URL with a host. The code of a refusal is the [URLReason].
type URL struct {
	Schemes URLSchemes // http and https where it is empty
}

func (r *URL) Check(v Value) Verdict { return judged(CheckURL(v.Text, r.Schemes)) }

// Accepts reports whether Check accepts a text.
func (r *URL) Accepts(text []byte) bool { return CheckURL(text, r.Schemes) == 0 }

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
	host := 0
	for host < len(rest) && urlClass[rest[host]]&inHost != 0 {
		host++
	}
	end := host
	for end < len(rest) && rest[end] != '/' && rest[end] != '?' && rest[end] != '#' {
		end++
	}
	if host == 0 || host < end {
		if reason := checkAuthority(rest[:end], host); reason != 0 {
			return reason
		}
	}
	return checkPath(rest[end:])
}

// checkAuthority judges an authority that is not a name alone. The name that it begins with has n bytes.
func checkAuthority(authority []byte, n int) URLReason {
	if bytes.IndexByte(authority, '@') >= 0 {
		return URLUser
	}
	if len(authority) > 0 && authority[0] == '[' {
		n = bytes.IndexByte(authority, ']') + 1
		if n == 0 || !isIPv6(authority[1:n-1]) {
			return URLHost
		}
	}
	if n == 0 {
		return URLHost
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

// checkPath judges what follows the authority.
func checkPath(text []byte) URLReason {
	for i := 0; i < len(text); i++ {
		b := text[i]
		switch {
		case urlClass[b]&inPath != 0:
		case b == '%':
			if len(text)-i < 3 || !isHex(text[i+1]) || !isHex(text[i+2]) {
				return URLEscape
			}
		case b < utf8.RuneSelf:
			return URLCharacter
		default:
			r, n := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && n == 1 || unicode.IsSpace(r) || unicode.IsControl(r) {
				return URLCharacter
			}
			i += n - 1
		}
	}
	return 0
}

func isHex(b byte) bool { return isDigit(b) || b|0x20-'a' <= 'f'-'a' }

// Where an ASCII character may stand in a URL: the low bits of the digits in urlClass.
const (
	inHost = 1 << iota // a name
	inPath             // what follows the authority, anywhere
)

const (
	urlClass = "0000000000000000" + "0000000000000000" + // controls
		"0322303333333332" + //  !"#$%&'()*+,-./
		"3333333333232322" + // 0123456789:;<=>?
		"2333333333333333" + // @ABCDEFGHIJKLMNO
		"3333333333322223" + // PQRSTUVWXYZ[\]^_
		"2333333333333333" + // `abcdefghijklmno
		"3333333333322230" + // pqrstuvwxyz{|}~
		noClass + noClass + noClass + noClass
	noClass = "00000000000000000000000000000000"
)
