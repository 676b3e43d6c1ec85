package rules_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/idna"

	"github.com/passant-go/passant/rules"
)

// Lengths of an international domain are those of its ASCII form.
func TestInternationalLengths(t *testing.T) {
	length := func(text string) int {
		ascii, err := idna.Punycode.ToASCII(text)
		require.NoError(t, err)
		return len(ascii)
	}
	label := "ü"
	for length(label) < 63 {
		assert.Zero(t, rules.CheckEmail([]byte("jan@"+label+".example")), "%d octets", length(label))
		label += "a"
	}
	assert.Equal(t, rules.EmailDomainLength, rules.CheckEmail([]byte("jan@"+label+"a.example")))
	assert.Zero(t, rules.CheckEmail([]byte("jan@"+strings.Repeat("例", 22)+".example")), "66 octets of UTF-8 for fewer of ASCII")

	domain := strings.Repeat(label+".", 3) // 192 octets
	assert.Zero(t, rules.CheckEmail([]byte("jan@"+domain+strings.Repeat("a", 61))), "253 octets")
	assert.Equal(t, rules.EmailDomainLength, rules.CheckEmail([]byte("jan@"+domain+strings.Repeat("a", 62))), "254 octets")
}

// Where one spelling of an international domain is refused, so is the other.
func TestBothSpellings(t *testing.T) {
	for _, label := range []string{"☃", "i❤", "Ü", "a·b", "\u0640", "bü--cher", "אa", "a\u200cb", "u\u0308"} {
		ascii, err := idna.Punycode.ToASCII(label)
		require.NoError(t, err)
		assert.Equal(t, rules.EmailIDN, rules.CheckEmail([]byte("jan@"+ascii+".example")), "%q", label)
	}
	for _, label := range []string{"ü", "ß", "例え", "נ", "l·l", "क्\u200dष"} {
		ascii, err := idna.Punycode.ToASCII(label)
		require.NoError(t, err)
		assert.Zero(t, rules.CheckEmail([]byte("jan@"+ascii+".example")), "%q", label)
		assert.Zero(t, rules.CheckEmail([]byte("jan@"+label+".example")), "%q", label)
	}
}

// A domain is what it looks like: no character is accepted that the mapping drops.
func TestNothingIsDropped(t *testing.T) {
	profile := idna.New(idna.MapForLookup(), idna.Transitional(false))
	accepted := 0
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		domain := "exa" + string(r) + "mple.de"
		if rules.CheckEmail([]byte("a@"+domain)) != "" {
			continue
		}
		accepted++
		ascii, err := profile.ToASCII(domain)
		require.NoError(t, err, "%U", r)
		require.NotEqual(t, "example.de", ascii, "%U", r)
	}
	assert.Greater(t, accepted, 100_000)
}

func TestMailDomain(t *testing.T) {
	for text, want := range map[string]string{
		"a@Example.COM":            "example.com",
		"a@MÜNCHEN.example":        "xn--mnchen-3ya.example",
		"a@XN--MNCHEN-3YA.Example": "xn--mnchen-3ya.example",
		"a@straße.de":              "xn--strae-oqa.de",
		`"@"@example.com`:          "example.com",
		`"x@y.z\"@"@example.com`:   "example.com",
		"ü@r3--x.example":          "r3--x.example",
	} {
		domain, reason := rules.MailDomain([]byte(text))
		assert.Zero(t, reason, text)
		assert.Equal(t, want, domain, text)
	}
	for text, want := range map[string]rules.Reason{
		"":              rules.EmailLocal,
		"a@b":           rules.EmailOneLabel,
		"a@[192.0.2.1]": rules.EmailDomain,
		"a@192.0.2.1":   rules.EmailDomain,
		"a@☃.example":   rules.EmailIDN,
	} {
		domain, reason := rules.MailDomain([]byte(text))
		assert.Equal(t, want, reason, text)
		assert.Empty(t, domain, text)
	}
}
