package rules

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/idna"
)

// MailDomain returns the domain of an e-mail address as DNS has it, in its ASCII form and in lower case.
// The reason is that of [CheckEmail]; where it is not zero, there is no domain.
func MailDomain(text []byte) (domain string, reason Reason) {
	if reason := CheckEmail(text); reason != "" {
		return "", reason
	}
	domain = string(text[bytes.LastIndexByte(text, '@')+1:])
	ascii, err := domains().ToASCII(domain)
	if err != nil {
		return "", EmailIDN
	}
	return ascii, ""
}

// checkInternational judges a domain that has non-ASCII characters or a label beginning with xn--,
// and whose ASCII characters are dots and those of labels.
func checkInternational(domain []byte) Reason {
	// What the mapping makes of a character is judged below; this is about the character itself, so that
	// none that the mapping drops or spells out, such as a zero-width space, is let through.
	for _, r := range string(domain) {
		if r >= 0x80 && !isException(r) && (!unicode.In(r, unicode.L, unicode.M, unicode.Nd) || isInvisible(r)) {
			return EmailIDN
		}
	}
	profile := domains()
	ascii, err := profile.ToASCII(string(domain))
	if err != nil || strings.Count(ascii, ".") != bytes.Count(domain, []byte(".")) {
		return EmailIDN
	}
	decoded, err := profile.ToUnicode(ascii)
	if err != nil {
		return EmailIDN
	}
	for label := range strings.SplitSeq(decoded, ".") {
		if !validLabel(label) {
			return EmailIDN
		}
	}
	if !strings.ContainsFunc(decoded[strings.LastIndexByte(decoded, '.')+1:], func(r rune) bool { return !unicode.Is(unicode.Nd, r) }) {
		return EmailIDN
	}
	for label := range strings.SplitSeq(ascii, ".") {
		if len(label) > maxLabel {
			return EmailDomainLength
		}
	}
	if len(ascii) > maxDomain {
		return EmailDomainLength
	}
	return ""
}

// domains is how domains are processed. It is made for each call: a few closures, dear only beside an ASCII domain.
// CheckHyphens is off because it would refuse ASCII labels; validLabel looks at the others.
func domains() *idna.Profile {
	return idna.New(idna.MapForLookup(), idna.Transitional(false), idna.CheckHyphens(false), idna.BidiRule())
}

// validLabel judges a label, mapped and decoded, by RFC 5891 §4.2.3 and RFC 5892.
// Leading marks, joiners and directions are package idna's part.
func validLabel(s string) bool {
	label := []rune(s)
	n := len(label)
	if n == 0 || label[0] == '-' || label[n-1] == '-' {
		return false
	}
	if n != len(s) && n >= 4 && label[2] == '-' && label[3] == '-' { // only ASCII labels may
		return false
	}
	for i := range label {
		if !validAt(label, i) {
			return false
		}
	}
	return true
}

// validAt reports whether RFC 5892 allows the character at i of a label that UTS #46 has mapped.
// The rules of its appendix A decide on characters that depend on their context.
func validAt(label []rune, i int) bool {
	before, after := rune(-1), rune(-1)
	if i > 0 {
		before = label[i-1]
	}
	if i+1 < len(label) {
		after = label[i+1]
	}
	r := label[i]
	switch {
	case r == '-':
		return true
	case r == 0x200c, r == 0x200d: // A.1, A.2: the joiners, judged by package idna
		return true
	case r == 0x00b7: // A.3: the middle dot of Catalan
		return before == 'l' && after == 'l'
	case r == 0x0375: // A.4: the Greek lower numeral sign
		return unicode.Is(unicode.Greek, after)
	case r == 0x05f3, r == 0x05f4: // A.5, A.6: geresh and gershayim
		return unicode.Is(unicode.Hebrew, before)
	case r == 0x30fb: // A.7: the katakana middle dot
		return slices.ContainsFunc(label, isJapanese)
	case 0x0660 <= r && r <= 0x0669: // A.8, and with it A.9: Arabic-Indic digits do not mix with the extended ones
		return !slices.ContainsFunc(label, isExtendedArabicDigit)
	case isException(r):
		return true
	}
	return unicode.In(r, unicode.L, unicode.Mn, unicode.Mc, unicode.Nd) && !unicode.Is(disallowed, r)
}

// isException reports whether RFC 5892 allows a character, in its place, that is neither letter, mark nor digit.
func isException(r rune) bool {
	switch r {
	case 0x00b7, 0x0375, 0x05f3, 0x05f4, 0x200c, 0x200d, 0x30fb: // appendix A
		return true
	case 0x06fd, 0x06fe, 0x0f0b, 0x3007: // §2.6
		return true
	}
	return false
}

func isJapanese(r rune) bool            { return unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) }
func isExtendedArabicDigit(r rune) bool { return 0x06f0 <= r && r <= 0x06f9 }

// disallowed holds the letters, marks and digits that UTS #46 lets through and RFC 5892 does not:
// the exceptions of §2.6, the blocks of §2.4 and the conjoining jamo of §2.9.
var disallowed = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x0640, 0x0640, 1}, // tatweel
		{0x07fa, 0x07fa, 1}, // N'Ko lajanyalan
		{0x1100, 0x11ff, 1}, // Hangul jamo
		{0x20d0, 0x20ff, 1}, // combining marks for symbols
		{0x302e, 0x302f, 1}, // Hangul tone marks
		{0x3031, 0x3035, 1}, // kana repeat marks
		{0x303b, 0x303b, 1}, // vertical ideographic iteration mark
		{0xa960, 0xa97c, 1}, // Hangul jamo extended-A
		{0xd7b0, 0xd7c6, 1}, // Hangul jamo extended-B, vowels
		{0xd7cb, 0xd7fb, 1}, // Hangul jamo extended-B, final consonants
	},
	R32: []unicode.Range32{
		{0x1d100, 0x1d1ff, 1}, // musical symbols
		{0x1d200, 0x1d24f, 1}, // ancient Greek musical notation
	},
}
