package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The test binary is the service, where it is told to be.
func TestMain(m *testing.M) {
	if os.Getenv("PASSANT_REFERENCE") == "1" {
		main()
	}
	os.Exit(m.Run())
}

// A process is the service as one starts it.
type process struct {
	*exec.Cmd
	dir     string
	address string
	log     *bufio.Scanner
}

// launch starts the service in a directory of its own, and waits until it listens.
func launch(t *testing.T, args ...string) *process {
	p := &process{dir: t.TempDir()}
	p.Cmd = exec.Command(os.Args[0], append([]string{"--listen", "127.0.0.1:0", "--dns", "off"}, args...)...)
	p.Dir, p.Env = p.dir, append(os.Environ(), "PASSANT_REFERENCE=1")
	log, err := p.StderrPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	t.Cleanup(func() { p.Process.Kill() })
	p.log = bufio.NewScanner(log)
	require.True(t, p.log.Scan())
	require.Contains(t, p.log.Text(), "test double")
	require.True(t, p.log.Scan())
	var line struct{ Msg, Address string }
	require.NoError(t, json.Unmarshal(p.log.Bytes(), &line), p.log.Text())
	require.Equal(t, "listening", line.Msg)
	p.address = line.Address
	return p
}

const harrie = `{"first_name":"Harrie","last_name":"Tiggelen","email":"harrie@example.nl","postal_code":5673,"password":"kittens23#"}`

// A request that is under way when the service is told to stop is answered, and what it registered stays.
func TestGracefulShutdown(t *testing.T) {
	p := launch(t)
	c, err := net.Dial("tcp", p.address)
	require.NoError(t, err)
	defer c.Close()
	fmt.Fprintf(c, "POST /users/register HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(harrie))
	answers := bufio.NewReader(c)
	_, err = http.ReadResponse(answers, nil) // 100: the handler reads
	require.NoError(t, err)
	require.NoError(t, p.Process.Signal(syscall.SIGTERM))
	require.True(t, p.log.Scan())
	assert.Contains(t, p.log.Text(), `"stopping"`)
	assert.Eventually(t, func() bool {
		c, err := net.Dial("tcp", p.address)
		if err == nil {
			c.Close()
		}
		return errors.Is(err, syscall.ECONNREFUSED)
	}, 10*time.Second, time.Millisecond)

	io.WriteString(c, harrie)
	created, err := http.ReadResponse(answers, nil)
	require.NoError(t, err)
	assert.Equal(t, 201, created.StatusCode)
	for p.log.Scan() {
		assert.NotContains(t, p.log.Text(), "harrie")
	}
	require.NoError(t, p.Wait())

	for _, name := range []string{"passant.db", "codes.ndjson"} {
		info, err := os.Stat(filepath.Join(p.dir, name))
		require.NoError(t, err)
		assert.Equal(t, os.FileMode(0o600), info.Mode(), name)
	}
	again := launch(t, "--db", filepath.Join(p.dir, "passant.db"))
	taken, err := http.Post("http://"+again.address+"/users/register", "application/json", strings.NewReader(harrie))
	require.NoError(t, err)
	defer taken.Body.Close()
	assert.Equal(t, 422, taken.StatusCode)
}

func TestHTTPS(t *testing.T) {
	dir := t.TempDir()
	cert, key := filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	client := certify(t, cert, key)
	p := launch(t, "--tls-cert", cert, "--tls-key", key)
	response, err := client.Get("https://" + p.address + "/healthz")
	require.NoError(t, err)
	defer response.Body.Close()
	assert.Equal(t, 200, response.StatusCode)
}

func TestMistakes(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		args string
		code int
		want string
	}{
		{"--help", 0, "-listen address"},
		{"--port 1", 2, "flag provided but not defined: -port"},
		{"serve", 2, `"serve" is no flag`},
		{"--tls-cert a", 2, "--tls-cert and --tls-key need each other"},
		{"--proxy 10.0.0.1", 2, `invalid value "10.0.0.1" for flag -proxy`},
		{"--dns ::1:x:y", 2, "--dns: "},
		{"--dns=", 2, "--dns: "},
		{"--dns 127.0.0.1:", 2, "--dns: "},
		{"--dns 127.0.0.1:99999", 2, "--dns: "},
		{"--dns https://dns.example", 2, "--dns: "},
		{"--cors example.com", 2, `invalid value "example.com" for flag -cors: it is no origin`},
		{"--cors *", 2, "it is no origin"},
		{"--cors null", 2, "it is no origin"},
		{"--cors https://*.example.com", 2, "it is no origin"},
		{"--cors https://example.com/", 2, "it is no origin"},
		{"--cors https://user@example.com", 2, "it is no origin"},
		{"--cors https://Example.com", 2, "it is no origin"},
		{"--cors https://bücher.example", 2, "it is no origin"},
		{"--cors https://example.com:443", 2, "a browser leaves out the port 443 of https"},
		{"--cors http://example.com:80", 2, "a browser leaves out the port 80 of http"},
		{"--cors=", 2, "it is no origin"},
		{"--listen :8422", 2, "--i-know-this-is-a-test-service"},
		{"--listen 0.0.0.0:8422", 2, "--i-know-this-is-a-test-service"},
		{"--listen api.example.com:8422", 2, "--i-know-this-is-a-test-service"},
		{"--listen 8422", 2, "--listen: "},
		{"--public-url api.example.com", 2, "write a scheme and a host"},
		{"--public-url https://api.example.com:99999", 2, "write a scheme and a host"},
		{"--public-url https://api.example.com:", 2, "write a scheme and a host"},
		{"--public-url https://:443", 2, "write a scheme and a host"},
		{"--public-url https://api.example.com/x", 2, "write a scheme and a host"},
		{"--listen 192.0.2.1:1 --i-know-this-is-a-test-service", 1, "cannot assign requested address"},
		{"--db nowhere/users.db", 1, "nowhere/users.db: no such file or directory"},
		{"--db=", 1, "the database has no name"},
		{"--db .", 1, "is a directory"},
		{"--db mysql://passant:hunter2@127.0.0.1/x", 1, "the database is of a kind that is not known"},
		{"--codes .", 1, "the file for codes cannot be opened: open .: is a directory"},
		{"--proxy ::ffff:10.0.0.0/104", 2, `invalid value "::ffff:10.0.0.0/104" for flag -proxy`},
		{"--codes nowhere/codes", 1, "the file for codes cannot be opened: open nowhere/codes: no such file or directory"},
		{"--tls-cert a --tls-key b --listen 127.0.0.1:0", 1, "open a: no such file or directory"},
		{"--listen " + taken.Addr().String(), 1, "address already in use"},
		{"--db postgres://passant:hunter2@127.0.0.1:1/x", 1, "connection refused"},
		{"--db postgres://passant:hunter2@127.0.0.1:y/x", 1, "the URL of the database cannot be read"},
		{"--db postgres://passant:hun%ter2@127.0.0.1:1/x", 1, "the URL of the database cannot be read"},
	} {
		t.Run(c.args, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second) // or what is no mistake would serve for ever
			defer cancel()
			var out bytes.Buffer
			assert.Equal(t, c.code, run(ctx, strings.Fields(c.args), &out))
			assert.Contains(t, out.String(), c.want)
			assert.NotContains(t, out.String(), "hunter2")
			assert.NotContains(t, out.String(), "ter2@")
		})
	}
}
