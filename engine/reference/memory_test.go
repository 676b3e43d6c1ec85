package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The most that the service may have had in memory, and the longest that a client may wait, whatever was sent.
const (
	mostMemory = 500 << 20
	patience   = 10 * time.Second // of the service, too
)

// peak is the most resident memory that a process has had, in bytes.
func (p *process) peak(t *testing.T) int {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.Process.Pid))
	require.NoError(t, err)
	found := regexp.MustCompile(`(?m)^VmHWM:\s*(\d+) kB$`).FindSubmatch(status)
	require.NotNil(t, found)
	kilobytes, err := strconv.Atoi(string(found[1]))
	require.NoError(t, err)
	return kilobytes << 10
}

// Bodies as large as they may be take a bounded amount of memory, however many come at once: each is answered, and so is in the
// meantime whoever sends what clients usually send.
func TestMemoryIsBounded(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("there is no /proc")
	}
	const few, many, most = 30, 200, 1 << 20
	list := func(values, spaces int) string {
		return `{"firstName":"a","lastName":"b","email":"a@b.nl","captchaSolution":[1` + strings.Repeat(",1", values-1) + `]` +
			strings.Repeat(" ", spaces) + `}`
	}
	unknown := func(names int) string {
		var b strings.Builder
		for i := range names {
			fmt.Fprintf(&b, `,"%d":[[[[[[[[{}]]]]]]]]`, i)
		}
		return `{"firstName":"a","lastName":"b","email":"a@b.nl"` + b.String() + `}`
	}
	for _, c := range []struct {
		name, body string
		clients    int
		chunked    bool
		statuses   []int // nil where there are more than the service can answer
	}{
		{"too many values", list(500_000, 0), few, false, []int{400}},
		{"too many values, of a length that is not said", list(500_000, 0), few, true, []int{400}},
		{"as many values as there may be", list(16_000, 900_000), few, false, []int{200}},
		{"unknown members", unknown(200), few, false, []int{200}},
		{"too many values, from many", list(500_000, 0), many, false, nil},
		{"as many values as there may be, from many", list(16_000, 900_000), many, true, nil},
		{"too large", list(10, most), few, true, []int{400, 413}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := launch(t)
			var drained sync.WaitGroup
			drained.Go(func() { // or the service would wait for somebody to read its log
				for p.log.Scan() {
				}
			})
			send := func(path, body string, chunked bool) (status int, took time.Duration, err error) {
				client := http.Client{Transport: &http.Transport{DisableKeepAlives: true}, Timeout: patience}
				r, err := http.NewRequest("POST", "http://"+p.address+path, strings.NewReader(body))
				if err != nil {
					return 0, 0, err
				}
				r.Header.Set("Content-Type", "application/json")
				if chunked {
					r.ContentLength, r.Body = -1, io.NopCloser(strings.NewReader(body))
				}
				began := time.Now()
				response, err := client.Do(r)
				if err != nil {
					return 0, 0, err
				}
				defer response.Body.Close()
				_, err = io.Copy(io.Discard, response.Body)
				return response.StatusCode, time.Since(began), err
			}

			var done atomic.Bool
			var others sync.WaitGroup
			var longest time.Duration
			answered := 0
			others.Go(func() { // somebody else
				for ; !done.Load(); answered++ {
					status, took, err := send("/users/register", `{"email":"x"}`, false)
					assert.NoError(t, err)
					assert.Equal(t, 422, status)
					longest = max(longest, took)
				}
			})
			var all sync.WaitGroup
			for range c.clients {
				all.Go(func() {
					status, _, err := send("/api/register", c.body, c.chunked)
					if c.statuses != nil && assert.NoError(t, err) {
						assert.Contains(t, c.statuses, status)
					}
				})
			}
			all.Wait()
			done.Store(true)
			others.Wait()
			assert.Positive(t, answered)
			assert.Less(t, longest, patience/4, "somebody else waited")
			got := p.peak(t)
			assert.Less(t, got, mostMemory)
			t.Logf("%d MB; %d others, the slowest after %v", got>>20, answered, longest.Round(time.Millisecond))
			require.NoError(t, p.Process.Kill())
			drained.Wait()
		})
	}
}
