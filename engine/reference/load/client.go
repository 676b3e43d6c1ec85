package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"
)

// A client has one connection, which is kept alive. It does next to nothing itself: it sends bytes that are ready, and looks at
// no more of an answer than its status and length.
type client struct {
	conn net.Conn
	in   *bufio.Reader
	stop func() bool
}

// dial connects a client, whose requests end with ctx.
func dial(ctx context.Context, address string) (*client, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	return &client{conn, bufio.NewReader(conn), context.AfterFunc(ctx, func() { conn.Close() })}, nil
}

func (c *client) close() {
	c.stop()
	c.conn.Close()
}

// A request is one whose bytes are ready, and the status that it must be answered with.
type request struct {
	name   string
	bytes  []byte
	status int
}

// newRequest writes a request without a body where media is "".
func newRequest(name, method, target, media string, header http.Header, body string, status int) request {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n", method, target)
	header.Write(&b)
	if media != "" {
		fmt.Fprintf(&b, "Content-Type: %s\r\nContent-Length: %d\r\n", media, len(body))
	}
	return request{name, append(b.Bytes(), "\r\n"+body...), status}
}

// do sends a request, reads the answer and returns how long that took.
func (c *client) do(r request) (time.Duration, error) {
	began := time.Now()
	if _, err := c.conn.Write(r.bytes); err != nil {
		return 0, fmt.Errorf("%s: %w", r.name, err)
	}
	status, length, err := c.head()
	if err == nil {
		_, err = c.in.Discard(length)
	}
	if err != nil {
		return 0, fmt.Errorf("%s: the answer cannot be read: %w", r.name, err)
	}
	took := time.Since(began)
	if status != r.status {
		return 0, fmt.Errorf("%s: the status is %d, not %d", r.name, status, r.status)
	}
	return took, nil
}

var contentLength = []byte("content-length:")

// head reads the beginning of an answer. Its body has a length, or there is none.
func (c *client) head() (status, length int, err error) {
	line, err := c.in.ReadSlice('\n')
	if err != nil {
		return 0, 0, err
	}
	if len(line) < len("HTTP/1.1 200") {
		return 0, 0, fmt.Errorf("the status line is too short: %d bytes", len(line))
	}
	if status, err = strconv.Atoi(string(line[9:12])); err != nil {
		return 0, 0, err
	}
	for err == nil {
		if line, err = c.in.ReadSlice('\n'); err != nil {
			break
		}
		line = bytes.TrimRight(line, "\r\n")
		if len(line) == 0 {
			break
		}
		if n := len(contentLength); len(line) > n && bytes.EqualFold(line[:n], contentLength) {
			length, err = strconv.Atoi(string(bytes.TrimSpace(line[n:])))
		}
	}
	return status, length, err
}
