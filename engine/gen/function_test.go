package gen_test

import (
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/idna"

	"github.com/passant-go/passant/engine/gen"
	"github.com/passant-go/passant/engine/internal/racetest"
	"github.com/passant-go/passant/engine/plan"
)

// What each function is in a contract, and where it draws the line. That CUE draws it there is a test of package compile.
func TestFunctions(t *testing.T) {
	for _, test := range []struct {
		function         plan.Function
		name             string
		accepts, refuses string
	}{
		{&gen.Time{Layout: time.RFC3339Nano}, `time.Time`, "2024-02-29T00:00:00Z", "2023-02-29T00:00:00Z"},
		{&gen.Time{Layout: "15:04"}, `time.Format("15:04")`, "23:59", "24:00"},
		{&gen.Duration{}, `time.Duration`, "1h30m", "1d"},
		{&gen.URL{}, `net.URL`, "/a", "%zz"},
		{&gen.URL{Absolute: true}, `net.AbsURL`, "mailto:a@b.example", "/a"},
		{&gen.Host{}, `net.FQDN`, "a.example.", "é.example"},
		{&gen.JSON{}, `json.Valid`, `{"a":1}`, `{a:1}`},
		{&gen.Pattern{}, `regexp.Valid`, "a{1000}", "a{1001}"},
		{&gen.Prefix{}, `net.IPCIDR`, "::/128", "::/129"},
		{&gen.Network{Prefix: "10.0.0.0/8"}, `net.InCIDR("10.0.0.0/8")`, "10.255.255.255", "11.0.0.0"},
		{&gen.Network{Prefix: "10.0.0.0"}, `net.InCIDR("10.0.0.0")`, "", "10.0.0.0"},
		{&gen.Address{}, `net.IP`, "fe80::1%eth0", "1.2.3.256"},
		{&gen.Address{Class: gen.IPv4}, `net.IPv4`, "1.2.3.4", "::1"},
		{&gen.Address{Class: gen.IPv6}, `net.IPv6`, "::ffff:1.2.3.4", "1.2.3.4"},
		{&gen.Address{Class: gen.LoopbackIP}, `net.LoopbackIP`, "127.1.2.3", "128.0.0.1"},
		{&gen.Address{Class: gen.MulticastIP}, `net.MulticastIP`, "239.1.1.1", "240.0.0.0"},
		{&gen.Address{Class: gen.InterfaceLocalMulticastIP}, `net.InterfaceLocalMulticastIP`, "ff01::1", "ff02::1"},
		{&gen.Address{Class: gen.LinkLocalMulticastIP}, `net.LinkLocalMulticastIP`, "ff02::1", "ff01::1"},
		{&gen.Address{Class: gen.LinkLocalUnicastIP}, `net.LinkLocalUnicastIP`, "fe80::1", "fec0::1"},
		{&gen.Address{Class: gen.GlobalUnicastIP}, `net.GlobalUnicastIP`, "10.0.0.1", "255.255.255.255"},
		{&gen.Address{Class: gen.UnspecifiedIP}, `net.UnspecifiedIP`, "::", "::1"},
	} {
		assert.Equal(t, test.name, test.function.String())
		assert.Equal(t, test.accepts != "", test.function.Accepts(plan.KindString, []byte(test.accepts)), test.name)
		assert.False(t, test.function.Accepts(plan.KindString, []byte(test.refuses)), test.name)
	}
}

func TestOctets(t *testing.T) {
	f := &gen.Address{Class: gen.IPv4}
	assert.True(t, f.Accepts(plan.KindList, []byte(`[127,0,0,1]`)))
	for _, list := range []string{`[]`, `[127,0,0]`, `[127,0,0,256]`, `[127,0,0,-1]`, `[127,0,0,1.0]`, `[[127,0,0,1]]`, `["127",0,0,1]`} {
		assert.False(t, f.Accepts(plan.KindList, []byte(list)), list)
	}
	assert.False(t, f.Accepts(plan.KindInt, []byte(`127`)))
	assert.False(t, (&gen.Prefix{}).Accepts(plan.KindList, []byte(`[127,0,0,1]`)))
}

// What a function accepts costs allocations only where the package's doc says so, in a list that is complete.
func TestFunctionAllocations(t *testing.T) {
	if racetest.Enabled {
		t.Skip("under the race detector a sync.Pool drops what it is given at random")
	}
	functions := map[plan.Function][]string{
		&gen.Time{Layout: time.RFC3339Nano}:   {"2024-02-29T00:00:00Z", "2024-02-29T00:00:00.123456789+02:00", "2024-02-29T00:00:00-11:00", "2024-02-29T00:00:00+05:30"},
		&gen.Time{Layout: time.RFC1123}:       {"Mon, 02 Jan 2006 15:04:05 UTC", "Mon, 02 Jan 2006 15:04:05 CEST"},
		&gen.Time{Layout: "15:04"}:            {"23:59"},
		&gen.Duration{}:                       {"1h30m", "-1234567.5678h30m55.123456789s1234567890ns", "0"},
		&gen.URL{}:                            {"/", "/a/b?c=d#e", "https://example.org", "http://a-b.example/c?d#e", "a", "?a", "/%20", "http://example.org:80/", "http://[::1]/", "/é"},
		&gen.URL{Absolute: true}:              {"https://example.org/a?b#c", "mailto:a@b.example", "http://a@b"},
		&gen.Host{}:                           {"example.org", "A.b-c.example.", strings.Repeat("a", 63) + ".b", "xn--bcher-kva.example"},
		&gen.JSON{}:                           {`{"a":[1,2,3,{"b":null}],"c":"\u00e9"}`, strings.Repeat("[", 50) + strings.Repeat("]", 50)},
		&gen.Pattern{}:                        {"a{1000}", "^[a-z]+(b|c)*$", ""},
		&gen.Prefix{}:                         {"::/128", "192.168.100.100/24", "2001:0db8:85a3:0000:0000:8a2e:0370:7334/64"},
		&gen.Network{Prefix: "10.0.0.0/8"}:    {"10.255.255.255"},
		&gen.Network{Prefix: "2001:db8::/32"}: {"2001:0db8:85a3:0000:0000:8a2e:0370:7334"},
	}
	for class := gen.IP; class <= gen.UnspecifiedIP; class++ {
		f := &gen.Address{Class: class}
		for _, address := range []string{"127.0.0.1", "224.0.0.1", "10.0.0.1", "169.254.0.1", "::", "::1", "ff01::1", "ff02::1", "fe80::1%eth0", "2001:0db8:85a3:0000:0000:8a2e:0370:7334", "::ffff:1.2.3.4"} {
			if f.Accepts(plan.KindString, []byte(address)) {
				functions[f] = append(functions[f], address)
			}
		}
	}
	allocating := map[string]bool{}
	for f, texts := range functions {
		name, _, _ := strings.Cut(f.String(), "(")
		for _, text := range texts {
			value := []byte(text)
			require.True(t, f.Accepts(plan.KindString, value), "%s %q", f, text)
			if testing.AllocsPerRun(100, func() { f.Accepts(plan.KindString, value) }) > 0 {
				allocating[name] = true
			}
		}
	}
	octets := []byte("[0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1]")
	assert.Zero(t, testing.AllocsPerRun(100, func() { (&gen.Address{}).Accepts(plan.KindList, octets) }))

	doc, err := os.ReadFile("doc.go")
	require.NoError(t, err)
	said := map[string]bool{}
	for _, item := range regexp.MustCompile(`(?s)//   - (.*?)[;.]\n`).FindAllStringSubmatch(string(doc), -1) {
		for _, name := range regexp.MustCompile(`(?:net|time|regexp|json)\.[A-Z]\w*`).FindAllString(item[1], -1) {
			said[name] = true
		}
	}
	assert.Equal(t, said, allocating)
}

// The shortcuts of host names and URLs accept nothing that the libraries refuse.
func FuzzShortcuts(f *testing.F) {
	for _, text := range []string{"example.org", "a.b-c.", ".", "a..b", "-a", "ab--c.d", "xn--a", "/", "//", "/a b", "/%zz", "http://a/b", "1a://b", "a.b://c", "http://a:80", "http://", "http://a?b#%", "/\x7f", "://a"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		u, err := url.Parse(text)
		require.Equal(t, err == nil, (&gen.URL{}).Accepts(plan.KindString, []byte(text)))
		require.Equal(t, err == nil && u.IsAbs(), (&gen.URL{Absolute: true}).Accepts(plan.KindString, []byte(text)))
		if !strings.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) {
			_, err = idna.New(idna.MapForLookup(), idna.VerifyDNSLength(true)).ToASCII(strings.TrimSuffix(text, "."))
			require.Equal(t, err == nil, (&gen.Host{}).Accepts(plan.KindString, []byte(text)))
		}
	})
}
