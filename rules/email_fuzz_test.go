package rules_test

import (
	"net/mail"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/idna"

	"github.com/passant-go/passant/rules"
)

var (
	localPattern = regexp.MustCompile("^(?:" +
		"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*" +
		`|"(?:[ !#-\[\]-~]|\\[ -~])*")$`)
	labelPattern = regexp.MustCompile(`^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$`)
	acePattern   = regexp.MustCompile(`(?i)[@.]xn--`)
)

// isASCIIEmail judges ASCII text without xn-- labels.
func isASCIIEmail(text string) bool {
	at := strings.LastIndexByte(text, '@')
	if at < 0 || len(text) > 254 {
		return false
	}
	labels := strings.Split(text[at+1:], ".")
	for _, label := range labels {
		if !labelPattern.MatchString(label) {
			return false
		}
	}
	if strings.Trim(labels[len(labels)-1], "0123456789") == "" {
		return false
	}
	return len(labels) >= 2 && at <= 64 && localPattern.MatchString(text[:at])
}

func isASCII(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
}

// Every ASCII character inside and at the ends of both parts, bare and quoted, and after a backslash.
func TestEveryCharacter(t *testing.T) {
	for c := range byte(utf8.RuneSelf) {
		x := string(rune(c))
		for _, text := range []string{
			"a" + x + "a@b.c", x + "a@b.c", "a" + x + "@b.c", x, "a" + x, `"` + x + `"@b.c`, `"\` + x + `"@b.c`, `"` + x, `""` + x + "@b.c",
			"a@b" + x + "b.c", "a@" + x + "b.c", "a@b" + x + ".c", "a@b." + x + "c", "a@b.c" + x, "a@b" + x + "c", "a@" + x,
		} {
			assert.Equal(t, isASCIIEmail(text), rules.CheckEmail([]byte(text)) == "", "%q", text)
		}
	}
}

func FuzzEmail(f *testing.F) {
	for _, set := range emailSet {
		for _, text := range set.texts {
			f.Add(text)
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		reason := rules.CheckEmail([]byte(text))
		mail, same := rules.MailDomain([]byte(text))
		require.Equal(t, reason, same)
		require.Equal(t, reason == "", mail != "")
		if isASCII(text) && !acePattern.MatchString(text) {
			require.Equal(t, isASCIIEmail(text), reason == "", "the reference")
		}
		againstNetMail(t, text, reason)

		at := strings.LastIndexByte(text, '@')
		if at < 0 || !utf8.ValidString(text) {
			require.NotZero(t, reason)
			return
		}
		local, domain := text[:at+1], text[at+1:]
		require.Equal(t, reason, rules.CheckEmail([]byte(local+mapASCII(domain, 'a', 'z'))), "the domain in upper case")
		require.Equal(t, reason, rules.CheckEmail([]byte(local+mapASCII(domain, 'A', 'Z'))), "the domain in lower case")
		if reason != "" {
			return
		}
		require.Zero(t, rules.CheckEmail([]byte("a@"+domain)), "the domain is judged by itself")
		require.Zero(t, rules.CheckEmail([]byte(local+"a.b")), "the local part is judged by itself")

		ascii, err := idna.New(idna.MapForLookup(), idna.CheckHyphens(false)).ToASCII(domain)
		require.NoError(t, err)
		if len(ascii) <= 252 {
			require.Zero(t, rules.CheckEmail([]byte("a@"+ascii)), "the domain in its ASCII form")
		}
		require.Equal(t, ascii, mail)
		require.Equal(t, mapASCII(mail, 'A', 'Z'), mail, "in lower case")
		for label := range strings.SplitSeq(ascii, ".") {
			require.Regexp(t, labelPattern, label)
		}
	})
}

// mapASCII changes the case of the ASCII letters from low to high.
func mapASCII(text string, low, high rune) string {
	return strings.Map(func(r rune) rune {
		if low <= r && r <= high {
			return r ^ 0x20
		}
		return r
	}, text)
}

// againstNetMail holds a verdict against net/mail, which reads RFC 5322 and RFC 6532 addresses.
func againstNetMail(t *testing.T, text string, reason rules.Reason) {
	address, err := mail.ParseAddress(text)
	if reason == "" {
		if strings.HasPrefix(text, `""@`) {
			return // net/mail wants something between the quotes
		}
		require.NoError(t, err, "net/mail refuses")
		return
	}
	if err != nil || address.Address != text {
		return // not a bare address with a dot-atom before the at-sign
	}
	switch reason {
	case rules.EmailLength, rules.EmailLocalLength, rules.EmailDomainLength: // net/mail has no limits
	case rules.EmailOneLabel: // nor does it want a dot
	case rules.EmailDomain: // its domain is any dot-atom or literal
	case rules.EmailIDN: // and any UTF-8
	case rules.EmailLocal: // which its local part has, too
		require.False(t, isASCII(text))
	default:
		assert.Fail(t, "net/mail accepts", "%v", reason)
	}
}
