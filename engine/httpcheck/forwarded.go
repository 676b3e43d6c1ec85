package httpcheck

import (
	"net/netip"
	"strings"
)

// A hop is what one proxy says of the request that it received: an element of the header Forwarded (RFC 7239 §4).
type hop struct {
	node  string // for: who sent it
	proto string // the scheme that it came over; "" where the proxy does not say
}

// client is the address of the hop's node, which may be unknown or hidden (RFC 7239 §6).
func (h hop) client() (netip.Addr, bool) {
	node := h.node
	if a, err := netip.ParseAddrPort(node); err == nil {
		return a.Addr().Unmap().WithZone(""), true
	}
	if n := len(node); n > 2 && node[0] == '[' && node[n-1] == ']' {
		a, err := netip.ParseAddr(node[1 : n-1])
		return a.Unmap().WithZone(""), err == nil && strings.Contains(node, ":")
	}
	a, err := netip.ParseAddr(node)
	return a, err == nil && a.Is4()
}

// parseForwarded reads the header Forwarded, its lines joined by commas: the hops in the order of the way from the client. Spaces
// around separators are tolerated, as proxies write them; anything else against the grammar, such as a parameter twice,
// spoils the whole.
func parseForwarded(s string) (hops []hop, ok bool) {
	var h hop
	seen := map[string]bool{}
	for s = blank(s); s != ""; s = blank(s) {
		if s[0] == ',' && len(seen) > 0 {
			hops, h = append(hops, h), hop{}
			clear(seen)
		}
		if s[0] == ',' || s[0] == ';' {
			s = s[1:]
			continue
		}
		name, value, rest, ok := parsePair(s)
		s = blank(rest)
		if !ok || seen[name] || s != "" && s[0] != ',' && s[0] != ';' {
			return nil, false
		}
		seen[name] = true
		switch name {
		case "for":
			h.node = value
		case "proto":
			h.proto = value
		}
	}
	if len(seen) > 0 {
		hops = append(hops, h)
	}
	return hops, true
}

// blank is s without the blanks that it begins with.
func blank(s string) string { return strings.TrimLeft(s, " \t") }

// parsePair reads name=value at the beginning of s; the name is given in small letters.
func parsePair(s string) (name, value, rest string, ok bool) {
	n := token(s)
	if n == 0 || n == len(s) || s[n] != '=' {
		return "", "", "", false
	}
	name, s = strings.ToLower(s[:n]), s[n+1:]
	if s == "" || s[0] != '"' {
		n = token(s)
		return name, s[:n], s[n:], n > 0
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] == '"' {
			return name, b.String(), s[i+1:], true
		}
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		if c := s[i]; c < ' ' && c != '\t' || c == 0x7f {
			break
		}
		b.WriteByte(s[i])
	}
	return "", "", "", false
}

// token is the length of the token (RFC 9110 §5.6.2) that s begins with.
func token(s string) int {
	isOther := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9') && (r > '~' || !strings.ContainsRune("!#$%&'*+-.^_`|~", r))
	}
	if n := strings.IndexFunc(s, isOther); n >= 0 {
		return n
	}
	return len(s)
}
