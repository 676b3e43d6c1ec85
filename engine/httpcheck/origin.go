package httpcheck

import (
	"net/http"
	"net/netip"
	"strings"
)

// An origin tells how a client came, by the networks of the proxies that are believed.
type origin []netip.Prefix

// secure reports whether the client came over https, or from this host. Of the proxies that are believed, the one that is
// farthest from here and says anything about it decides.
func (o origin) secure(r *http.Request) bool {
	if r.TLS != nil {
		return true
	}
	at, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil { // as of a Unix socket
		return false
	}
	peer := at.Addr().Unmap().WithZone("")
	if !o.believes(peer) {
		return peer.IsLoopback()
	}
	if lines := r.Header.Values("Forwarded"); len(lines) > 0 {
		hops, ok := parseForwarded(strings.Join(lines, ","))
		return ok && o.forwarded(hops)
	}
	if lines := r.Header.Values("X-Forwarded-Proto"); len(lines) > 0 {
		last := lines[len(lines)-1]
		last = last[strings.LastIndexByte(last, ',')+1:]
		return strings.EqualFold(strings.Trim(last, " \t"), "https")
	}
	return peer.IsLoopback() // no proxy, then
}

// forwarded follows the hops back from the nearest, as long as a proxy that is believed speaks.
func (o origin) forwarded(hops []hop) (secure bool) {
	for i := len(hops) - 1; i >= 0; i-- {
		if hops[i].proto != "" {
			secure = strings.EqualFold(hops[i].proto, "https")
		}
		client, ok := hops[i].client()
		if !ok {
			break
		}
		if !o.believes(client) {
			return secure || client.IsLoopback()
		}
	}
	return secure
}

func (o origin) believes(a netip.Addr) bool {
	for _, p := range o {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
