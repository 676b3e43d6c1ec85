package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"
)

// Requests under way may take as long when the measuring ends.
const grace = 10 * time.Second

// onLoopback serves a handler while use runs, and ends with all requests answered.
func onLoopback(ctx context.Context, h http.Handler, use func(address string) error) (err error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	server := &http.Server{Handler: h}
	go server.Serve(listener) // until Shutdown
	defer func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		err = errors.Join(err, server.Shutdown(ctx))
	}()
	return use(listener.Addr().String())
}
