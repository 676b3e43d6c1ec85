package lookup_test

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

// A zone has what a DNS server says of names, which are lower-case and end in a dot; NXDOMAIN of the others.
type zone map[string]records

// records are those of a name; none is NODATA.
type records struct {
	mx, a, aaaa []string
	cname       string
	fails       map[dnsmessage.Type]dnsmessage.RCode
	silent      map[dnsmessage.Type]bool // never answered
	truncated   bool                     // over UDP
}

// A dnsServer answers over UDP and TCP on loopback.
type dnsServer struct {
	zone zone
	udp  net.PacketConn
	tcp  net.Listener
	done sync.WaitGroup

	mu    sync.Mutex
	asked []string // "MX name"
	conns []net.Conn
}

// serve starts a server that stops when the test ends.
func serve(t testing.TB, z zone) *dnsServer {
	s := &dnsServer{zone: z}
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

// resolver is one that asks the server only.
func (s *dnsServer) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, s.tcp.Addr().String())
	}}
}

func (s *dnsServer) questions() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.asked...)
}

func (s *dnsServer) packets() {
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

func (s *dnsServer) streams() {
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

func (s *dnsServer) reply(query []byte, udp bool) []byte {
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
	case r.silent[q.Type]:
		return nil
	case r.fails[q.Type] != 0:
		answer.RCode = r.fails[q.Type]
	case r.truncated && udp:
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

func (s *dnsServer) answers(q dnsmessage.Question, r records) (answers []dnsmessage.Resource) {
	add := func(owner dnsmessage.Name, t dnsmessage.Type, body dnsmessage.ResourceBody) {
		answers = append(answers, dnsmessage.Resource{Header: dnsmessage.ResourceHeader{Name: owner, Type: t, Class: dnsmessage.ClassINET, TTL: 60}, Body: body})
	}
	owner := q.Name
	if r.cname != "" {
		target := dnsmessage.MustNewName(r.cname)
		add(owner, dnsmessage.TypeCNAME, &dnsmessage.CNAMEResource{CNAME: target})
		owner, r = target, s.zone[r.cname]
	}
	switch q.Type {
	case dnsmessage.TypeMX:
		for i, host := range r.mx {
			add(owner, q.Type, &dnsmessage.MXResource{Pref: uint16(i), MX: dnsmessage.MustNewName(host)})
		}
	case dnsmessage.TypeA:
		for _, a := range r.a {
			add(owner, q.Type, &dnsmessage.AResource{A: [4]byte(net.ParseIP(a).To4())})
		}
	case dnsmessage.TypeAAAA:
		for _, a := range r.aaaa {
			add(owner, q.Type, &dnsmessage.AAAAResource{AAAA: [16]byte(net.ParseIP(a))})
		}
	}
	return answers
}
