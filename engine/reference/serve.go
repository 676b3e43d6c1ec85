package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/passant-go/passant/engine/lookup"
	"github.com/passant-go/passant/engine/reference/outbox"
	"github.com/passant-go/passant/engine/reference/service"
	"github.com/passant-go/passant/engine/reference/store"
)

// Requests under way may take as long when the service is told to stop.
const grace = 15 * time.Second

// serve serves until ctx is done and the requests under way are answered.
func serve(ctx context.Context, o options, log io.Writer) (err error) {
	logger := slog.New(slog.NewJSONHandler(log, nil))
	db, err := store.Open(ctx, o.db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	codes, err := outbox.Open(o.codes)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, codes.Close()) }()
	handler, err := service.New(service.Config{
		Store: db, Outbox: codes, Log: logger, Metrics: prometheus.NewRegistry(), DNS: lookup.DNS{Resolver: resolver(o.dns)},
		Proxies: o.proxies, Public: o.public, Origins: o.origins,
	})
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", o.listen)
	if err != nil {
		return err
	}

	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       20 * time.Second,
		WriteTimeout:      40 * time.Second,
		IdleTimeout:       time.Minute,
		ErrorLog:          slog.NewLogLogger(anonymous{logger.Handler()}, slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() {
		if o.cert != "" {
			failed <- server.ServeTLS(listener, o.cert, o.key)
		} else {
			failed <- server.Serve(listener)
		}
	}()
	logger.Warn("this is a test double of the providers, for clients to be tested against; register no real users with it")
	logger.Info("listening", "address", listener.Addr().String(), "https", o.cert != "")
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	logger.Info("stopping")
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err = server.Shutdown(ctx); err != nil {
		err = fmt.Errorf("requests under way were cut off: %w", errors.Join(err, server.Close()))
	}
	logger.Info("stopped")
	return err
}

// resolver is the one that the flag --dns names.
func resolver(dns string) lookup.Resolver {
	switch dns {
	case "off":
		return nil
	case "system":
		return &net.Resolver{PreferGo: true}
	}
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, dns)
	}}
}

// An anonymous handler logs nothing of a client: package net/http writes its address into what it says, and what a handler panicked
// with, which may be made of a payload.
type anonymous struct{ slog.Handler }

func (h anonymous) Handle(ctx context.Context, r slog.Record) error {
	r.Message = panicked.ReplaceAllString(r.Message, "panic serving a client$1")
	r.Message = address.ReplaceAllString(r.Message, "a client")
	return h.Handler.Handle(ctx, r)
}

var (
	address  = regexp.MustCompile(`(\[[0-9A-Fa-f:.]+(%[^\]]*)?\]|\d+(\.\d+){3}):\d+`)
	panicked = regexp.MustCompile(`(?s)panic serving .*?(\ngoroutine |$)`)
)
