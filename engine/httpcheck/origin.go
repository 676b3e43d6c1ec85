package httpcheck

import (
	"cmp"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// An origin tells how a client came, by the networks of the proxies that are believed.
type origin []netip.Prefix

// secure reports whether the client came over https, or from this host.
func (o origin) secure(r *http.Request) bool {
	https, said := o.https(r)
	return https || !said && peer(r).IsLoopback()
}

// https reports whether the client came over https, and whether that is what a proxy says. What a proxy that is believed says
// goes before what is seen here. It may pass on a header that the client wrote, beside the one that it writes itself: both must
// say https then.
func (o origin) https(r *http.Request) (https, said bool) {
	peer := peer(r)
	if o.believes(peer) {
		https = true
		if lines := r.Header.Values("Forwarded"); len(lines) > 0 {
			hops, ok := parseForwarded(strings.Join(lines, ","))
			proto := o.proto(hops)
			said = !ok || proto != ""
			https = !said || strings.EqualFold(proto, "https")
		}
		if lines := r.Header.Values("X-Forwarded-Proto"); len(lines) > 0 {
			last := lines[len(lines)-1]
			last = last[strings.LastIndexByte(last, ',')+1:]
			said, https = true, https && strings.EqualFold(strings.Trim(last, " \t"), "https")
		}
		if said {
			return https, true
		}
	}
	return r.TLS != nil, false
}

// peer is who is connected, the zero Addr where that is not known. Whoever comes through a Unix socket is on this host.
func peer(r *http.Request) netip.Addr {
	if here, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr); ok && here.Network() == "unix" {
		return netip.AddrFrom4([4]byte{127, 0, 0, 1})
	}
	at, _ := netip.ParseAddrPort(r.RemoteAddr)
	return at.Addr().Unmap().WithZone("")
}

// proto is the scheme over which the client came to the farthest proxy that is believed and says it, "" where none does. Hops are
// followed back from the nearest, as long as a proxy that is believed speaks.
func (o origin) proto(hops []hop) (proto string) {
	for i := len(hops) - 1; i >= 0; i-- {
		proto = cmp.Or(hops[i].proto, proto)
		if client, ok := hops[i].client(); !ok || !o.believes(client) {
			break
		}
	}
	return proto
}

func (o origin) believes(a netip.Addr) bool {
	for _, p := range o {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
