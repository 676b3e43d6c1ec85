package service_test

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/reference/service"
)

const (
	harrie = `{"first_name":"Harrie","insertion":"van","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":"5673RE","password":"kittens23#"}`

	nickname = `{"database":"d","link":"https://example.com","ref":"r","phone":"","beziehungsstatus":"","kinder":"","leben":"","raucher":"","abschluss":"",
		"click_id":"","address":"de, sachsen, 02763, zittau","nickname":"testNickname","email":"harrie@example.nl","password":"kittens23#","coin":12,
		"birth_date":"2000-10-05","gender":0,"searchGender":1,"notification":true,"verify":true}`
)

func TestLarsverp(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source)
		created := s.post(t, "/users/register", harrie)
		assert.Equal(t, 201, created.status)
		assert.JSONEq(t, `{"first_name":"Harrie","insertion":"van","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":"5673RE","password":"secret","role":"guest"}`, created.body)

		taken := s.post(t, "/api/users/register", strings.ReplaceAll(harrie, "harrie@", "Harrie@"))
		assert.Equal(t, 422, taken.status)
		assert.Equal(t, `{"message":"The given data was invalid.","errors":{"email":["The email has already been taken."]}}`, taken.body)

		nowhere := s.post(t, "/users/register", strings.ReplaceAll(harrie, "example.nl", "nowhere.nl"))
		assert.Equal(t, `{"message":"The given data was invalid.","errors":{"email":["The email must be a valid email address."]}}`, nowhere.body)

		code := s.lastCode(t)
		validation := func(email, token string) answer {
			return s.post(t, "/users/validation", `{"email":"`+email+`","token":`+token+`}`)
		}
		assert.Equal(t, answer{401, nil, `{"message":"Token is incorrect"}`}, validation("harrie@example.nl", "1").bare())
		assert.Equal(t, answer{401, nil, `{"message":"Token is incorrect"}`}, validation("nobody@example.nl", code).bare())
		assert.Equal(t, answer{201, nil, `{"message":"Validated"}`}, validation("HARRIE@example.nl", `" +`+code+`"`).bare())
		assert.Equal(t, answer{409, nil, `{"message":"The email is already validated"}`}, validation("harrie@example.nl", code).bare())
	})
}

// bare is a without its header.
func (a answer) bare() answer { return answer{a.status, nil, a.body} }

func TestPankek(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source)
		missing := s.post(t, "/registerEndpoint", nickname)
		assert.Equal(t, `{"result":"api-key is required"}`, missing.body)

		ok := s.post(t, "/registerEndpoint", nickname, "api-key", "k")
		assert.Equal(t, "OK", ok.field(t, "result"))
		taken := s.post(t, "/registerEndpoint", strings.ReplaceAll(nickname, "testNickname", "TestNickname"), "api-key", "k")
		assert.Equal(t, answer{200, nil, `{"result":"Username is already in use"}`}, taken.bare())
		for range 2 {
			none := s.post(t, "/registerEndpoint", strings.ReplaceAll(nickname, `"nickname":"testNickname",`, ""), "api-key", "k")
			assert.Equal(t, "OK", none.field(t, "result"))
		}
		odd := s.post(t, "/registerEndpoint", strings.ReplaceAll(nickname, "testNickname", `a\u0000b`), "api-key", "k")
		assert.Equal(t, "OK", odd.field(t, "result"))

		link, err := url.Parse(ok.field(t, "link"))
		require.NoError(t, err)
		assert.Equal(t, s.URL, link.Scheme+"://"+link.Host)
		assert.Equal(t, 403, s.get(t, "/pankek/login?uid=999&token="+link.Query().Get("token")).status)
		assert.Equal(t, 403, s.get(t, "/pankek/login?uid="+link.Query().Get("uid")+"&token=0").status)
		assert.Equal(t, 400, s.get(t, "/pankek/login?token="+link.Query().Get("token")).status)
		assert.Equal(t, 200, s.get(t, link.RequestURI()).status)
		assert.Equal(t, 403, s.get(t, link.RequestURI()).status)
	})
}

func TestPantel(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		now := time.Now()
		s := start(t, source, func(c *service.Config) { c.Clock = func() time.Time { return now } })
		register := func(number, code, hash string, cookies ...string) answer {
			q := url.Values{"phone_number": {number}, "phone_code": {code}, "phone_code_hash": {hash}, "first_name": {"john"}, "last_name": {"doe"}, "user_name": {"test_username"}}
			return s.get(t, "/a/register?"+q.Encode(), cookies...)
		}
		code := func(number string) (code, hash string) {
			a := s.get(t, "/a/send_code?phone_number="+number)
			require.Equal(t, 200, a.status, a.body)
			return s.lastCode(t), a.field(t, "phone_code_hash")
		}
		says := func(key, text string, got answer) {
			t.Helper()
			assert.Equal(t, answer{400, nil, `{"` + key + `":"` + text + `"}`}, got.bare())
		}
		const first, second = "+18885559977", "+18885559978"

		refused := s.get(t, "/a/send_code?phone_number=1")
		assert.Equal(t, answer{400, nil, `{"phone_number":[{"null value not allowed":"phone number is not valid"}]}`}, refused.bare())

		good, hash := code(first)
		wrong := "00000"
		if good == wrong {
			wrong = "00001"
		}
		says("phone_code_hash_expired", "phone code hash expired or incorrect", register(first, good, "0123456789abcdef"))
		says("phone_code_hash_expired", "phone code hash expired or incorrect", register(second, good, hash))
		says("wrong_phone_code", "phone_code is wrong", register(first, wrong, hash))
		now = now.Add(time.Hour)
		says("phone_code_hash_expired", "phone code hash expired or incorrect", register(first, good, hash))

		good, hash = code(first)
		ok := register(first, good, hash)
		assert.Equal(t, 200, ok.status, ok.body)
		assert.Equal(t, "success", ok.field(t, "status"))
		says("phone_code_hash_expired", "phone code hash expired or incorrect", register(first, good, hash))

		good, hash = code("%20" + first[1:])
		says("already_registered", "there is an account with these inputs", register(first, good, hash))
		good, hash = code("%2B" + second[1:])
		says("user_name_is_taken", "input username is already taken by another user", register(second, good, hash))

		cookie := "session_id=" + ok.field(t, "set_session_id")
		says("must_logout", "user must logout", register(second, good, hash, "Cookie", cookie))
		assert.Equal(t, "true", s.get(t, "/a/logout", "Cookie", cookie).field(t, "logged_out"))
		assert.Equal(t, "false", s.get(t, "/a/logout", "Cookie", cookie).field(t, "logged_out"))
		says("user_name_is_taken", "input username is already taken by another user", register(second, good, hash, "Cookie", cookie))
	})
}

func TestDigipay(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source)
		const body = `{"dial_code":"+31","phone_number":"612345678","user_type":2,"first_name":"Harrie","last_name":"Tiggelen","password":"kittens23#","login_pin":"1234"}`
		headers := []string{"Authorization", "Token x", "CompanyID", "76bc712200ca444fa334f9e55e5fd7a8"}
		for range 2 { // nothing is documented that tells that somebody is registered
			ok := s.post(t, "/digipay/v3/auth/user_register", body, headers...)
			assert.Equal(t, 200, ok.status, ok.body)
			assert.Equal(t, "User registered successfully.", ok.field(t, "data.message"))
		}
		assert.Equal(t, 400, s.post(t, "/digipay/v3/auth/user_register", body).status)
	})
}

func TestBitpub(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
		s := start(t, source, func(c *service.Config) { c.Clock = func() time.Time { return now } })
		for path, member := range map[string]string{
			"/api/register":             `"noCookies":true`,
			"/api/register.json":        `"rememberFor":"2week"`,
			"/api/register?format=json": `"rememberFor":"99999999999999999999year","phone":31612345678,"password":"kittens23#"`,
		} {
			ok := s.post(t, path, `{"email":"harrie@example.nl","firstName":"Harrie","lastName":"Tiggelen",`+member+`}`)
			assert.Equal(t, 200, ok.status, ok.body)
			assert.Equal(t, "Harrie Tiggelen", ok.field(t, "name"))
			cookie := ok.header.Get("Set-Cookie")
			switch path {
			case "/api/register":
				assert.Empty(t, cookie)
				assert.Len(t, ok.field(t, "sessionKey"), 32)
				assert.Equal(t, "2026-11-22T20:00:00Z", ok.field(t, "expirationTime"))
			case "/api/register.json":
				assert.Contains(t, cookie, "ss-id=")
				assert.Equal(t, "2026-12-06T12:00:00Z", ok.field(t, "expirationTime"))
			default:
				assert.Equal(t, "2036-11-19T12:00:00Z", ok.field(t, "expirationTime"))
			}
		}
		form := s.send(t, "POST", "/api/register", "email=harrie%40example.nl&firstName=Harrie&lastName=Tiggelen", "Content-Type", "application/x-www-form-urlencoded")
		assert.Equal(t, 200, form.status, form.body)
	})
}

// The answer of success is escaped as the provider's framework escapes.
func TestSuccessEscaped(t *testing.T) {
	s := start(t, filepath.Join(t.TempDir(), "users.db"))
	a := s.post(t, "/users/register", `{"first_name":"Zoë","last_name":"a/b","email":"zoe@example.nl","postal_code":"5673RE","password":"x"}`)
	require.Equal(t, 201, a.status)
	assert.Contains(t, a.body, `"first_name":"Zo\u00eb"`)
	assert.Contains(t, a.body, `"last_name":"a\/b"`)
}

// What is stored of a user has no secret in it.
func TestStoredUsers(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source)
		require.Equal(t, 201, s.post(t, "/users/register", harrie).status)
		var password, profile string
		require.NoError(t, s.store.DB.QueryRow("SELECT password, profile FROM larsverp_users").Scan(&password, &profile))
		assert.Regexp(t, `^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$`, password)
		assert.JSONEq(t, strings.ReplaceAll(harrie, "kittens23#", "[secret]"), profile)
	})
}

func TestHealth(t *testing.T) {
	onDatabases(t, func(t *testing.T, source string) {
		s := start(t, source)
		assert.Equal(t, answer{200, nil, "ok\n"}, s.get(t, "/healthz").bare())
		s.post(t, "/users/register", harrie)
		s.post(t, "/users/register", harrie)
		metrics := s.get(t, "/metrics").body
		assert.Contains(t, metrics, `passant_request_duration_seconds_count{code="201",endpoint="larsverp/register"} 1`)
		assert.Contains(t, metrics, `passant_violations_total{endpoint="larsverp/register",rule="lookup"} 1`)
		require.NoError(t, s.store.Close())
		s.fallsIll(t)
	})
}

// fallsIll waits until the service says that it is not well, which it asks the store once a second.
func (s *server) fallsIll(t *testing.T) {
	assert.Eventually(t, func() bool { return s.get(t, "/healthz").status == 503 }, 10*time.Second, 50*time.Millisecond)
}

// A database that cannot be written, or is none any longer, is not well, though it answers; nor is one whose codes would be lost.
func TestHealthOfDatabases(t *testing.T) {
	for name, harm := range map[string]func(*testing.T, *server, string){
		"cannot be written": func(t *testing.T, s *server, _ string) {
			s.store.DB.SetMaxOpenConns(1)
			_, err := s.store.DB.Exec("PRAGMA query_only = 1")
			require.NoError(t, err)
			require.NoError(t, s.store.DB.Ping())
		},
		"has lost the file for codes": func(t *testing.T, s *server, _ string) {
			require.NoError(t, os.Rename(s.codes, s.codes+".old"))
			require.NoError(t, os.WriteFile(s.codes, nil, 0o600))
		},
		"was removed": func(t *testing.T, _ *server, path string) { require.NoError(t, os.Remove(path)) },
		"was replaced": func(t *testing.T, _ *server, path string) {
			require.NoError(t, os.Rename(path, path+".old"))
			require.NoError(t, os.WriteFile(path, nil, 0o600))
		},
		"is corrupt": func(t *testing.T, s *server, path string) {
			s.store.DB.SetMaxIdleConns(0)
			require.NoError(t, os.WriteFile(path, bytes.Repeat([]byte("x"), 64<<10), 0o600))
		},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "users.db")
			s := start(t, path)
			assert.Equal(t, 200, s.get(t, "/healthz").status)
			harm(t, s, path)
			s.fallsIll(t)
		})
	}
}

// No answer may be kept, nor be taken for another type than it has.
func TestHeadersOfAnswers(t *testing.T) {
	s := start(t, filepath.Join(t.TempDir(), "users.db"))
	for _, a := range []answer{
		s.post(t, "/users/register", harrie), s.post(t, "/users/register", "{"), s.get(t, "/a/register"),
		s.get(t, "/a/send_code?phone_number=%2B18885559977"), s.get(t, "/users/register"),
	} {
		assert.Equal(t, "no-store", a.header.Get("Cache-Control"))
		assert.Equal(t, "nosniff", a.header.Get("X-Content-Type-Options"))
	}
	for _, path := range []string{"/", "/metrics", "/nowhere"} {
		assert.Equal(t, "nosniff", s.get(t, path).header.Get("X-Content-Type-Options"), path)
	}
}
