package rules_test

import (
	"errors"
	"fmt"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/rules"
)

func TestURL(t *testing.T) {
	testRule(t, new(rules.URL), map[string][]string{
		"": {
			"http://example.org", "https://example.org/", "https://example.org/a/b.png?size=1&x=%C3%A9#top", "HTTP://EXAMPLE.ORG/", "hTTps://example.org",
			// RFC 3986 §3.2.2 hosts
			"http://localhost", "http://192.0.2.1/", "http://999.1.1.1/", "http://a_b.example/", "http://a-b.c--d/", "http://localhost.", "http://a.example./", "http://!$&'()*+,;=~-_/", "http://xn--bcher-kva.example/",
			"http://[::1]/", "http://[2001:db8::7]:8080/", "http://[::ffff:192.0.2.1]", "http://[1:2:3:4:5:6:7:8]", "http://[1:2:3:4:5:6:7::]", "http://[::]?", "http://[ABCD::]",
			"http://" + strings.Repeat("a", 63) + "." + strings.Repeat("b", 63) + "./",
			// of private use, and what the URL standard refuses
			"http://example.org/\ue000", "http://example.org?\U000f0000", "http://example.org#\U0010fffd", "http://example.org/[", "http://example.org/]?[#[", "http://example.org/#a#b#", "http://xn--a/", "http://1.2.3.4.5/", "http://256.256.256.256/",
			// §3.2.3 ports
			"http://example.org:/", "http://example.org:80", "http://example.org:0", "http://example.org:65535/", "http://example.org:00080",
			// §3.3 to §3.5, and beyond
			"http://example.org?", "http://example.org#", "http://example.org?a@b", "http://example.org/@", "http://example.org/a:b@c", "http://example.org#a#b",
			"http://example.org/%00%7f%FF", "http://example.org/ü", "http://example.org/日本?q=é#ж", "http://example.org/a[]=;,'()*!$", "http://example.org//", "http://example.org/../..",
			"http://example.org/\ufffd", "http://example.org/👩🚒", "http://example.org/\u3164",
		},
		"scheme": {
			"", "http", "http:", "http:/", "//example.org", "example.org", "/a", "ftp://example.org", "httpss://example.org", "http//example.org", " http://example.org",
			"javascript:alert(1)", "data:text/html,x", "mailto:jan@example.org", "http:example.org", "http:\\\\example.org", "ws://example.org", "ｈttp://example.org", "http\n://example.org", "\ufeffhttp://example.org",
		},
		"user_info": {
			"http://jan@example.org", "http://jan:secret@example.org/", "http://@example.org", "http://:@example.org", "http://a@b@c", "http://a b@c", "http://-a:b@c", "http://.@c", "http://example.org:80@evil.example", "http://[::1]@x", "http://@",
		},
		"host": {
			"http://.", "http://..", "http://.../", "http://.example.org", "http://example..org", "http://example.org..", "http://-", "http://-example.org", "http://example-.org/", "http://example.-org", "http://example.org-", "http://example.org-:80", "http://example-.", "http://.:80",
			"http://" + strings.Repeat("a", 64), "http://" + strings.Repeat("a", 64) + ".example/", "http://example." + strings.Repeat("a", 64) + ".", "http://a." + strings.Repeat("b", 64) + ":80/",
			"http://", "http:///", "http:///a", "http://?", "http://#", "http://:80", "http:// ", "http://exa mple.org", "http://example.org ", "http://\texample.org", "http://example.org\n", "http://example.org\\a", "http://bücher.example/",
			"http://ex%61mple.org/", "http://a%40b/", "http://a%20b/", "http://<a>", "http://a|b", "http://a\"b", "http://a^b", "http://a{b}", "http://a`", "http://example.org\x00", "http://example.org\x7f/", "http://\xff/", "http://例え.jp", "http://a。b",
			"http://[", "http://]", "http://[]", "http://[::1", "http://::1/", "http://[:1]", "http://[1:]", "http://[:::]", "http://[1::2::3]", "http://[1:2:3:4:5:6:7]", "http://[1:2:3:4:5:6:7:8:9]", "http://[1:2:3:4:5:6:7:8::]",
			"http://[::12345]", "http://[::g]", "http://[::1%25eth0]", "http://[fe80::1%eth0]", "http://[v1.a]", "http://[192.0.2.1]", "http://[::192.0.2]", "http://[::192.0.2.256]", "http://[::192.0.2.01]", "http://[1:2:3:4:5:6:7:192.0.2.1]", "http://[::1]x", "http://a[::1]",
		},
		"port": {
			"http://example.org:a", "http://example.org:80a/", "http://example.org:-1", "http://example.org: 80", "http://example.org:65536", "http://example.org:99999999999999999999", "http://example.org:80:80", "http://[::1]:x", "http://a:b:c",
		},
		"escape": {"http://example.org/%", "http://example.org/%1", "http://example.org/%zz", "http://example.org/100%", "http://example.org?%", "http://example.org#%g0", "http://example.org/%%20"},
		"character": {
			"http://example.org/\\", "http://example.org/<", "http://example.org/>", "http://example.org/\"", "http://example.org/^", "http://example.org/`", "http://example.org/{", "http://example.org/|", "http://example.org/}", "http://example.org/?q=\"", "http://example.org/#{}",
			"http://example.org/\ufdd0", "http://example.org/\uffff", "http://example.org/\U0010ffff",
			"http://example.org/\u200b", "http://example.org/\u202e", "http://example.org/\ufeff", "http://example.org/\u00ad", "http://example.org/?\u200d", "http://example.org/#\U000e0041", "http://example.org/\u2066",
			"http://example.org/ ", "http://example.org/a b", "http://example.org/\t", "http://example.org/\n", "http://example.org/?\r\n", "http://example.org/\x00", "http://example.org/\x7f", "http://example.org/\u0085", "http://example.org/\u00a0", "http://example.org/\u2003", "http://example.org/\u2028", "http://example.org#\u3000", "http://example.org/\xff", "http://example.org/\xc3",
		},
	})
	testRule(t, &rules.URL{Schemes: "https,git+ssh"}, map[string][]string{
		"":       {"https://example.org", "git+ssh://example.org", "GIT+SSH://example.org"},
		"scheme": {"http://example.org", "git://example.org", "ssh://example.org", "https,git+ssh://example.org", "://example.org"},
	})
}

func TestURLSchemes(t *testing.T) {
	for _, text := range []string{"http", "http,https", "git+ssh,h2,a-b.c"} {
		var schemes rules.URLSchemes
		require.NoError(t, schemes.UnmarshalText([]byte(text)))
		assert.Equal(t, rules.URLSchemes(text), schemes)
	}
	schemes := rules.URLSchemes("http")
	for _, text := range []string{"", ",", "http,", ",http", "HTTP", "http:", "1a", "+a", "ht tp", "ħttp", "http, https"} {
		assert.Error(t, schemes.UnmarshalText([]byte(text)), text)
		assert.Equal(t, rules.URLSchemes("http"), schemes, "unchanged by an error")
	}
	assert.Equal(t, `"http,https"`, fmt.Sprintf("%#v", rules.URLSchemes("http,https")))
}

func FuzzURL(f *testing.F) {
	for _, text := range []string{
		"http://example.org", "HTTPS://example.org:8080/a/b.png?size=1&x=%C3%A9#top", "http://jan:secret@example.org", "http://[2001:db8::7]:80/", "http://[::ffff:192.0.2.1]",
		"http://bücher.example/ü", "http://example.org/a b", "http://example.org:99999/", "http://a%40b/", "http:///a", "http://[fe80::1%25eth0]/",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		againstURL(t, text)
		againstURL(t, "http://"+text)

		if strings.ContainsAny(text, "]%") { // the end of the literal, a zone
			return
		}
		_, err := netip.ParseAddr(text)
		require.Equal(t, err == nil && strings.Contains(text, ":"), rules.CheckURL([]byte("http://["+text+"]"), "") == "", "as net/netip")
	})
}

// againstURL holds a verdict against net/url.
func againstURL(t *testing.T, text string) {
	reason := rules.CheckURL([]byte(text), "")
	u, err := url.Parse(text)
	if reason == "" {
		require.NoError(t, err, "net/url refuses %q", text)
		require.Contains(t, []string{"http", "https"}, u.Scheme)
		require.Nil(t, u.User)
		require.NotEmpty(t, u.Hostname())
		require.False(t, strings.ContainsFunc(text, unicode.IsSpace))
		require.False(t, strings.ContainsFunc(text, unicode.IsControl))
		require.NotContains(t, u.Hostname(), "..")
		require.False(t, strings.ContainsAny(text, "\\<>\"^`{|}"))
		require.True(t, utf8.ValidString(text))
		return
	}
	if err != nil {
		var bad *url.Error
		require.True(t, errors.As(err, &bad))
		return
	}
	switch reason {
	case rules.URLScheme:
		require.True(t, u.Scheme != "http" && u.Scheme != "https" || u.Host == "" && u.User == nil, "%q", text)
	case rules.URLUser:
		require.NotNil(t, u.User, "%q", text)
	case rules.URLHost: // net/url has hosts with odd labels, percent-encoded, not ASCII, of the characters "<> or IPv6 with a zone
		labels := strings.Split(strings.TrimSuffix(u.Hostname(), "."), ".")
		odd := func(label string) bool { return label == "" || len(label) > 63 || strings.Trim(label, "-") != label }
		require.True(t, slices.ContainsFunc(labels, odd) || strings.ContainsAny(u.Host, "%\"<>[]") || !isASCII(u.Host), "%q", text)
	case rules.URLPort: // and ports of any number
		require.Greater(t, len(strings.TrimLeft(u.Port(), "0")), 4, "%q", text)
	case rules.URLEscape: // it leaves a query as it is
		require.Contains(t, u.RawQuery, "%", "%q", text)
	case rules.URLCharacter: // and refuses nothing but ASCII controls, those not in a fragment
		require.True(t, strings.ContainsAny(text, " \\<>\"^`{|}") || !isASCII(text) || strings.ContainsFunc(u.Fragment, unicode.IsControl), "%q", text)
	}
}

func BenchmarkURL(b *testing.B) {
	benchmark(b, new(rules.URL), "https://example.org/images/jan.png?size=200", "net/url", func(text string) bool {
		u, err := url.Parse(text)
		return err == nil && u.Host != "" && u.User == nil
	})
}
