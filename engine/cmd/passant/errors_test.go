package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestMain makes of the test the command itself where a test asks for a process of its own.
func TestMain(m *testing.M) {
	if os.Getenv("PASSANT_TEST_MAIN") != "" {
		main()
	}
	os.Exit(m.Run())
}

// A broken writer takes some bytes and then no more.
type broken struct {
	takes int
	err   error
}

func (b *broken) Write(p []byte) (int, error) {
	if b.takes -= len(p); b.takes >= 0 {
		return len(p), nil
	}
	return 0, b.err
}

func TestOutputThatCannotBeWritten(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, line := range []string{
		"--help",
		"check --help",
		"list",
		"explain larsverp/register",
		"check -e larsverp/validation",
		"check -e larsverp/validation -f report - -",
		"check -e larsverp/validation --ndjson",
		"normalise -e larsverp/validation",
	} {
		for _, test := range []struct {
			err  error
			code exit
			says string
		}{
			{errors.New("disk full"), failed, "passant: standard output: disk full\n"},
			{syscall.EPIPE, brokenPipe, ""},
			{&os.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}, brokenPipe, ""},
		} {
			for _, takes := range []int{0, 2} {
				var said strings.Builder
				code := run(strings.Fields(line), strings.NewReader("{}\n"), &broken{takes, test.err}, &said)
				assert.Equal(t, int(test.code), code, line)
				assert.Equal(t, test.says, said.String(), line)
			}
		}
	}
}

// A stream without an end is left when nobody listens any more.
func TestOutputThatCannotBeWrittenEndsReading(t *testing.T) {
	in := &repeating{line: "{}\n"}
	code := run([]string{"check", "-e", "larsverp/validation", "--ndjson"}, in, &broken{1000, syscall.EPIPE}, io.Discard)
	assert.Equal(t, int(brokenPipe), code)
}

type repeating struct{ line, rest string }

func (r *repeating) Read(b []byte) (int, error) {
	if r.rest == "" {
		r.rest = r.line
	}
	n := copy(b, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

func TestClosedPipeEndsTheProcessQuietly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no SIGPIPE")
	}
	self, err := os.Executable()
	require.NoError(t, err)
	cmd := exec.Command(self, "check", "-e", "larsverp/validation", "--ndjson")
	cmd.Env = append(os.Environ(), "PASSANT_TEST_MAIN=1")
	cmd.Stdin = &repeating{line: "{}\n"}
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	_, err = io.ReadFull(out, make([]byte, 10))
	require.NoError(t, err)
	require.NoError(t, out.Close())
	require.Error(t, cmd.Wait())
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	require.True(t, ok)
	assert.Equal(t, syscall.SIGPIPE, status.Signal())
	assert.Empty(t, said.String())
}

func TestInputThatCannotBeRead(t *testing.T) {
	const entry = `{"unread":"standard input: cable pulled"}` + "\n"
	for line, want := range map[string]string{
		"check -e larsverp/validation":          entry,
		"check -e larsverp/validation --ndjson": entry,
		"normalise -e larsverp/validation":      "",
	} {
		var out, said strings.Builder
		in := io.MultiReader(strings.NewReader(`{"token":`), iotest.ErrReader(errors.New("cable pulled")))
		code := run(strings.Fields(line), in, &out, &said)
		assert.Equal(t, int(failed), code, line)
		assert.Equal(t, want, out.String(), line)
		assert.Equal(t, "passant: standard input: cable pulled\n", said.String(), line)
	}
}
