package httpcheck

import (
	"context"
	"crypto/tls"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestSecure(t *testing.T) {
	proxies := origin{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("127.0.0.2/32"), netip.MustParsePrefix("fe80::/10")}
	for _, c := range []struct {
		name, remote, header, value, proto string
		tls, want                          bool
	}{
		{name: "TLS", remote: "192.0.2.1:5", tls: true, want: true},
		{name: "plain", remote: "192.0.2.1:5"},
		{name: "loopback", remote: "127.0.0.1:5", want: true},
		{name: "loopback, IPv6", remote: "[::1]:5", want: true},
		{name: "loopback, mapped", remote: "[::ffff:127.0.0.1]:5", want: true},
		{name: "nobody known", remote: "@"},
		{name: "undeclared", remote: "192.0.2.1:5", header: "X-Forwarded-Proto", value: "https"},
		{name: "undeclared, Forwarded", remote: "192.0.2.1:5", header: "Forwarded", value: "proto=https"},
		{name: "declared, silent", remote: "10.0.0.1:5"},
		{name: "declared", remote: "10.0.0.1:5", header: "X-Forwarded-Proto", value: "https", want: true},
		{name: "declared, mapped", remote: "[::ffff:10.0.0.1]:5", header: "X-Forwarded-Proto", value: "HTTPS", want: true},
		{name: "declared, plain", remote: "10.0.0.1:5", header: "X-Forwarded-Proto", value: "http"},
		{name: "declared, the client's own claim first", remote: "10.0.0.1:5", header: "X-Forwarded-Proto", value: "https, http"},
		{name: "declared, the proxy's word last", remote: "10.0.0.1:5", header: "X-Forwarded-Proto", value: "http,https", want: true},
		{name: "Forwarded", remote: "[2001:db8::1]:5", header: "Forwarded", value: "for=192.0.2.7;proto=https", want: true},
		{name: "Forwarded, plain", remote: "10.0.0.1:5", header: "Forwarded", value: "for=192.0.2.7;proto=http"},
		{name: "Forwarded, forged", remote: "10.0.0.1:5", header: "Forwarded", value: "for=10.0.0.2;proto=https, for=192.0.2.7;proto=http"},
		{name: "Forwarded, two proxies", remote: "10.0.0.1:5", header: "Forwarded", value: `for=192.0.2.7;proto=https, for="10.0.0.2:4711";proto=http`, want: true},
		{name: "Forwarded, the inner one says nothing", remote: "10.0.0.1:5", header: "Forwarded", value: `for=192.0.2.7;proto=https, for="[2001:db8::2]"`, want: true},
		{name: "Forwarded, hidden", remote: "10.0.0.1:5", header: "Forwarded", value: "for=10.0.0.2;proto=https, for=_hidden;proto=http"},
		{name: "Forwarded, unknown", remote: "10.0.0.1:5", header: "Forwarded", value: "for=unknown;proto=https", want: true},
		{name: "Forwarded, from the proxy's host", remote: "127.0.0.2:5", header: "Forwarded", value: "for=127.0.0.1;proto=http"},
		{name: "Forwarded, written by the client", remote: "10.0.0.1:5", header: "Forwarded", value: "for=192.0.2.7;proto=https", proto: "http"},
		{name: "X-Forwarded-Proto, written by the client", remote: "10.0.0.1:5", header: "Forwarded", value: "for=192.0.2.7;proto=http", proto: "https"},
		{name: "both", remote: "10.0.0.1:5", header: "Forwarded", value: "for=192.0.2.7;proto=https", proto: "https", want: true},
		{name: "both, one without the scheme", remote: "10.0.0.1:5", header: "Forwarded", value: "for=192.0.2.7", proto: "https", want: true},
		{name: "both, one ill-formed", remote: "10.0.0.1:5", header: "Forwarded", value: "for", proto: "https"},
		{name: "TLS from a proxy that was asked without", remote: "10.0.0.1:5", header: "X-Forwarded-Proto", value: "http", tls: true},
		{name: "TLS from a proxy", remote: "10.0.0.1:5", tls: true, want: true},
		{name: "an address without a port", remote: "127.0.0.1"},
		{name: "an address with a zone", remote: "[fe80::1%eth0]:5", header: "X-Forwarded-Proto", value: "https", want: true},
		{name: "Forwarded, ill-formed", remote: "10.0.0.1:5", header: "Forwarded", value: "proto=https;proto=http"},
		{name: "a proxy on this host", remote: "127.0.0.2:5", header: "X-Forwarded-Proto", value: "http"},
		{name: "a proxy's host itself", remote: "127.0.0.2:5", want: true},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{}}
		if c.header != "" {
			r.Header.Set(c.header, c.value)
		}
		if c.proto != "" {
			r.Header.Set("X-Forwarded-Proto", c.proto)
		}
		if c.tls {
			r.TLS = new(tls.ConnectionState)
		}
		assert.Equal(t, c.want, proxies.secure(r), c.name)
		https, _ := proxies.https(r)
		assert.Equal(t, c.want && !peer(r).IsLoopback(), https, c.name)
	}
}

// A Unix socket is this host, whoever r.RemoteAddr names.
func TestUnixSocket(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "s")
	listener, err := net.Listen("unix", socket)
	require.NoError(t, err)
	var proxies origin
	var secure bool
	server := &httptest.Server{Listener: listener, Config: &http.Server{Handler: http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		secure = proxies.secure(r)
		r.RemoteAddr = "192.0.2.1:5"
		assert.Equal(t, secure, proxies.secure(r))
	})}}
	server.Start()
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "unix", socket)
	}, DisableKeepAlives: true}}
	for _, c := range []struct {
		proxies origin
		proto   string
		want    bool
	}{
		{nil, "http", true},
		{origin{netip.MustParsePrefix("127.0.0.0/8")}, "http", false},
		{origin{netip.MustParsePrefix("127.0.0.0/8")}, "https", true},
	} {
		proxies = c.proxies
		r, err := http.NewRequest("GET", "http://host/", nil)
		require.NoError(t, err)
		r.Header.Set("X-Forwarded-Proto", c.proto)
		answer, err := client.Do(r)
		require.NoError(t, err)
		answer.Body.Close()
		assert.Equal(t, c.want, secure)
	}
}
