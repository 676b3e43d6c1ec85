package main

import (
	"bufio"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The bytes of a request are those of a request of net/http, and connections are kept.
func TestRequest(t *testing.T) {
	var got []string
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		got = append(got, r.RemoteAddr, r.Method+" "+r.RequestURI+" "+r.Header.Get("Content-Type")+r.Header.Get("X-A")+" "+string(body))
		w.WriteHeader(http.StatusTeapot)
		io.WriteString(w, "short and stout")
	})
	header := http.Header{"X-A": {"b"}}
	requests := []request{
		newRequest("post", "POST", "/a", "text/plain", header, "hello", http.StatusTeapot),
		newRequest("get", "GET", "/a?b=c", "", header, "", http.StatusTeapot),
		newRequest("wrong", "GET", "/", "", nil, "", http.StatusNoContent),
	}
	require.NoError(t, onLoopback(t.Context(), handler, func(address string) error {
		c, err := dial(t.Context(), address)
		require.NoError(t, err)
		defer c.close()
		for _, r := range requests[:2] {
			_, err = c.do(r)
			assert.NoError(t, err)
		}
		_, err = c.do(requests[2])
		assert.EqualError(t, err, "wrong: the status is 418, not 204")
		return nil
	}))
	require.Len(t, got, 6)
	assert.Equal(t, got[0], got[2])
	assert.Equal(t, []string{"POST /a text/plainb hello", "GET /a?b=c b "}, []string{got[1], got[3]})
}

// What the client and net/http both read they read alike.
func FuzzHead(f *testing.F) {
	f.Add("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nA: b\r\n\r\nhi")
	f.Add("HTTP/1.1 204 No Content\r\n\r\n")
	f.Add("HTTP/1.1 20\r\n\r\n")
	f.Add("HTTP/1.1 200 OK\n:\nContent-Length: -1\n\n")
	f.Fuzz(func(t *testing.T, answer string) {
		c := client{in: bufio.NewReader(strings.NewReader(answer))}
		status, length, err := c.head()
		want, wrong := http.ReadResponse(bufio.NewReader(strings.NewReader(answer)), nil)
		if err != nil || wrong != nil {
			return
		}
		assert.Equal(t, want.StatusCode, status)
		if n := want.Header.Get("Content-Length"); n != "" {
			assert.Equal(t, n, strconv.Itoa(length))
		}
	})
}
