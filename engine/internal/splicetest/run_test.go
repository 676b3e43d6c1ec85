package splicetest

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// An end is told to be ours where the function is in which it came about.
func TestWhose(t *testing.T) {
	const fatal, inCUE, inOurs = "fatal error: x\n\ngoroutine 1 [running]:\nruntime.throw({0x1, 0x2})\n\t/go/panic.go:1\n",
		"cuelang.org/go/internal/core/adt.(*Vertex).unify(0x1)\n\t/cue/x.go:1\n", "github.com/passant-go/passant/engine/compile.FS(0x1)\n\t/x.go:1\n"
	const full = "runtime: goroutine stack exceeds 67108864-byte limit\n"
	for end, want := range map[string]string{
		fatal + inCUE + inOurs:                              cues,
		fatal + inOurs + inCUE:                              ours,
		full + fatal + strings.Repeat(inCUE, 50):            cues,
		full + fatal + inCUE + inOurs:                       ours,
		full + fatal + strings.Repeat(inCUE, 50) + inOurs:   cues,
		"too much time in\n" + inOurs + inCUE:               ours,
		"too much time in\n" + inCUE + inOurs:               cues,
		"signal: killed\n":                                  "",
		"exit status 1\n--- FAIL: TestX\n" + inCUE + inOurs: ours,
	} {
		assert.Equal(t, want, whose(end), end)
	}
}

// What stays the same in a stack while time passes is what does not end.
func TestStays(t *testing.T) {
	done := make(chan bool)
	defer close(done)
	go protected(t, func() { spin(done) })
	assert.True(t, strings.HasPrefix(stays(), ours+"engine/internal/splicetest.spin\n"), stays())
}

func spin(done chan bool) {
	for i := 0; ; i++ {
		select {
		case <-done:
			return
		default:
			if i%2 == 0 {
				even()
			} else {
				odd()
			}
		}
	}
}

//go:noinline
func even() { busy() }

//go:noinline
func odd() { busy() }

//go:noinline
func busy() {
	for range 1000 {
	}
}
