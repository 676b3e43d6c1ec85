// Package dnstest is a DNS server for tests.
package dnstest

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"
)

// A Zone has what a DNS server says of names, which are lower-case and end in a dot; NXDOMAIN of the others.
type Zone map[string]Records

// Records are those of a name; none is NODATA.
type Records struct {
	MX, A, AAAA []string
	CNAME       string
	Fails       map[dnsmessage.Type]dnsmessage.RCode
	Silent      map[dnsmessage.Type]bool // never answered
	Truncated   bool                     // over UDP
}

// A Server answers over UDP and TCP on loopback.
type Server struct {
	zone Zone
	udp  net.PacketConn
	tcp  net.Listener
	done sync.WaitGroup

	mu    sync.Mutex
	asked []string // "MX name"
	conns []net.Conn
}

// Serve starts a server that stops when the test ends.
func Serve(t testing.TB, z Zone) *Server {
	s := &Server{zone: z}
	var err error
	s.tcp, err = net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	s.udp, err = net.ListenPacket("udp", s.tcp.Addr().String())
	require.NoError(t, err)
	s.done.Go(s.packets)
	s.done.Go(s.streams)
	t.Cleanup(func() {
		s.udp.Close()
		s.tcp.Close()
		s.mu.Lock()
		for _, c := range s.conns {
			c.Close()
		}
		s.mu.Unlock()
		s.done.Wait()
	})
	return s
}

// Resolver is one that asks the server only.
func (s *Server) Resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, s.tcp.Addr().String())
	}}
}

// Questions are those that were asked: "MX name", with " over TCP" where that is so.
func (s *Server) Questions() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

func (s *Server) packets() {
	buf := make([]byte, 4096)
	for {
		n, from, err := s.udp.ReadFrom(buf)
		if err != nil {
			return
		}
		if reply := s.reply(buf[:n], true); reply != nil {
			s.udp.WriteTo(reply, from)
		}
	}
}

func (s *Server) streams() {
	for {
		c, err := s.tcp.Accept()
		if err != nil {
			return
		}
		s.mu.Lock()
		s.conns = append(s.conns, c)
		s.mu.Unlock()
		s.done.Go(func() {
			defer c.Close()
			for {
				var n uint16
				if binary.Read(c, binary.BigEndian, &n) != nil {
					return
				}
				query := make([]byte, n)
				if _, err := io.ReadFull(c, query); err != nil {
					return
				}
				if reply := s.reply(query, false); reply != nil {
					c.Write(append(binary.BigEndian.AppendUint16(nil, uint16(len(reply))), reply...))
				}
			}
		})
	}
}

func (s *Server) reply(query []byte, udp bool) []byte {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil
	}
	q := m.Questions[0]
	transport := ""
	if !udp {
		transport = " over TCP"
	}
	s.mu.Lock()
	s.asked = append(s.asked, strings.TrimPrefix(q.Type.String(), "Type")+" "+q.Name.String()+transport)
	s.mu.Unlock()

	answer := dnsmessage.Message{
		Header:    dnsmessage.Header{ID: m.ID, Response: true, RecursionDesired: true, RecursionAvailable: true},
		Questions: m.Questions,
	}
	r, ok := s.zone[q.Name.String()]
	switch {
	case !ok:
		answer.RCode = dnsmessage.RCodeNameError
	case r.Silent[q.Type]:
		return nil
	case r.Fails[q.Type] != 0:
		answer.RCode = r.Fails[q.Type]
	case r.Truncated && udp:
		answer.Truncated = true
	default:
		answer.Answers = s.answers(q, r)
	}
	packed, err := answer.Pack()
	if err != nil {
		return nil
	}
	return packed
}

func (s *Server) answers(q dnsmessage.Question, r Records) (answers []dnsmessage.Resource) {
	add := func(owner dnsmessage.Name, t dnsmessage.Type, body dnsmessage.ResourceBody) {
		answers = append(answers, dnsmessage.Resource{Header: dnsmessage.ResourceHeader{Name: owner, Type: t, Class: dnsmessage.ClassINET, TTL: 60}, Body: body})
	}
	owner := q.Name
	if r.CNAME != "" {
		target := dnsmessage.MustNewName(r.CNAME)
		add(owner, dnsmessage.TypeCNAME, &dnsmessage.CNAMEResource{CNAME: target})
		owner, r = target, s.zone[r.CNAME]
	}
	switch q.Type {
	case dnsmessage.TypeMX:
		for i, host := range r.MX {
			add(owner, q.Type, &dnsmessage.MXResource{Pref: uint16(i), MX: dnsmessage.MustNewName(host)})
		}
	case dnsmessage.TypeA:
		for _, a := range r.A {
			add(owner, q.Type, &dnsmessage.AResource{A: [4]byte(net.ParseIP(a).To4())})
		}
	case dnsmessage.TypeAAAA:
		for _, a := range r.AAAA {
			add(owner, q.Type, &dnsmessage.AAAAResource{AAAA: [16]byte(net.ParseIP(a))})
		}
	}
	return answers
}
