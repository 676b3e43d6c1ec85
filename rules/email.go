package rules

import (
	"unicode"
	"unicode/utf8"
)

// Email is the rule email: a mailbox as [CheckEmail] defines it.
// The code of a refusal is its [Reason].
type Email struct{}

func (*Email) Check(v Value) Verdict { return judged(CheckEmail(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Email) Accepts(text []byte) bool { return CheckEmail(text) == "" }

// Limits in octets, of UTF-8 except for a domain and its labels, which are measured in their ASCII form.
const (
	maxAddress = 254 // RFC 5321 §4.5.3.1.3, a path of 256 without its angle brackets
	maxLocal   = 64  // RFC 5321 §4.5.3.1.1, quotes and backslashes included
	maxDomain  = 253 // RFC 1035 §2.3.4, 255 on the wire
	maxLabel   = 63  // RFC 1035 §2.3.4
)

// Why a text is no e-mail address. The length of the whole is looked at first, then its encoding; of the other faults
// the leftmost decides, those of an international domain coming last.
const (
	EmailLength       Reason = "length"            // more than 254 octets
	EmailUTF8         Reason = "utf8"              // not UTF-8
	EmailLocal        Reason = "local_part"        // the local part is neither a dot-string nor a quoted string, or has a character not allowed
	EmailLocalLength  Reason = "local_part_length" // the local part has more than 64 octets
	EmailAt           Reason = "at"                // the local part is all there is
	EmailDomain       Reason = "domain"            // a label is empty, has a character not allowed or a hyphen at an end, or the last is a number
	EmailDomainLength Reason = "domain_length"     // a label has more than 63 octets or the domain more than 253
	EmailOneLabel     Reason = "one_label"         // the domain has no dot
	EmailIDN          Reason = "idn"               // the domain is not a valid international one
)

// CheckEmail judges whether text is an e-mail address: an RFC 5321 §4.1.2 Mailbox, extended by RFC 6531 §3.3.
// It allocates only for a domain that has non-ASCII characters or a label beginning with xn--.
//
// The local part is a dot-string or a quoted string. Of the non-ASCII characters, all of which RFC 6531 lets in, neither may
// have one that nobody sees (white space, controls, format characters, letters and marks that Unicode has ignored in
// display, private use, noncharacters) nor a symbol (general category S). A backslash quotes ASCII only, for RFC 6531
// does not extend quoted-pairSMTP.
//
// The domain has at least two labels, separated by U+002E and nothing that Unicode maps to it; it has no dot at its end.
// ASCII labels are letters, digits and inner hyphens, two hyphens in the third and fourth place included. The last label
// is not all digits, mapped and decoded: there is no such top-level domain, and 192.168.1.1 is an address literal
// without its brackets. One in brackets is refused, too.
// A domain with other labels, or with one beginning with xn-- in any case, is processed by UTS #46 without transitional
// mappings and with the Bidi rule of RFC 5893; the outcome, an xn-- label in its decoded form,
// must consist of characters that RFC 5892 allows where they stand. So ☃.example is refused in both its spellings.
// The characters are those of the Unicode version of golang.org/x/net/idna and of Go: 15.0 for Go 1.26.
//
// Comments, folding white space and the obsolete forms of RFC 5322 are refused.
func CheckEmail(text []byte) Reason {
	if len(text) > maxAddress {
		return EmailLength
	}
	ascii := isASCII(text)
	if !ascii && !utf8.Valid(text) {
		return EmailUTF8
	}
	var n int
	var ok bool
	if len(text) > 0 && text[0] == '"' {
		n, ok = quotedString(text)
	} else {
		n, ok = dotString(text)
	}
	switch {
	case !ok || !ascii && !isPlain(text[:n]):
		return EmailLocal
	case n > maxLocal:
		return EmailLocalLength
	case n == len(text):
		return EmailAt
	case text[n] != '@':
		return EmailLocal
	}
	return checkDomain(text[n+1:])
}

// dotString returns the length of the Dot-string that text begins with, and whether there is one.
func dotString(text []byte) (n int, ok bool) {
	for {
		atom := n
		for n < len(text) && class[text[n]]&inAtom != 0 {
			n++
		}
		if n == atom {
			return 0, false
		}
		if n == len(text) || text[n] != '.' {
			return n, true
		}
		n++
	}
}

// quotedString returns the length of the Quoted-string that text, which has an opening quote, begins with,
// and whether there is one.
func quotedString(text []byte) (n int, ok bool) {
	for n = 1; n < len(text); n++ {
		switch c := text[n]; {
		case c == '"':
			return n + 1, true
		case c == '\\':
			n++
			if n == len(text) || text[n] < ' ' || text[n] > '~' {
				return 0, false
			}
		case c < ' ' || c == 0x7f:
			return 0, false
		}
	}
	return 0, false
}

// isPlain reports whether text, which is UTF-8, has no symbol and nothing invisible but ASCII.
func isPlain(text []byte) bool {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if unicode.In(r, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co, unicode.Noncharacter_Code_Point) || isInvisible(r) {
			return false
		}
		i += n
	}
	return true
}

func checkDomain(domain []byte) Reason {
	rest, labels, international := domain, 0, false
	for {
		n, seen := 0, byte(0)
		for _, b := range rest {
			c := class[b]
			if c&inLabel == 0 {
				break
			}
			seen |= c
			n++
		}
		if n == 0 || rest[0] == '-' || rest[n-1] == '-' || n < len(rest) && rest[n] != '.' {
			return EmailDomain
		}
		if seen&inUTF8 != 0 || hasACEPrefix(rest[:n]) {
			international = true
		} else if n > maxLabel {
			return EmailDomainLength
		}
		labels++
		if n == len(rest) {
			break
		}
		rest = rest[n+1:]
	}
	switch {
	case labels < 2:
		return EmailOneLabel
	case isNumber(rest):
		return EmailDomain
	case international:
		return checkInternational(domain)
	}
	return "" // an ASCII domain over 253 octets makes an address over 254
}

// isNumber reports whether a label, which is not empty, is all digits.
func isNumber(label []byte) bool {
	for i := len(label) - 1; i >= 0; i-- {
		if !isDigit(label[i]) {
			return false
		}
	}
	return true
}

func hasACEPrefix(label []byte) bool {
	return len(label) >= 4 && label[2] == '-' && label[3] == '-' && label[0]|0x20 == 'x' && label[1]|0x20 == 'n'
}

// Where a byte may stand outside of quotes: the low bits of the digits in class.
const (
	inAtom  = 1 << iota // RFC 5321 §4.1.2 atext
	inLabel             // Let-dig and the hyphen
	inUTF8              // part of a non-ASCII character, which may stand in both
)

const (
	class = "0000000000000000" + "0000000000000000" + // controls
		"0101111100110301" + //  !"#$%&'()*+,-./
		"3333333333000101" + // 0123456789:;<=>?
		"0333333333333333" + // @ABCDEFGHIJKLMNO
		"3333333333300011" + // PQRSTUVWXYZ[\]^_
		"1333333333333333" + // `abcdefghijklmno
		"3333333333311110" + // pqrstuvwxyz{|}~
		utf8Class + utf8Class + utf8Class + utf8Class
	utf8Class = "77777777777777777777777777777777"
)
