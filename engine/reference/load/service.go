package main

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/passant-go/passant/engine/reference/outbox"
	"github.com/passant-go/passant/engine/reference/service"
	"github.com/passant-go/passant/engine/reference/store"
)

// withService serves the reference service while use runs. It keeps users in a database, SQLite in a temporary folder where that is "",
// asks no DNS, and what it logs is thrown away.
func withService(ctx context.Context, database string, use func(address string) error) (err error) {
	folder, err := os.MkdirTemp("", "passant-load-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	db, err := store.Open(ctx, cmp.Or(database, filepath.Join(folder, "users.db")))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	codes, err := outbox.Open(filepath.Join(folder, "codes.ndjson"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, codes.Close()) }()
	handler, err := service.New(service.Config{
		Store: db, Outbox: codes, Log: slog.New(slog.NewJSONHandler(io.Discard, nil)), Metrics: prometheus.NewRegistry(),
	})
	if err != nil {
		return err
	}
	return onLoopback(ctx, handler, use)
}
