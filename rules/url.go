package rules

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// URL is the rule url: an absolute URL with a host. The code of a refusal is its [Reason].
type URL struct {
	Schemes URLSchemes // http and https where it is empty
}

func (r *URL) Check(v Value) Verdict { return judged(CheckURL(v.Text, r.Schemes)) }

// Accepts reports whether Check accepts a text.
func (r *URL) Accepts(text []byte) bool { return CheckURL(text, r.Schemes) == "" }

// Why a text is no URL. Of several faults the leftmost decides, except that user-info comes before the host.
const (
	URLScheme    Reason = "scheme"    // it does not begin with one of the schemes and "://"
	URLUser      Reason = "user_info" // there is user-info before the host
	URLHost      Reason = "host"      // there is no host, or it has a character or a label that hosts do not have
	URLPort      Reason = "port"      // the port is no number up to 65535
	URLEscape    Reason = "escape"    // a percent sign is not followed by two hexadecimal digits
	URLCharacter Reason = "character" // there is a character after the host that URLs do not have, or it is not UTF-8
)

// CheckURL judges whether text is an absolute URL of one of the schemes, in any case: http and https where schemes
// is empty. It is a URI of RFC 3986 §3 with an authority that is a host and perhaps a port, with these choices.
// CheckURL never allocates.
//
// User-info is refused, an empty one too. The host is an IPv6 address in brackets, without a zone, or a name that is not
// empty, of ASCII letters, digits and the characters -._~!$&'()*+,;= (RFC 3986 §3.2.2, reg-name), a single label such as
// localhost included. A label between its dots is not empty, has at most 63 characters (RFC 1035 §2.3.4), and neither begins
// nor ends with a hyphen; one dot may come after the last. Percent-encodings in it are refused, as are IPvFuture and non-ASCII
// characters: an international domain is written with xn-- labels, which are not decoded. The port may be empty, else it is a
// decimal number up to 65535.
//
// After that, path, query and fragment have the characters of RFC 3986 §3.3 to §3.5, besides brackets, further # and
// non-ASCII ones, those of private use included, except Unicode White_Space, controls, format characters and noncharacters:
// what the URL standard calls a validation error, such as a quote, a backslash or a brace, is refused. Percent-encodings are
// well-formed.
//
// Of what the URL standard (https://url.spec.whatwg.org/) calls an error or a validation error, this is accepted: brackets and
// further #, xn-- labels that decode to nothing, and a last label that is a number without the rest being an IPv4 address. Of
// what it accepts, this is refused: a host of non-ASCII characters or percent-encodings, labels that are empty, too
// long or have a hyphen at an end, user-info, White_Space and format characters.
func CheckURL(text []byte, schemes URLSchemes) Reason {
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
	if host == 0 || host < end || !areLabels(rest[:host]) {
		if reason := checkAuthority(rest[:end], host); reason != "" {
			return reason
		}
	}
	return checkPath(rest[end:])
}

// areLabels reports whether the labels of a name are not empty, not too long and have no hyphen at an end. A dot may come after the
// last.
func areLabels(name []byte) bool {
	before, start := byte('.'), 0
	for i, b := range name {
		if b == '.' && (before == '.' || before == '-' || i-start > maxLabel) || b == '-' && before == '.' {
			return false
		}
		if before = b; b == '.' {
			start = i + 1
		}
	}
	return before != '-' && len(name)-start <= maxLabel
}

// checkAuthority judges an authority that is not a right name alone. The name that it begins with has n bytes.
func checkAuthority(authority []byte, n int) Reason {
	if bytes.IndexByte(authority, '@') >= 0 {
		return URLUser
	}
	if len(authority) > 0 && authority[0] == '[' {
		n = bytes.IndexByte(authority, ']') + 1
		if n == 0 || !isIPv6(authority[1:n-1]) {
			return URLHost
		}
	}
	if n == 0 || !areLabels(authority[:n]) {
		return URLHost
	}
	if n == len(authority) {
		return ""
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
	return ""
}

// checkPath judges what follows the authority.
func checkPath(text []byte) Reason {
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
			if r == utf8.RuneError && n == 1 || unicode.In(r, unicode.White_Space, unicode.Cc, unicode.Cf, unicode.Noncharacter_Code_Point) {
				return URLCharacter
			}
			i += n - 1
		}
	}
	return ""
}

func isHex(b byte) bool { return isDigit(b) || b|0x20-'a' <= 'f'-'a' }

// Where an ASCII character may stand in a URL: the low bits of the digits in urlClass.
const (
	inHost = 1 << iota // a name
	inPath             // what follows the authority, anywhere
)

const (
	urlClass = "0000000000000000" + "0000000000000000" + // controls
		"0302303333333332" + //  !"#$%&'()*+,-./
		"3333333333230302" + // 0123456789:;<=>?
		"2333333333333333" + // @ABCDEFGHIJKLMNO
		"3333333333320203" + // PQRSTUVWXYZ[\]^_
		"0333333333333333" + // `abcdefghijklmno
		"3333333333300030" + // pqrstuvwxyz{|}~
		noClass + noClass + noClass + noClass
	noClass = "00000000000000000000000000000000"
)
