package service_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/passant-go/passant/engine/reference/service"
)

// A browser lets a page of an origin that is allowed send what the document's example sends, and read the answer. Of any other
// origin, of none allowed, and on the paths that are no endpoints, it does not.
func TestCORS(t *testing.T) {
	const mine, foreign = "https://partner.example", "https://elsewhere.example"
	allow := func(c *service.Config) { c.Origins = []string{"http://localhost:5173", mine} }
	open, closed := start(t, t.TempDir()+"/users.db", allow), start(t, t.TempDir()+"/users.db")
	for _, c := range []struct {
		server               *server
		path, method, origin string
		allowed              bool
	}{
		{open, "/registerEndpoint", "POST", mine, true},
		{open, "/registerEndpoint", "POST", "http://localhost:5173", true},
		{open, "/registerEndpoint", "POST", foreign, false},
		{open, "/registerEndpoint", "POST", mine + ".elsewhere.example", false},
		{open, "/registerEndpoint", "POST", "null", false},
		{open, "/registerEndpoint", "DELETE", mine, false},
		{open, "/api/users/register", "POST", mine, true},
		{open, "/a/register", "GET", mine, true},
		{open, "/a/register", "POST", mine, true},
		{open, "/a/send_code", "GET", mine, true},
		{open, "/digipay/v3/auth/user_register", "POST", mine, true},
		{open, "/", "POST", mine, false},
		{open, "/metrics", "GET", mine, false},
		{open, "/healthz", "GET", mine, false},
		{closed, "/registerEndpoint", "POST", mine, false},
		{closed, "/a/send_code", "GET", mine, false},
	} {
		name := c.path + " " + c.method + " " + c.origin
		wanted, headers := "", ""
		if c.allowed {
			wanted, headers = c.origin, "api-key,authorization,companyid,content-type"
		}
		before := c.server.log.String()
		preflight := c.server.send(t, "OPTIONS", c.path, "", "Origin", c.origin,
			"Access-Control-Request-Method", c.method, "Access-Control-Request-Headers", "api-key,authorization,companyid,content-type")
		assert.Equal(t, wanted, preflight.header.Get("Access-Control-Allow-Origin"), name)
		assert.Equal(t, headers, preflight.header.Get("Access-Control-Allow-Headers"), name)
		if c.allowed {
			assert.Equal(t, c.method, preflight.header.Get("Access-Control-Allow-Methods"), name)
			assert.Equal(t, answer{204, nil, ""}, preflight.bare(), name)
			assert.Equal(t, before, c.server.log.String(), "it is answered before the check")
		}
		sent := c.server.send(t, c.method, c.path, "{}", "Content-Type", "application/json", "Origin", c.origin)
		assert.Equal(t, wanted, sent.header.Get("Access-Control-Allow-Origin"), name)
		if c.allowed {
			assert.Contains(t, sent.header.Values("Vary"), "Origin", name)
		}
	}
	ok := open.post(t, "/registerEndpoint", nickname, "api-key", "k", "Origin", mine)
	assert.Equal(t, "OK", ok.field(t, "result"))
	assert.Equal(t, 405, open.send(t, "OPTIONS", "/registerEndpoint", "", "Origin", mine).status, "no preflight")
}
