package rules

import "unicode/utf8"

// Email is the rule email: a mailbox as [CheckEmail] defines it.
// The code of a refusal is the [EmailReason].
type Email struct{}

func (*Email) Check(v Value) Verdict { return judged(CheckEmail(v.Text)) }

// Accepts reports whether Check accepts a text.
func (*Email) Accepts(text []byte) bool { return CheckEmail(text) == 0 }

// Limits in octets, of UTF-8 except for a domain and its labels, which are measured in their ASCII form.
const (
	maxAddress = 254 // RFC 5321 §4.5.3.1.3, a path of 256 without its angle brackets
	maxLocal   = 64  // RFC 5321 §4.5.3.1.1, quotes and backslashes included
	maxDomain  = 253 // RFC 1035 §2.3.4, 255 on the wire
	maxLabel   = 63  // RFC 1035 §2.3.4
)

// An EmailReason says why a text is no e-mail address. The zero reason says that it is one.
// The length of the whole is looked at first, then its encoding; of the other faults the leftmost decides,
// those of an international domain coming last.
type EmailReason uint8

const (
	EmailLength       EmailReason = iota + 1 // more than 254 octets
	EmailUTF8                                // not UTF-8
	EmailLocal                               // the local part is neither a dot-string nor a quoted string
	EmailLocalLength                         // the local part has more than 64 octets
	EmailAt                                  // the local part is all there is
	EmailDomain                              // a label is empty, has a character it must not have or a hyphen at an end
	EmailDomainLength                        // a label has more than 63 octets or the domain more than 253
	EmailOneLabel                            // the domain has no dot
	EmailIDN                                 // the domain is not a valid international one
)

// String returns a stable word in snake case, such as "local_part_length"; "" for the zero reason.
func (r EmailReason) String() string {
	switch r {
	case EmailLength:
		return "length"
	case EmailUTF8:
		return "utf8"
	case EmailLocal:
		return "local_part"
	case EmailLocalLength:
		return "local_part_length"
	case EmailAt:
		return "at"
	case EmailDomain:
		return "domain"
	case EmailDomainLength:
		return "domain_length"
	case EmailOneLabel:
		return "one_label"
	case EmailIDN:
		return "idn"
	}
	return ""
}

// CheckEmail judges whether text is an e-mail address: an RFC 5321 §4.1.2 Mailbox, extended by RFC 6531 §3.3.
// It allocates only for a domain that has non-ASCII characters or a label beginning with xn--.
//
// The local part is a dot-string or a quoted string. Both may hold any non-ASCII character, for RFC 6531 takes none
// out, C1 controls and noncharacters included; a backslash quotes ASCII only, for RFC 6531 does not extend quoted-pairSMTP.
//
// The domain has at least two labels, separated by U+002E and nothing that Unicode maps to it; it has no dot at its end.
// ASCII labels are letters, digits and inner hyphens, all digits and two hyphens in the third and fourth place included:
// what looks like an IPv4 address is a domain to this grammar. An address literal in brackets is refused.
// A domain with other labels, or with one beginning with xn-- in any case, is processed by UTS #46 without transitional
// mappings and with the Bidi rule of RFC 5893; the outcome, an xn-- label in its decoded form,
// must consist of characters that RFC 5892 allows where they stand. So ☃.example is refused in both its spellings.
// The characters are those of the Unicode version of golang.org/x/net/idna and of Go: 15.0 for Go 1.26.
//
// Comments, folding white space and the obsolete forms of RFC 5322 are refused.
func CheckEmail(text []byte) EmailReason {
	if len(text) > maxAddress {
		return EmailLength
	}
	if !isASCII(text) && !utf8.Valid(text) {
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
	case !ok:
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

func checkDomain(domain []byte) EmailReason {
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
	if labels < 2 {
		return EmailOneLabel
	}
	if international {
		return checkInternational(domain)
	}
	return 0 // an ASCII domain over 253 octets makes an address over 254
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
