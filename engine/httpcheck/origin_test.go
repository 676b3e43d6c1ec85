package httpcheck

import (
	"crypto/tls"
	"net/http"
	"net/netip"
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSecure(t *testing.T) {
	proxies := origin{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("2001:db8::/32"), netip.MustParsePrefix("127.0.0.2/32")}
	for _, c := range []struct {
		name, remote, header, value string
		tls, want                   bool
	}{
		{name: "TLS", remote: "192.0.2.1:5", tls: true, want: true},
		{name: "plain", remote: "192.0.2.1:5"},
		{name: "loopback", remote: "127.0.0.1:5", want: true},
		{name: "loopback, IPv6", remote: "[::1]:5", want: true},
		{name: "loopback, mapped", remote: "[::ffff:127.0.0.1]:5", want: true},
		{name: "a Unix socket", remote: "@"},
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
		{name: "Forwarded, from this host", remote: "127.0.0.2:5", header: "Forwarded", value: "for=127.0.0.1;proto=http", want: true},
		{name: "Forwarded, ill-formed", remote: "10.0.0.1:5", header: "Forwarded", value: "proto=https;proto=http"},
		{name: "a proxy on this host", remote: "127.0.0.2:5", header: "X-Forwarded-Proto", value: "http"},
		{name: "a proxy's host itself", remote: "127.0.0.2:5", want: true},
	} {
		r := &http.Request{RemoteAddr: c.remote, Header: http.Header{}}
		if c.header != "" {
			r.Header.Set(c.header, c.value)
		}
		if c.tls {
			r.TLS = new(tls.ConnectionState)
		}
		assert.Equal(t, c.want, proxies.secure(r), c.name)
	}
}
