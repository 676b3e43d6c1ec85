package service_test

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/reference/service"
	"github.com/passant-go/passant/schemas/pankek"
)

// What is the same nickname, and what is another, does not depend on the database, nor on what it can hold in a column or an index.
func TestOddNicknames(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source)
		register := func(name string) string {
			return s.post(t, "/registerEndpoint", strings.Replace(nickname, "testNickname", name, 1), "api-key", "k").field(t, "result")
		}
		long := strings.ToLower(rand.Text()+rand.Text()) + strings.Repeat(rand.Text(), 1000)
		for _, name := range []string{"a", `a\u0000b`, `a\u0000c`, `a\ufffdb`, "Éric", "Straße", "😀", long, long + "x"} {
			assert.Equal(t, "OK", register(name), name)
		}
		for _, name := range []string{"A", `A\u0000B`, "éric", "STRASSE", "😀", strings.ToUpper(long)} {
			assert.Equal(t, "Username is already in use", register(name), name)
		}
	})
}

// A code of which PostgreSQL could hold no text is a wrong one, whatever the database.
func TestOddCodes(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source)
		hash := s.get(t, "/a/send_code?phone_number=%2B18885559977").field(t, "phone_code_hash")
		register := func(code, hash string) string {
			q := url.Values{"phone_number": {"+18885559977"}, "phone_code": {code}, "phone_code_hash": {hash}, "first_name": {"john"}, "last_name": {"doe"}}
			return s.get(t, "/a/register?"+q.Encode()).body
		}
		assert.Equal(t, `{"phone_code_hash_expired":"phone code hash expired or incorrect"}`, register("12345", hash[:15]+"\x00"))
		assert.Equal(t, `{"wrong_phone_code":"phone_code is wrong"}`, register("1234\x00", hash))
	})
}

func TestOddLinks(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source)
		for uid, want := range map[string]int{"2147483648": 403, "9223372036854775807": 403, "9223372036854775808": 400, "0": 400, "-1": 400, "x": 400, "": 400} {
			assert.Equal(t, want, s.get(t, "/pankek/login?token=%00&uid="+uid).status, uid)
		}
	})
}

// The link leads to where the service listens, or is said to be found, whatever the client calls it; over https where the client
// came over it, by the word of a proxy that is believed, and so does the cookie.
func TestHostOfLink(t *testing.T) {
	public := &url.URL{Scheme: "https", Host: "api.example.com"}
	for _, c := range []struct {
		public           *url.URL
		proto, link      string // link is empty for where it listens
		secure, mistrust bool
	}{
		{link: "http://"}, {proto: "https", link: "https://", secure: true}, {proto: "https", link: "http://", mistrust: true},
		{public: public, link: "https://api.example.com"}, {public: public, proto: "https", link: "https://api.example.com", secure: true},
	} {
		s := start(t, t.TempDir()+"/users.db", func(config *service.Config) {
			config.Public = c.public
			if !c.mistrust {
				config.Proxies = []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
			}
		})
		if c.public == nil {
			c.link += s.Listener.Addr().String()
		}
		for _, host := range []string{"evil.example.com", "", `"><b>`} {
			send := func(path, body string) *httptest.ResponseRecorder {
				r := httptest.NewRequest("POST", path, strings.NewReader(body))
				r.Host = host
				r.Header = http.Header{"Content-Type": {"application/json"}, "Api-Key": {"k"}}
				if c.proto != "" {
					r.Header.Set("X-Forwarded-Proto", c.proto)
				}
				w := httptest.NewRecorder()
				s.Config.Handler.ServeHTTP(w, r.WithContext(context.WithValue(t.Context(), http.LocalAddrContextKey, s.Listener.Addr())))
				return w
			}
			w := send("/registerEndpoint", strings.Replace(nickname, "testNickname", rand.Text(), 1))
			documented, err := pankek.Register.Response(w.Code)
			require.NoError(t, err)
			assert.True(t, documented.Validate(w.Body.Bytes()).Valid(), host)
			assert.True(t, strings.HasPrefix(answer{body: w.Body.String()}.field(t, "link"), c.link+"/pankek/login?"), w.Body.String())

			cookies := send("/api/register", `{"email":"harrie@example.nl","firstName":"H","lastName":"T"}`).Result().Cookies()
			require.Len(t, cookies, 1)
			assert.Equal(t, c.secure, cookies[0].Secure)
		}
	}
}

// What the client calls itself is told to it as text, whatever its bytes.
func TestOddUserAgent(t *testing.T) {
	s := start(t, t.TempDir()+"/users.db")
	a := s.post(t, "/api/register", `{"email":"harrie@example.nl","firstName":"H","lastName":"T"}`, "User-Agent", "\xff\"")
	assert.True(t, utf8.ValidString(a.body))
	assert.Equal(t, "\uFFFD\"", a.field(t, "userAgent.name"))
}

// A session without rememberFor ends with the browser, and one that is remembered for no time at once.
func TestCookieOfBitpub(t *testing.T) {
	s := start(t, t.TempDir()+"/users.db")
	for remember, want := range map[string]int{"": 0, `,"rememberFor":"1day"`: 86400, `,"rememberFor":"0min"`: -1} {
		a := s.post(t, "/api/register", fmt.Sprintf(`{"email":"harrie@example.nl","firstName":"H","lastName":"T"%s}`, remember))
		cookies := (&http.Response{Header: a.header}).Cookies()
		require.Len(t, cookies, 1)
		assert.Equal(t, want, cookies[0].MaxAge, remember)
		assert.NotEqual(t, "session_id", cookies[0].Name, "which is that of pantel")
	}
}

// HEAD does nothing that GET would, as it must be safe.
func TestHead(t *testing.T) {
	s := start(t, t.TempDir()+"/users.db")
	for _, path := range []string{"/a/register", "/a/send_code?phone_number=%2B18885559977", "/a/logout", "/pankek/login"} {
		a := s.send(t, "HEAD", path, "")
		assert.Equal(t, 405, a.status, path)
		assert.Contains(t, a.header.Get("Allow"), "GET", path)
	}
	assert.Empty(t, s.sent(t))
}
