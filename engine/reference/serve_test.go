package main

import (
	"bytes"
	"log/slog"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What package net/http says is logged without addresses, and without what a panic says.
func TestAnonymous(t *testing.T) {
	for said, want := range map[string]string{
		"http: TLS handshake error from 192.0.2.1:4711: EOF":                                           "http: TLS handshake error from a client: EOF",
		"http: TLS handshake error from [2001:db8::1%eth0]:4711: EOF":                                  "http: TLS handshake error from a client: EOF",
		"http: panic serving 192.0.2.1:4711: harrie\n@example.nl\ngoroutine 7 [running]:\nmain.main()": "http: panic serving a client\ngoroutine 7 [running]:\nmain.main()",
		"http2: panic serving [::1]:4711: harrie\ngoroutine 7 [running]:":                              "http2: panic serving a client\ngoroutine 7 [running]:",
		"http: Accept error: too many open files":                                                      "http: Accept error: too many open files",
	} {
		var out bytes.Buffer
		leaveMessage := func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.MessageKey {
				out.WriteString(a.Value.String())
			}
			return slog.Attr{}
		}
		handler := anonymous{slog.NewTextHandler(new(bytes.Buffer), &slog.HandlerOptions{ReplaceAttr: leaveMessage})}
		slog.NewLogLogger(handler, slog.LevelWarn).Print(said)
		assert.Equal(t, want, out.String())
	}
}
