package service_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/reference/outbox"
	"github.com/passant-go/passant/engine/reference/service"
)

// Every request has a line in the log and is counted, with its status, whether a contract is about it or not.
func TestObserved(t *testing.T) {
	s := start(t, t.TempDir()+"/users.db")
	s.post(t, "/users/register", harrie)
	s.send(t, "PUT", "/users/register", harrie)
	s.get(t, "/a/send_code?phone_number=1")
	s.get(t, "/a/logout")
	s.get(t, "/pankek/login")
	require.NoError(t, s.store.Close())
	s.post(t, "/users/register", harrie)
	s.get(t, "/a/logout")

	type line struct {
		Endpoint string
		Status   int
	}
	var lines []line
	for text := range strings.Lines(s.log.String()) {
		var l line
		require.NoError(t, json.Unmarshal([]byte(text), &l))
		lines = append(lines, l)
	}
	assert.Equal(t, []line{
		{"larsverp/register", 201}, {"larsverp/register", 405}, {"pantel/send_code", 400}, {"pantel/logout", 200}, {"pankek/login", 400},
		{"larsverp/register", 503}, {"pantel/logout", 503},
	}, lines)
	metrics := s.get(t, "/metrics").body
	for _, want := range []string{
		`passant_request_duration_seconds_count{code="503",endpoint="pantel/logout"} 1`,
		`passant_faults_total{endpoint="pantel/logout"} 1`,
		`passant_violations_total{endpoint="pantel/send_code",rule="phone"} 1`,
	} {
		assert.True(t, strings.Contains(metrics, want), want)
	}
}

// Where a code cannot be sent, nobody is registered, and the log has why.
func TestFullDisk(t *testing.T) {
	full, err := outbox.Open("/dev/full")
	if err != nil {
		t.Skip(err)
	}
	s := start(t, t.TempDir()+"/users.db", func(c *service.Config) { c.Outbox = full })
	assert.Equal(t, 500, s.post(t, "/users/register", harrie).status)
	assert.Equal(t, 500, s.get(t, "/a/send_code?phone_number=%2B18885559977").status)
	assert.Zero(t, s.count(t, "larsverp_users"))
	assert.Zero(t, s.count(t, "pantel_codes"))
	assert.Equal(t, 2, strings.Count(s.log.String(), "no space left on device"))
	require.NoError(t, full.Close())
}

// What is secret is not to be read in the database, but for the token that larsverp mails.
func TestStoredSecrets(t *testing.T) {
	s := start(t, t.TempDir()+"/users.db")
	hash := s.get(t, "/a/send_code?phone_number=%2B18885559977").field(t, "phone_code_hash")
	var columns [3]string
	require.NoError(t, s.store.DB.QueryRow("SELECT phone_number, hash, code FROM pantel_codes").Scan(&columns[0], &columns[1], &columns[2]))
	assert.False(t, slices.Contains(columns[:], hash))
	assert.False(t, slices.Contains(columns[:], s.lastCode(t)))
}
