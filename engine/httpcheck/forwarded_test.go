package httpcheck

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestForwarded(t *testing.T) {
	for s, want := range map[string][]hop{
		``:                               nil,
		` , ,`:                           nil,
		`for="_gazonk"`:                  {{node: "_gazonk"}},
		`For="[2001:db8:cafe::17]:4711"`: {{node: "[2001:db8:cafe::17]:4711"}},
		`for=192.0.2.60;proto=http;by=203.0.113.43`: {{node: "192.0.2.60", proto: "http"}},
		`for=192.0.2.43, for=198.51.100.17`:         {{node: "192.0.2.43"}, {node: "198.51.100.17"}},
		`for=a ; proto=https ,;proto="h\ttp"`:       {{node: "a", proto: "https"}, {proto: "http"}},
		`host="a,b;c=\"d\""; PROTO=x`:               {{proto: "x"}},
	} {
		got, ok := parseForwarded(s)
		assert.True(t, ok, s)
		assert.Equal(t, want, got, s)
	}
	for _, s := range []string{`for`, `for=`, `=a`, `for =a`, `for= a`, `for=a b`, `for="a`, `for="a"b`, `for=a;For=b`, `for=[::1]`, `for="\`, "for=\"\x00\"", `för=a`, `for=a"`} {
		hops, ok := parseForwarded(s)
		assert.False(t, ok, s)
		assert.Nil(t, hops, s)
	}
}

func TestClientOfHop(t *testing.T) {
	for node, want := range map[string]string{
		"192.0.2.7": "192.0.2.7", "192.0.2.7:80": "192.0.2.7", "[2001:db8::1]": "2001:db8::1", "[2001:db8::1]:80": "2001:db8::1", "[::ffff:10.0.0.1]": "10.0.0.1",
		"": "", "unknown": "", "_x": "", "2001:db8::1": "", "[]": "", "[192.0.2.7]": "", "192.0.2.7:_x": "",
	} {
		a, ok := hop{node: node}.client()
		assert.Equal(t, want != "", ok, node)
		if ok {
			assert.Equal(t, want, a.String())
		}
	}
}

// What is read can be written and is read again; what two lines say, they say joined.
func FuzzForwarded(f *testing.F) {
	for _, s := range []string{"", `for="_gazonk"`, `for=192.0.2.60;proto=http;by=203.0.113.43`, `for=a ; proto=https ,;proto="h\ttp"`, `for="[::1]:1"`, `a="\"";b=c`, `for="`} {
		f.Add(s, s)
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		one, ok := parseForwarded(a)
		if !ok {
			require.Nil(t, one)
			return
		}
		var written []string
		for _, h := range one {
			h.client()
			quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
			written = append(written, fmt.Sprintf(`proto="%s";for="%s"`, quote.Replace(h.proto), quote.Replace(h.node)))
		}
		again, ok := parseForwarded(strings.Join(written, ","))
		require.True(t, ok, "%q", written)
		if len(one) > 0 {
			require.Equal(t, one, again)
		}
		if two, ok := parseForwarded(b); ok {
			both, ok := parseForwarded(a + "," + b)
			require.True(t, ok)
			require.Equal(t, append(one, two...), both)
		}
	})
}
