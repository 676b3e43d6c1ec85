package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// As little as can be measured: every request has the status that it must have, every number is there, and no file stays.
func TestMeasure(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"--time", "1ns", "--clients", "2"}, &stdout, &stderr); code != 0 {
		assert.Contains(t, stderr.String(), "the bound is 5 µs") // which is for quiet machines
	}
	all, err := samples()
	require.NoError(t, err)
	for _, s := range all {
		assert.Regexp(t, `(?m)^`+s.name+`( +[0-9.]+){4} +-?[0-9.]+  -Inf to \+Inf +-?[0-9.]+$`, stdout.String())
	}
	assert.Regexp(t, `(?m)^all +10 .*[0-9]$`, stdout.String())
	for _, kind := range []string{"registered", "refused by the contract", "refused, as the address is taken"} {
		assert.Regexp(t, `(?m)^`+kind+` +2 +[1-9][0-9]* +[0-9.]+ +[0-9.]+$`, stdout.String())
	}
	assertEmpty(t, os.TempDir())
}

func assertEmpty(t *testing.T, folder string) {
	left, err := os.ReadDir(folder)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestInterrupted(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer cancel()
		for registered := false; !registered; time.Sleep(time.Millisecond) {
			codes, _ := filepath.Glob(os.TempDir() + "/*/codes.ndjson")
			registered = slices.ContainsFunc(codes, func(path string) bool {
				info, err := os.Stat(path)
				return err == nil && info.Size() > 0
			})
		}
	}()
	_, err := measureThroughput(ctx, "", 2, time.Hour)
	assert.Error(t, err)
	assertEmpty(t, os.TempDir())

	var stdout, stderr bytes.Buffer
	assert.Equal(t, 1, run(ctx, nil, &stdout, &stderr))
	assert.Equal(t, "load: context canceled\n", stderr.String())
	assert.Empty(t, stdout)
}

func TestCommandLine(t *testing.T) {
	for args, want := range map[string]string{
		"--db":         "flag needs an argument: -db",
		"--requests 1": "flag provided but not defined: -requests",
		"quickly":      `"quickly" is no flag`,
		"--clients 0":  "--clients must be 1 or more",
		"--time 0s":    "--time must be positive, such as 20s",
	} {
		var stderr bytes.Buffer
		assert.Equal(t, 2, run(t.Context(), strings.Fields(args), &stderr, &stderr))
		assert.Equal(t, "load: "+want+"\nload --help lists the flags\n", stderr.String())
	}
	var stdout, stderr bytes.Buffer
	assert.Equal(t, 0, run(t.Context(), []string{"--help"}, &stdout, &stderr))
	assert.Contains(t, stderr.String(), "-clients")
}
