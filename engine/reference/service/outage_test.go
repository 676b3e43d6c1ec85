package service_test

import (
	"context"
	"database/sql"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"

	"github.com/passant-go/passant/engine/internal/dnstest"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/service"
)

// A DNS server that says nothing, or that it failed, tells nothing about an address.
func TestDNSOutage(t *testing.T) {
	leakless(t)
	zone := dnstest.Zone{
		"example.nl.": {Silent: map[dnsmessage.Type]bool{dnsmessage.TypeMX: true}},
		"example.be.": {Fails: map[dnsmessage.Type]dnsmessage.RCode{dnsmessage.TypeMX: dnsmessage.RCodeServerFailure}},
	}
	s := start(t, filepath.Join(t.TempDir(), "users.db"), func(c *service.Config) {
		c.DNS = lookup.DNS{Resolver: dnstest.Serve(t, zone).Resolver(), Timeout: 50 * time.Millisecond}
	})
	atOnce(50, func(i int) {
		body := numbered(i)
		if i%2 == 0 {
			body = strings.Replace(body, "example.nl", "example.be", 1)
		}
		status, _ := s.try(context.Background(), t, body)
		assert.Equal(t, 503, status)
	})
	assert.Zero(t, s.count(t, "larsverp_users"))
	assert.Contains(t, s.log.String(), "lookup email.domain could not tell")
}

func TestSQLiteOutage(t *testing.T) {
	leakless(t)
	s := start(t, filepath.Join(t.TempDir(), "users.db"), func(c *service.Config) { c.Patience = 300 * time.Millisecond })
	ctx := context.Background()
	require.Equal(t, 201, s.post(t, "/users/register", numbered(0)).status)

	other, err := s.store.DB.Conn(ctx)
	require.NoError(t, err)
	_, err = other.ExecContext(ctx, "BEGIN IMMEDIATE") // so that nobody else writes
	require.NoError(t, err)
	atOnce(20, func(i int) {
		status, _ := s.try(ctx, t, numbered(i))
		if i == 0 {
			assert.Equal(t, 422, status) // reading is all that this takes
		} else {
			assert.Equal(t, 503, status)
		}
	})
	_, err = other.ExecContext(ctx, "ROLLBACK")
	require.NoError(t, err)
	require.NoError(t, other.Close())
	assert.Equal(t, 1, s.count(t, "larsverp_users"))
	for i := range 20 {
		want := 201
		if i == 0 {
			want = 422
		}
		assert.Equal(t, want, s.post(t, "/users/register", numbered(i)).status)
	}
}

// A database that dies while clients register, again and again, and returns: nobody is told anything wrong.
func TestPostgreSQLOutage(t *testing.T) {
	source := os.Getenv("PASSANT_POSTGRES")
	if source == "" {
		t.Skip("PASSANT_POSTGRES is not set")
	}
	leakless(t)
	u, err := url.Parse(emptySchema(t, source))
	require.NoError(t, err)
	wire := connect(t, u.Host)
	u.Host = wire.Addr().String()
	s := start(t, u.String())

	const clients = 100
	statuses := make([]int, clients)
	ctx, stop := context.WithCancel(context.Background())
	admin, err := sql.Open("pgx", source)
	require.NoError(t, err)
	defer admin.Close()
	var flapping sync.WaitGroup
	flapping.Go(func() {
		for ctx.Err() == nil {
			time.Sleep(60 * time.Millisecond)
			wire.cut()
			time.Sleep(30 * time.Millisecond)
			wire.mend()
			time.Sleep(60 * time.Millisecond)
			_, err := admin.Exec("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", u.Query().Get("application_name"))
			assert.NoError(t, err)
		}
	})
	for batch := range 4 {
		atOnce(clients/4, func(i int) {
			i += batch * clients / 4
			var body string
			statuses[i], body = s.try(context.Background(), t, numbered(i))
			if statuses[i] != 201 {
				assert.Equal(t, 503, statuses[i], body)
			}
		})
	}
	stop()
	flapping.Wait()

	wire.cut()
	assert.Equal(t, 503, s.get(t, "/healthz").status)
	atOnce(20, func(i int) {
		status, body := s.try(context.Background(), t, numbered(i))
		assert.Equal(t, 503, status, body)
	})
	wire.mend()
	assert.Eventually(t, func() bool { return s.get(t, "/healthz").status == 200 }, 10*time.Second, 10*time.Millisecond)
	for i, was := range statuses {
		var status int
		assert.Eventually(t, func() bool {
			status, _ = s.try(context.Background(), t, numbered(i))
			return status == 201 || status == 422
		}, 10*time.Second, 10*time.Millisecond)
		if was == 201 {
			assert.Equal(t, 422, status, "a user was lost")
		}
	}
	assert.Equal(t, clients, s.count(t, "larsverp_users"))
}

// A wire leads to a server until it is cut.
type wire struct {
	net.Listener
	to string

	mu    sync.Mutex
	dead  bool
	conns map[net.Conn]bool
	all   sync.WaitGroup
}

// connect makes a wire, which ends with the test.
func connect(t *testing.T, to string) *wire {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	w := &wire{Listener: l, to: to, conns: map[net.Conn]bool{}}
	w.all.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			w.all.Go(func() { w.lead(c) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		w.cut()
		w.all.Wait()
	})
	return w
}

// lead copies both ways until one of the two ends, or the wire is cut.
func (w *wire) lead(from net.Conn) {
	to, err := net.Dial("tcp", w.to)
	if err != nil || !w.keep(from, to) {
		from.Close()
		return
	}
	var both sync.WaitGroup
	both.Go(func() { io.Copy(to, from); to.Close() })
	both.Go(func() { io.Copy(from, to); from.Close() })
	both.Wait()
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.conns, from)
	delete(w.conns, to)
}

// keep reports whether the wire is whole.
func (w *wire) keep(conns ...net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range conns {
		if w.dead {
			c.Close()
		} else {
			w.conns[c] = true
		}
	}
	return !w.dead
}

func (w *wire) cut() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dead = true
	for c := range w.conns {
		c.(*net.TCPConn).SetLinger(0) // a reset, as of a process that dies
		c.Close()
	}
}

func (w *wire) mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.dead = false
}
