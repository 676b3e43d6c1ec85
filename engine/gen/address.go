package gen

import (
	"net/netip"
	"strconv"
	"strings"

	"github.com/passant-go/passant/engine/plan"
)

// An Address is one of the functions of CUE's package net on IP addresses: it accepts those of a class. An address is a text
// such as "::1" or "192.0.2.1", or a list of 4 or 16 octets.
type Address struct{ Class Class }

// A Class is a set of IP addresses, known by the name of CUE's function.
type Class uint8

// The classes.
const (
	IP Class = iota
	IPv4
	IPv6
	LoopbackIP
	MulticastIP
	InterfaceLocalMulticastIP
	LinkLocalMulticastIP
	LinkLocalUnicastIP
	GlobalUnicastIP
	UnspecifiedIP
)

var names = [...]string{
	IP: "IP", IPv4: "IPv4", IPv6: "IPv6", LoopbackIP: "LoopbackIP", MulticastIP: "MulticastIP",
	InterfaceLocalMulticastIP: "InterfaceLocalMulticastIP", LinkLocalMulticastIP: "LinkLocalMulticastIP",
	LinkLocalUnicastIP: "LinkLocalUnicastIP", GlobalUnicastIP: "GlobalUnicastIP", UnspecifiedIP: "UnspecifiedIP",
}

// Accepts reports whether a value is an address of the class.
func (a *Address) Accepts(kind plan.Kind, value []byte) bool {
	address, ok := parse(kind, value)
	return ok && a.Class.has(address)
}

func (a *Address) String() string { return "net." + names[a.Class] }

func (c Class) has(a netip.Addr) bool {
	switch c {
	case IP:
		return true
	case IPv4:
		return a.Is4()
	case IPv6:
		return a.Is6()
	case LoopbackIP:
		return a.IsLoopback()
	case MulticastIP:
		return a.IsMulticast()
	case InterfaceLocalMulticastIP:
		return a.IsInterfaceLocalMulticast()
	case LinkLocalMulticastIP:
		return a.IsLinkLocalMulticast()
	case LinkLocalUnicastIP:
		return a.IsLinkLocalUnicast()
	case GlobalUnicastIP:
		return a.IsGlobalUnicast()
	case UnspecifiedIP:
		return a.IsUnspecified()
	}
	return false
}

// A Network is net.InCIDR: it accepts the IP addresses in a network such as "192.0.2.0/24".
type Network struct{ Prefix string }

// Accepts reports whether a value is an address in the network.
func (n *Network) Accepts(kind plan.Kind, value []byte) bool {
	address, ok := parse(kind, value)
	prefix, err := netip.ParsePrefix(n.Prefix)
	return ok && err == nil && prefix.Contains(address)
}

func (n *Network) String() string { return "net.InCIDR(" + strconv.Quote(n.Prefix) + ")" }

// A Prefix is net.IPCIDR: it accepts networks, such as "192.0.2.0/24".
type Prefix struct{}

// Accepts reports whether a value is a network.
func (*Prefix) Accepts(kind plan.Kind, value []byte) bool {
	if kind != plan.KindString {
		return false
	}
	_, err := netip.ParsePrefix(view(value))
	return err == nil
}

func (*Prefix) String() string { return "net.IPCIDR" }

// parse is the address that a value is.
func parse(kind plan.Kind, value []byte) (a netip.Addr, ok bool) {
	switch kind {
	case plan.KindString:
		a, err := netip.ParseAddr(view(value))
		return a, err == nil
	case plan.KindList:
		var octets [16]byte
		n := 0
		for element := range strings.SplitSeq(view(value[1:len(value)-1]), ",") {
			octet, err := strconv.Atoi(element)
			if err != nil || octet < 0 || octet > 255 || n == len(octets) {
				return a, false
			}
			octets[n] = byte(octet)
			n++
		}
		return netip.AddrFromSlice(octets[:n])
	}
	return a, false
}
