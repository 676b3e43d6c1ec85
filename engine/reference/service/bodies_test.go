package service_test

import (
	"bufio"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/passant-go/passant/engine/reference/service"
)

// Whoever sends large bodies slowly keeps others waiting that send large ones, who are told so in time, and nobody else.
func TestSlowBodiesKeepOnlyLargeOnesWaiting(t *testing.T) {
	const patience = 2 * time.Second
	s := start(t, t.TempDir()+"/users.db", func(c *service.Config) { c.Patience = patience })
	address := strings.TrimPrefix(s.URL, "http://")
	head := func(length int) string {
		return fmt.Sprintf("POST /users/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n", length)
	}
	var slow []net.Conn
	for range 20 { // for eight of which there is room
		c, err := net.Dial("tcp", address)
		require.NoError(t, err)
		defer c.Close()
		_, err = fmt.Fprint(c, head(1<<20))
		require.NoError(t, err)
		slow = append(slow, c)
	}
	time.Sleep(patience / 10) // until they are under way

	began := time.Now()
	assert.Equal(t, 201, s.post(t, "/users/register", harrie).status)
	assert.Less(t, time.Since(began), patience)
	tooLarge := s.post(t, "/users/register", strings.Repeat(" ", 1<<20+1))
	assert.GreaterOrEqual(t, tooLarge.status, 400)
	assert.Less(t, time.Since(began), patience, "what is refused unread waits for none")
	large := strings.Replace(harrie, "{", "{"+strings.Repeat(" ", 100<<10), 1)
	status := s.post(t, "/users/register", large).status
	assert.Contains(t, []int{422, 503}, status, "which of them was let in is a matter of time")
	assert.Less(t, time.Since(began), 3*patience)

	for _, c := range slow {
		require.NoError(t, c.SetReadDeadline(time.Now().Add(5*patience)))
		response, err := http.ReadResponse(bufio.NewReader(c), nil)
		require.NoError(t, err)
		response.Body.Close()
		assert.Contains(t, []int{408, 503}, response.StatusCode)
	}
	assert.Equal(t, 422, s.post(t, "/users/register", large).status, "there is room again")
}
