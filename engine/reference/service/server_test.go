package service_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine"
	"github.com/passant-go/passant/engine/internal/dnstest"
	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/outbox"
	"github.com/passant-go/passant/engine/reference/service"
	"github.com/passant-go/passant/engine/reference/store"
	"github.com/passant-go/passant/schemas"
)

// onDatabases runs a test on SQLite, and on the PostgreSQL that PASSANT_POSTGRES is the URL of, where it is set. The source is an
// empty database.
func onDatabases(t *testing.T, test func(t *testing.T, source string)) {
	t.Run("SQLite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "users.db")) })
	t.Run("PostgreSQL", func(t *testing.T) {
		source := os.Getenv("PASSANT_POSTGRES")
		if source == "" {
			t.Skip("PASSANT_POSTGRES is not set")
		}
		test(t, emptySchema(t, source))
	})
}

var schemaNumber atomic.Int64

// emptySchema is the URL of a database, with a schema that is the test's alone. When the test ends, nobody must be connected.
func emptySchema(t *testing.T, source string) string {
	db, err := sql.Open("pgx", source)
	require.NoError(t, err)
	name := fmt.Sprintf("test_%d_%d", os.Getpid(), schemaNumber.Add(1))
	_, err = db.Exec("CREATE SCHEMA " + name)
	require.NoError(t, err)
	t.Cleanup(func() {
		assert.EventuallyWithT(t, func(t *assert.CollectT) {
			var connected int
			assert.NoError(t, db.QueryRow("SELECT count(*) FROM pg_stat_activity WHERE application_name = $1", name).Scan(&connected))
			assert.Zero(t, connected)
		}, 10*time.Second, 10*time.Millisecond)
		_, err := db.Exec("DROP SCHEMA " + name + " CASCADE")
		assert.NoError(t, err)
		db.Close()
	})
	u, err := url.Parse(source)
	require.NoError(t, err)
	query := u.Query()
	query.Set("search_path", name)
	query.Set("application_name", name)
	u.RawQuery = query.Encode()
	return u.String()
}

// A server is a service on loopback.
type server struct {
	*httptest.Server
	store *store.Store
	codes string // the path of the outbox
	log   buffer
}

// A buffer is a bytes.Buffer for several goroutines.
type buffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *buffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *buffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// inDNS are the domains of the tests.
var inDNS = dnstest.Zone{"example.nl.": {MX: []string{"mail.example.nl."}}}

// start starts a service that stops when the test ends. Its log and metrics must not show what is secret or personal.
func start(t testing.TB, source string, changes ...func(*service.Config)) *server {
	s := &server{codes: filepath.Join(t.TempDir(), "codes.ndjson")}
	var err error
	s.store, err = store.Open(context.Background(), source)
	require.NoError(t, err)
	codes, err := outbox.Open(s.codes)
	require.NoError(t, err)
	config := service.Config{
		Store: s.store, Outbox: codes, Metrics: prometheus.NewRegistry(),
		Log: slog.New(slog.NewJSONHandler(&s.log, nil)),
		DNS: lookup.DNS{Resolver: dnstest.Serve(t, inDNS).Resolver()},
	}
	for _, change := range changes {
		change(&config)
	}
	handler, err := service.New(config)
	require.NoError(t, err)
	s.Server = httptest.NewServer(handler)
	t.Cleanup(func() {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
		s.Close()
		assert.NoError(t, s.store.Close())
		assert.NoError(t, codes.Close())
		personal := []string{"Tiggelen", "harrie", "example.nl", "5673RE", "kittens", "doe", "8885559977", "test_username", "zittau", "testNickname"}
		for _, code := range s.sent(t) {
			personal = append(personal, `"`+code+`"`)
		}
		for _, told := range []string{s.log.String(), w.Body.String()} {
			for _, p := range personal {
				assert.NotContains(t, told, p)
			}
		}
	})
	return s
}

// sent are the codes in the outbox.
func (s *server) sent(t testing.TB) (codes []string) {
	text, err := os.ReadFile(s.codes)
	require.NoError(t, err)
	for line := range strings.Lines(string(text)) {
		var m outbox.Message
		require.NoError(t, json.Unmarshal([]byte(line), &m))
		codes = append(codes, m.Code)
	}
	return codes
}

// lastCode is the code that was put into the outbox last.
func (s *server) lastCode(t testing.TB) string {
	codes := s.sent(t)
	require.NotEmpty(t, codes)
	return codes[len(codes)-1]
}

// An answer is what a client got.
type answer struct {
	status int
	header http.Header
	body   string
}

// get sends a request without a body.
func (s *server) get(t testing.TB, path string, header ...string) answer {
	return s.send(t, "GET", path, "", header...)
}

// post sends JSON.
func (s *server) post(t testing.TB, path, body string, header ...string) answer {
	return s.send(t, "POST", path, body, append([]string{"Content-Type", "application/json"}, header...)...)
}

// send sends a request; headers are given as names and values. The answer of an endpoint, to CORS aside, must be one that its contract documents.
func (s *server) send(t testing.TB, method, path, body string, header ...string) answer {
	r, err := http.NewRequest(method, s.URL+path, strings.NewReader(body))
	require.NoError(t, err)
	for i := 0; i < len(header); i += 2 {
		r.Header.Add(header[i], header[i+1])
	}
	response, err := s.Client().Do(r)
	require.NoError(t, err)
	defer response.Body.Close()
	got, err := io.ReadAll(response.Body)
	require.NoError(t, err)
	if e := endpointAt(r.URL.Path); e != nil && method != "OPTIONS" && response.Header.Get("Content-Type") != "application/problem+json" {
		documented, err := e.Response(response.StatusCode)
		require.NoError(t, err)
		report := documented.Validate(got)
		assert.True(t, report.Valid() && report.Len() == 0, "%v", report)
	}
	return answer{response.StatusCode, response.Header, string(got)}
}

// endpointAt is the endpoint of a path; nil where there is none.
func endpointAt(path string) *engine.Endpoint {
	for _, e := range schemas.All() {
		if slices.Contains(e.Plan().Paths(), path) {
			return e
		}
	}
	return nil
}

// field is a member of an answer, in the notation a.b.
func (a answer) field(t testing.TB, path string) string {
	var v any
	d := json.NewDecoder(strings.NewReader(a.body))
	d.UseNumber()
	require.NoError(t, d.Decode(&v), a.body)
	for name := range strings.SplitSeq(path, ".") {
		object, _ := v.(map[string]any)
		v = object[name]
	}
	return fmt.Sprint(v)
}
